// A device's message, or its silence, becomes facts: first what the device's own behaviour makes of it, then what the
// house does about that.
import type { About } from '../../devices/envelope.ts';
import { type Decision, refuse } from './decision.ts';
import { addFault, type Device, describeDevice, keepRefused, updateRoom } from './devices/device.ts';
import type { Happening } from './devices/happening.ts';
import type { Fact } from './facts.ts';
import type { House } from './house.ts';
import { onReturn, onSilence, silenceDueAt } from './incidents/outage.ts';
import { closeSettledIncidents, onVerdict } from './incidents/slow-water.ts';
import type { Input } from './inputs.ts';
import { requestTouchpoint } from './request-touchpoint.ts';
import {
  faultCause,
  onDrawWithoutFailure,
  onDutyFailed,
  onFault,
  onGuestAsked,
  onStock,
} from './tasks/device-tasks.ts';
import { prove } from './tasks/open-task.ts';
import { onDrawClosed, onMissAtLimit } from './tasks/warm-up-tasks.ts';

type DeviceInput = Extract<Input, { type: 'samples' | 'device-event' | 'presence' | 'about' | 'message-refused' }>;

/** A flood of nonsense makes one fact a second; the count goes on. */
const refusalFactEveryMs = 1000;

export function onDeviceInput(house: House, input: DeviceInput, now: number): Decision {
  const device = house.devices.get(input.device);
  if (device === undefined) return refuse('unknown-device', `no device ${input.device} is registered`, 'device');
  switch (input.type) {
    case 'samples':
      return takeSamples(house, device, input, now);
    case 'device-event':
      return takeEvent(house, device, input, now);
    case 'presence':
      return { facts: input.presence === 'online' ? heard(house, device, now) : wentOffline(device, now) };
    case 'about': {
      device.unknownFieldCount += input.unknownFields;
      const back = heard(house, device, now);
      const same = sameAbout(device.about, input.about);
      device.about = input.about;
      return { facts: same ? back : [...back, changed(device)] };
    }
    case 'message-refused': {
      keepRefused(device, input.refused);
      if (now - device.refusalToldAt < refusalFactEveryMs) return { facts: [] };
      device.refusalToldAt = now;
      return { facts: [changed(device)] };
    }
  }
}

/** Something of this device came due: a verdict at the limit, or its silence. */
export function onDeviceTime(house: House, device: Device, now: number): Fact[] {
  const facts = device.behaviour.timePassed(now).flatMap((one) => onHappening(house, device, one, now));
  const silentAt = silenceDueAt(house, device);
  if (silentAt !== undefined && silentAt <= now) {
    if (device.presence !== 'offline') facts.push(...wentOffline(device, now));
    facts.push(...onSilence(house, device, now));
  }
  return facts;
}

function takeSamples(house: House, device: Device, input: Extract<Input, { type: 'samples' }>, now: number): Decision {
  const facts = heard(house, device, now);
  device.unknownFieldCount += input.unknownFields;
  const fresh = [];
  for (const sample of input.samples) {
    const place = device.recent.place(sample.at);
    if (place === 'repeat') continue;
    fresh.push(sample);
    // Older than everything remembered: history, but nothing that is still running can be judged by it.
    if (place === 'beyond') continue;
    if (place === 'new') device.lastSample = sample;
    for (const happening of device.behaviour.sample(sample, input.clock, now)) {
      facts.push(...onHappening(house, device, happening, now));
    }
  }
  if (fresh.length > 0) device.dirty = true;
  return { facts, fresh };
}

function takeEvent(
  house: House,
  device: Device,
  input: Extract<Input, { type: 'device-event' }>,
  now: number,
): Decision {
  device.unknownFieldCount += input.unknownFields;
  const facts = heard(house, device, now);
  if (input.event === 'fault') {
    const { code, message } = input.data as { code: string; message: string };
    addFault(device, { code, message, since: input.at });
    const event = `${input.device}:${input.id}`;
    facts.push(...onHappening(house, device, { type: 'fault', code, message, at: input.at, event }, now));
  }
  updateRoom(device, input);
  for (const happening of device.behaviour.event(input, now)) facts.push(...onHappening(house, device, happening, now));
  return { facts };
}

function onHappening(house: House, device: Device, happening: Happening, now: number): Fact[] {
  switch (happening.type) {
    case 'draw-judged':
      return [
        happening,
        ...onMissAtLimit(house, device, happening.draw, now),
        ...onVerdict(house, happening.draw, now),
      ];
    case 'draw-closed':
      return closeDraw(house, device, happening, now);
    case 'duty-failed':
      return onDutyFailed(house, device, happening, now);
    case 'stock-low':
    case 'stock-well':
      return onStock(house, device, happening, now);
    case 'fault':
      return [changed(device), ...onFault(house, device, happening, now)];
    case 'guest-asked': {
      const call = { ...happening, space: device.space, id: happening.event };
      return [
        { type: 'touchpoint-recorded', touchpoint: requestTouchpoint(call, `device:${device.record.id}`) },
        onGuestAsked(house, call, now),
      ];
    }
    case 'touchpoint':
      return [{ type: 'touchpoint-recorded', touchpoint: happening.touchpoint }];
    case 'status-changed':
      return [changed(device)];
  }
}

/** The probe that cannot be believed is the engineer's task; the next draw that can be is the proof. */
const probeFault = 'sensor-fault';

function closeDraw(
  house: House,
  device: Device,
  closed: Extract<Happening, { type: 'draw-closed' }>,
  now: number,
): Fact[] {
  const { draw } = closed;
  const facts: Fact[] = [closed, ...onDrawClosed(house, device, draw, now)];
  if (draw.outcome === 'met' || draw.outcome === 'missed') facts.push(...onVerdict(house, draw, now));
  if (draw.reason === probeFault) {
    const message = 'the readings of this draw cannot be believed';
    facts.push(
      ...onFault(house, device, { type: 'fault', code: probeFault, message, at: draw.startedAt, event: draw.id }, now),
    );
  } else if (draw.outcome !== 'excluded') {
    facts.push(...prove(house, faultCause(device, probeFault), { type: 'draw', id: draw.id, at: draw.startedAt }, now));
  }
  facts.push(...onDrawWithoutFailure(house, device, draw, now));
  if (facts.length > 1) facts.push(...closeSettledIncidents(house, now));
  return facts;
}

/** Whatever a device says, it is there. */
function heard(house: House, device: Device, now: number): Fact[] {
  device.lastHeardAt = now;
  const back = onReturn(house, device, now);
  if (device.presence === 'online') return back;
  device.presence = 'online';
  device.presenceSince = now;
  return [...back, changed(device)];
}

function wentOffline(device: Device, now: number): Fact[] {
  if (device.presence === 'offline') return [];
  device.presence = 'offline';
  device.presenceSince = now;
  return [changed(device)];
}

function changed(device: Device): Fact {
  return { type: 'device-changed', device: describeDevice(device) };
}

function sameAbout(a: About | undefined, b: About): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

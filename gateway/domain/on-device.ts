// A device's message, or its silence, becomes facts: first what the device's own behaviour makes of it, then what the
// house does about that.
import { type Decision, refuse } from './decision.ts';
import { addFault, type Device, describeDevice, keepRefused, updateRoom } from './devices/device.ts';
import { takeSamples } from './devices/take-samples.ts';
import { takeUpWhenOut } from './dispatch/guest-out.ts';
import type { Fact } from './facts.ts';
import type { House } from './house.ts';
import { onReturn, onSilence, silenceDueAt } from './incidents/outage.ts';
import type { DeviceEventInput, Input } from './inputs.ts';
import { onHappening } from './on-happening.ts';

type DeviceInput = Extract<Input, { type: 'samples' | 'device-event' | 'presence' | 'about' | 'message-refused' }>;
type Of<T extends DeviceInput['type']> = Extract<DeviceInput, { type: T }>;

/** A flood of nonsense makes one fact a second; the count goes on. */
const refusalFactEveryMs = 1000;

export function onDeviceInput(house: House, input: DeviceInput, now: number): Decision {
  const device = house.devices.get(input.device);
  if (device === undefined) return refuse('unknown-device', `no device ${input.device} is registered`, 'device');
  switch (input.type) {
    case 'samples':
      return onSamples(house, device, input, now);
    case 'device-event':
      return { facts: onEvent(house, device, input, now) };
    case 'presence':
      return { facts: onPresence(house, device, input, now) };
    case 'about':
      return { facts: onAbout(house, device, input, now) };
    case 'message-refused':
      return { facts: onRefused(house, device, input, now) };
  }
}

/** Something of this device came due: a verdict at the limit, or its silence. */
export function onDeviceTime(house: House, device: Device, now: number): Fact[] {
  const happenings = house.linkDown ? [] : device.behaviour.timePassed(now, house.silenceFrom);
  const facts = happenings.flatMap((one) => onHappening(house, device, one, now));
  const silentAt = silenceDueAt(house, device);
  if (silentAt !== undefined && silentAt <= now) {
    facts.push(...wentOffline(device, now), ...onSilence(house, device, now));
  }
  return facts;
}

/** Whatever a device says that can be understood, it is there. */
export function heard(house: House, device: Device, now: number): Fact[] {
  device.lastHeardAt = now;
  return [...onReturn(house, device, now), ...cameOnline(device, now)];
}

/** What a broker kept tells how the connection stands: that is no word from the device now. */
function onPresence(house: House, device: Device, { presence, retained }: Of<'presence'>, now: number): Fact[] {
  if (presence === 'offline') return wentOffline(device, now);
  return retained === true ? cameOnline(device, now) : heard(house, device, now);
}

function onSamples(house: House, device: Device, input: Of<'samples'>, now: number): Decision {
  const facts = heard(house, device, now);
  device.unknownFieldCount += input.unknownFields;
  const { fresh, happenings } = takeSamples(device, input.samples, input.clock, now);
  for (const happening of happenings) facts.push(...onHappening(house, device, happening, now));
  facts.push(...takeUpWhenOut(house, device, now));
  return { facts, fresh };
}

function onEvent(house: House, device: Device, input: DeviceEventInput, now: number): Fact[] {
  device.unknownFieldCount += input.unknownFields;
  const facts = heard(house, device, now);
  if (input.event === 'fault') {
    const { code, message } = input.data as { code: string; message: string };
    const event = `${input.device}:${input.id}`;
    addFault(device, { code, message, since: input.at });
    facts.push(...onHappening(house, device, { type: 'fault', code, message, at: input.at, event }, now));
  }
  updateRoom(device, input);
  for (const happening of device.behaviour.event(input, now)) facts.push(...onHappening(house, device, happening, now));
  return facts;
}

function onAbout(house: House, device: Device, input: Of<'about'>, now: number): Fact[] {
  device.unknownFieldCount += input.unknownFields;
  const back = input.retained === true ? [] : heard(house, device, now);
  const same = JSON.stringify(device.about) === JSON.stringify(input.about);
  device.about = input.about;
  return same ? back : [...back, changed(device)];
}

/** Acknowledged is durable, told or not: what is not in a fact goes on disk with the snapshot. */
function onRefused(house: House, device: Device, input: Of<'message-refused'>, now: number): Fact[] {
  keepRefused(device, input.refused);
  house.touched.add(device);
  if (now - device.refusalToldAt < refusalFactEveryMs) return [];
  device.refusalToldAt = now;
  return [changed(device)];
}

function cameOnline(device: Device, now: number): Fact[] {
  if (device.presence === 'online') return [];
  device.presence = 'online';
  device.presenceSince = now;
  return [changed(device)];
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

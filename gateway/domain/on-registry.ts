// Devices, spaces and standards come, change and go; and the guest's request that comes through a person or a system.
import { type Decision, refuse } from './decision.ts';
import { createDevice, type Device, describeDevice, rebuildDevice } from './devices/device.ts';
import type { Fact } from './facts.ts';
import type { House } from './house.ts';
import { closeOutagesWithout } from './incidents/outage.ts';
import { closeSettledIncidents } from './incidents/slow-water.ts';
import type { Input } from './inputs.ts';
import type { DeviceRecord, Space } from './property.ts';
import { requestTouchpoint } from './request-touchpoint.ts';
import { refuseStale } from './standards/change-standard.ts';
import { labelOf } from './standards/service-standard.ts';
import { onGuestAsked } from './tasks/request-tasks.ts';

type Of<T extends Input['type']> = Extract<Input, { type: T }>;

/** A space that nobody declared is made, floor and riser unset. */
export function onRegister(house: House, { record, space: placed }: Of<'register-device'>): Decision {
  const facts: Fact[] = placed === undefined ? [] : [...placeSpace(house, placed)];
  let space = house.spaces.get(record.space);
  if (space === undefined) {
    space = { id: record.space, kind: 'other' };
    house.spaces.set(space.id, space);
    facts.push({ type: 'space-changed', space });
  }
  const device = settle(house, record, space);
  return { facts: [...facts, { type: 'device-changed', device: describeDevice(device) }] };
}

/** The device's open tasks end with it. */
export function onRevoke(house: House, input: Of<'revoke-device'>, now: number): Decision {
  const device = house.devices.get(input.device);
  if (device === undefined) return refuse('unknown-device', `no device ${input.device} is registered`, 'device');
  house.devices.delete(input.device);
  house.touched.delete(device);
  const ended = [...house.board.all()]
    .filter((task) => task.device === input.device)
    .map((task) =>
      house.board.step(task, { step: 'cancel', at: now, by: input.by.name, to: 'cancelled', note: 'device-revoked' }),
    );
  return {
    facts: [
      { type: 'device-revoked', device: describeDevice(device) },
      ...ended,
      ...closeSettledIncidents(house, now),
      ...closeOutagesWithout(house, device, now),
    ],
  };
}

export function onSpace(house: House, { space }: Of<'set-space'>): Decision {
  return { facts: placeSpace(house, space) };
}

function placeSpace(house: House, space: Space): readonly Fact[] {
  if (JSON.stringify(house.spaces.get(space.id)) === JSON.stringify(space)) return [];
  house.spaces.set(space.id, space);
  const facts: Fact[] = [{ type: 'space-changed', space }];
  for (const { record } of [...house.devices.values()]) {
    if (record.space !== space.id) continue;
    facts.push({ type: 'device-changed', device: describeDevice(settle(house, record, space)) });
  }
  return facts;
}

/** Outlets go on under the new version; what is judged keeps the version that it was judged under. */
export function onStandard(house: House, { standard }: Of<'set-standard'>): Decision {
  const { id, version } = standard;
  const latest = Math.max(0, ...[...house.standards.values()].map((one) => (one.id === id ? one.version : 0)));
  if (version <= latest) return refuseStale(id, latest, version - 1);
  house.standards.set(labelOf(standard), standard);
  const place = house.currentStandards.findIndex((one) => one.id === id);
  if (place < 0) return { facts: [{ type: 'standard-changed', standard }] };
  house.currentStandards[place] = standard;
  for (const { record, space } of [...house.devices.values()]) {
    if (record.kind === 'hot-water-sensor') settle(house, record, space);
  }
  return { facts: [{ type: 'standard-changed', standard }] };
}

export function onGuestRequest(house: House, input: Of<'guest-request'>, now: number): Decision {
  const space = house.spaces.get(input.space);
  if (space === undefined) return refuse('unknown-space', `no space ${input.space} is known`, 'space');
  const call = { ...input, space, at: now };
  return {
    facts: [
      { type: 'touchpoint-recorded', touchpoint: requestTouchpoint(call, `user:${input.by.name}`) },
      onGuestAsked(house, call, now),
    ],
  };
}

function settle(house: House, record: DeviceRecord, space: Space): Device {
  const before = house.devices.get(record.id);
  const device =
    before === undefined
      ? createDevice(record, space, house.currentStandards)
      : rebuildDevice(before, record, space, house.currentStandards);
  if (before !== undefined) house.touched.delete(before);
  house.devices.set(record.id, device);
  // On disk with the change: a restart replays no sample under a record or a standard that it was not taken under.
  house.touched.add(device);
  return device;
}

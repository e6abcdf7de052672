// A task that its person put off until the guest is out comes back when the room's controller has seen nobody for long enough.
import { type Device, describeDevice } from '../devices/device.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { SpaceId } from '../property.ts';
import { roomEntry } from './room-entry.ts';

/** Whether a controller of the room says anything about somebody being in it. */
export function canTellGuestOut(house: House, space: SpaceId, now: number): boolean {
  return [...house.devices.values()].some(
    (one) =>
      one.record.kind === 'room-controller' &&
      one.record.space === space &&
      roomEntry(describeDevice(one), now).state !== 'unknown',
  );
}

export function takeUpWhenOut(house: House, device: Device, now: number): Fact[] {
  if (device.record.kind !== 'room-controller' || device.behaviour.emptySince?.() === undefined) return [];
  if (roomEntry(describeDevice(device), now).state !== 'free') return [];
  return [...house.board.all()]
    .filter((task) => task.heldFor === 'guest-out' && task.space === device.record.space)
    .map((task) =>
      house.board.step(task, {
        step: 'resume',
        at: now,
        to: task.assignee === undefined ? 'open' : 'accepted',
        note: 'guest-out',
      }),
    );
}

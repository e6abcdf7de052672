// The guest is gone: what they asked for in the room has no point any more, and the sign at the door means nobody. Work that
// somebody is at is never taken away, and what was asked for since is another guest's.
import { describeDevice } from '../devices/device.ts';
import type { Fact } from '../facts.ts';
import { type House, isLongAgo } from '../house.ts';
import type { SpaceId } from '../property.ts';
import { roomAt, type Stay } from '../stays/stay.ts';
import { doNotDisturb } from './do-not-disturb.ts';

export function onGuestLeft(house: House, stay: Stay, now: number): Fact[] {
  const leftAt = stay.moments['checked-out'];
  if (stay.state !== 'departed' || leftAt === undefined) return [];
  const space = roomAt(stay, leftAt);
  if (space === undefined) return [];
  const signs = isLongAgo(house, leftAt, now) ? [] : takeDownSigns(house, space);
  return [...signs, ...cancelPointless(house, space, leftAt, now)];
}

function cancelPointless(house: House, space: SpaceId, leftAt: number, now: number): Fact[] {
  return [...house.board.all()]
    .filter((task) => task.kind === 'request' && task.space === space && task.openedAt < leftAt)
    .filter(({ state }) => state !== 'started' && state !== 'done')
    .map((task) => house.board.step(task, { step: 'cancel', at: now, to: 'cancelled', note: 'guest-left' }));
}

function takeDownSigns(house: House, space: SpaceId): Fact[] {
  return [...house.devices.values()]
    .filter(({ record, room }) => record.space === space && room.scene === doNotDisturb)
    .map((device): Fact => {
      const { scene: _down, ...room } = device.room;
      device.room = room;
      house.touched.add(device);
      return { type: 'device-changed', device: describeDevice(device) };
    });
}

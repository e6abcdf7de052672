// Circulation and pre-heating: asked for before guests come and before the morning's peak, where the last draws of the same
// water warn. Whether it helped is shown by the next draws, and by nothing else.
import type { Device } from '../devices/device.ts';
import type { Space } from '../property.ts';
import { labelOf } from '../standards/service-standard.ts';
import type { Stay } from '../stays/stay.ts';
import { arrivalOf, isComing } from './arrivals.ts';
import { type Finding, isCapable, type Occasion, type Policy, timeOf, type Wish } from './occasion.ts';
import { roomOf, type Scene } from './scene.ts';

type WaterAction = 'circulation' | 'pre-heating';

/** Older draws say nothing about the water of now, ms. */
const drawsCountMs = 24 * 60 * 60_000;

/** The latest judged draw of an outlet. */
interface LastDraw {
  readonly draw: string;
  readonly space: string;
  readonly startedAt: number;
  readonly missed: boolean;
}

export function createWaterPolicy(action: WaterAction): Policy {
  return {
    occasions(scene, device) {
      if (action === 'pre-heating' && isCirculated(scene, device)) return [];
      return [...peaks(scene, device, action), ...arrivals(scene, device, action)];
    },

    wish(scene, { device, purpose, about, neededAt }): Wish | undefined {
      const { house, rules, now } = scene;
      const last = lastDraws(scene, device, now - drawsCountMs);
      const slow = slowDraws(last, rules.water.slowRooms);
      if (slow.length === 0) return undefined;
      const rooms = [...new Set(slow.map(({ space }) => space))].sort();
      const why =
        purpose === 'arrival' ? `guests are expected at ${timeOf(neededAt)}` : `the peak begins at ${timeOf(neededAt)}`;
      const draws = slow.map(({ draw }) => draw);
      const [standard] = house.currentStandards;
      return {
        reason: `the last draws in ${rooms.join(', ')} missed, and ${why}`,
        evidence: {
          draws,
          ...(purpose === 'arrival' && { stay: about }),
          ...(standard !== undefined && { standard: labelOf(standard) }),
        },
        parameters: action === 'pre-heating' ? { temperature: rules.water.preHeatC } : {},
      };
    },

    isMeant(scene, { device: id, trace }) {
      if (trace.purpose !== 'arrival') return true;
      const device = scene.house.devices.get(id);
      const stay = scene.stays.get(trace.about);
      return device !== undefined && stay !== undefined && isComing(stay, trace) && isFedRoom(scene, device, stay);
    },

    find(scene, { device: id, answeredAt, trace }): Finding {
      const { house, rules, now } = scene;
      const device = house.devices.get(id);
      if (device === undefined || answeredAt === undefined) return { outcome: 'no-evidence' };
      const next = lastDraws(scene, device, answeredAt + rules.water.effectMs, trace.endsAt);
      const slow = slowDraws(next, rules.water.slowRooms);
      if (slow.length > 0) return { outcome: 'did-not-help', proof: { draws: slow.map(({ draw }) => draw) } };
      const hot = next.filter(({ missed }) => !missed);
      const isEnough = roomsOf(hot).size >= Math.min(rules.water.slowRooms, fedRooms(scene, device).size);
      if (hot.length > 0 && (isEnough || now >= trace.endsAt)) {
        return { outcome: 'helped', proof: { draws: hot.map(({ draw }) => draw) } };
      }
      return now >= trace.endsAt ? { outcome: 'no-evidence' } : { lookAt: trace.endsAt };
    },

    isRight(scene, device, since) {
      const next = lastDraws(scene, device, since);
      const hot = next.findLast(({ missed }) => !missed);
      return hot !== undefined && slowDraws(next, scene.rules.water.slowRooms).length === 0
        ? { at: hot.startedAt, draw: hot.draw }
        : undefined;
    },
  };
}

function peaks({ now, calendar, rules }: Scene, device: Device, action: WaterAction): Occasion[] {
  const { peak } = rules.water;
  const { leadMs } = rules.actions[action];
  const today = calendar.dayOf(now);
  return [today, calendar.dayAfter(today, 1)].map((day) => {
    const neededAt = calendar.instantOf(day, peak.from);
    const endsAt = calendar.instantOf(day, peak.to);
    return { action, device, purpose: 'morning-peak', about: day, neededAt, endsAt, dueAt: neededAt - leadMs };
  });
}

function arrivals(scene: Scene, device: Device, action: WaterAction): Occasion[] {
  const { space } = device;
  const fed = space.kind === 'room' ? [space] : space.riser === undefined ? [] : scene.roomsOn(space.riser);
  const stays = fed.flatMap(({ id }) => scene.staysIn(id));
  return stays.flatMap((stay) => {
    const occasion = arrivalOf(stay, scene.rules.actions[action]);
    return occasion === undefined ? [] : [{ action, device, ...occasion }];
  });
}

/** A device in a room serves that room, one elsewhere the riser of its space. */
function feeds({ space: own }: Device, space: Space): boolean {
  return own.kind === 'room' ? own.id === space.id : own.riser !== undefined && own.riser === space.riser;
}

function isFedRoom({ house }: Scene, device: Device, stay: Stay): boolean {
  const room = house.spaces.get(roomOf(stay) ?? '');
  return room !== undefined && feeds(device, room);
}

/** Where water circulates it need not be heated besides. */
function isCirculated({ house, rules }: Scene, { space }: Device): boolean {
  return (
    rules.actions.circulation.enabled &&
    [...house.devices.values()].some((one) => isCapable(one, 'circulation') && feeds(one, space))
  );
}

const isHotOutlet = ({ record }: Device): boolean =>
  record.kind === 'hot-water-sensor' && record.sensor?.point !== 'cold-branch';

function fedRooms({ house }: Scene, device: Device): Set<string> {
  const outlets = [...house.devices.values()].filter((one) => isHotOutlet(one) && feeds(device, one.space));
  return new Set(outlets.map(({ space }) => space.id));
}

/** By their flow edge, the latest last. Instants are the sensors' own: one may be a little ahead of the hub. */
function lastDraws({ house }: Scene, device: Device, from: number, to = Number.POSITIVE_INFINITY): LastDraw[] {
  return [...house.devices.values()]
    .filter((one) => isHotOutlet(one) && feeds(device, one.space))
    .flatMap(({ space, verdicts }) => {
      const last = verdicts.findLast(({ startedAt }) => startedAt >= from && startedAt <= to);
      return last === undefined ? [] : [{ ...last, space: space.id }];
    })
    .sort((one, other) => one.startedAt - other.startedAt);
}

const roomsOf = (draws: readonly LastDraw[]) => new Set(draws.map(({ space }) => space));

/** The missed ones, where they are enough to warn: one bad room of a good riser is no reason to run its pump. */
function slowDraws(last: readonly LastDraw[], slowRooms: number): readonly LastDraw[] {
  const missed = last.filter((one) => one.missed);
  return roomsOf(missed).size >= Math.min(slowRooms, roomsOf(last).size) ? missed : [];
}

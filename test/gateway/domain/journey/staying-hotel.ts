// A small hotel with guests: a lobby with tea and bottles, rooms with controllers, and a hotel system that tells of stays.
// Devices that are not dead speak once a minute.
import type { DeviceId } from '../../../../devices/identifiers.ts';
import type { Actor } from '../../../../gateway/domain/inputs.ts';
import type { Cell } from '../../../../gateway/domain/journey/cell.ts';
import { stripOf } from '../../../../gateway/domain/journey/strip.ts';
import type { Space, SpaceId } from '../../../../gateway/domain/property.ts';
import { servicePresets } from '../../../../gateway/domain/standards/house-presets.ts';
import { foldStay, type StayRecord } from '../../../../gateway/domain/stays/stay.ts';
import type { StayEvent, StayEventType } from '../../../../gateway/domain/stays/stay-event.ts';
import type { TouchpointId } from '../../../../gateway/domain/touchpoint.ts';
import { device, lobby, minute, openSmallHotel, room, type SmallHotelParts } from '../small-hotel.ts';

export const pms: Actor = { name: 'pms', role: 'integration' };
export const crm: Actor = { name: 'crm', role: 'integration' };
export const host: Actor = { name: 'mei', role: 'front-desk' };

export const breakfastRoom: Space = { id: 'breakfast' as SpaceId, kind: 'other', floor: '1' };
export const snackBar: Space = { id: 'snack-bar' as SpaceId, kind: 'other', floor: '1' };
export const gym: Space = { id: 'gym' as SpaceId, kind: 'gym', floor: '1' };
export const corridor: Space = { id: 'corridor-12' as SpaceId, kind: 'corridor', floor: '12' };

const readingsOf = {
  'tea-dispenser': { level: 80, temperature: 92 },
  'water-dispenser': { level: 80, temperature: 45, bottles: 20 },
  'room-controller': { temperature: 24, setpoint: 24 },
  'hot-water-sensor': { temperature: 20, flow: 0 },
} as const;

export type StayingHotel = ReturnType<typeof openStayingHotel>;

export function openStayingHotel(parts: SmallHotelParts = {}) {
  const hotel = openSmallHotel({ serviceStandards: servicePresets, ...parts });
  const dead = new Set<string>();
  const readings = new Map<string, Record<string, number>>();
  let eventCount = 0;
  for (const space of [lobby, breakfastRoom, snackBar, gym, corridor, room('1201'), room('1202'), room('1203')]) {
    hotel.send({ type: 'set-space', space });
  }

  function add(id: string, kind: keyof typeof readingsOf, space: Space): DeviceId {
    hotel.register(id, kind, space);
    readings.set(id, { ...readingsOf[kind] });
    speak(id);
    return device(id);
  }

  function speak(id: string): void {
    if (dead.has(id)) return;
    hotel.say(device(id), [{ at: hotel.now(), readings: readings.get(id) ?? {} }]);
  }

  /** Time passes, minute by minute, and the devices that live go on speaking. */
  function live(ms: number): void {
    const until = hotel.now() + ms;
    while (hotel.now() < until) {
      hotel.wait(Math.min(minute, until - hotel.now()));
      speakAll();
      // Answers to what they said are due at once.
      hotel.wait(0);
    }
    hotel.wait(15_000);
    speakAll();
    hotel.wait(10_000);
  }

  function stay(reference: string, type: StayEventType, at = hotel.now(), more: Partial<StayEvent> = {}) {
    eventCount += 1;
    return hotel.send({
      type: 'stay-event',
      stay: reference,
      event: { id: `e${eventCount}`, type, at, ...more },
      by: pms,
    });
  }

  function tell(
    touchpoint: TouchpointId,
    event: string,
    more: { at?: number; stay?: string; space?: Space; data?: Record<string, string | number>; by?: Actor } = {},
  ) {
    eventCount += 1;
    const { at = hotel.now(), stay: named, space, data = {}, by = host } = more;
    return hotel.send({
      type: 'tell-touchpoint',
      id: `p${eventCount}`,
      touchpoint,
      event,
      at,
      data,
      by,
      ...(named !== undefined && { stay: named }),
      ...(space !== undefined && { space: space.id }),
    });
  }

  function dispense(id: DeviceId, product: string, at = hotel.now(), temperature = 60, event?: string) {
    eventCount += 1;
    return hotel.send({
      type: 'device-event',
      device: id,
      id: event ?? `d${eventCount}`,
      at,
      clock: 'device',
      event: 'dispensed',
      data: { product, volume: 0.2, temperature },
      unknownFields: 0,
    });
  }

  function stays(): StayRecord[] {
    const all = hotel.facts.flatMap((fact) => (fact.type === 'stay-changed' ? [fact.stay] : []));
    return [...new Map(all.map((one) => [one.reference, one])).values()];
  }

  const cellFacts = () => hotel.facts.flatMap((fact) => (fact.type === 'touchpoint-judged' ? [fact.touchpoint] : []));
  const cells = (): Cell[] => [...new Map(cellFacts().map((cell) => [cell.id, cell])).values()];

  /** The cells of a standard as they stand; `about` narrows them to a stay's reference, or a part of the id. */
  function cellsOf(standard: string, about?: string): Cell[] {
    return cells().filter(
      (cell) =>
        cell.id.startsWith(`cell/${standard}/`) &&
        (about === undefined || cell.stayReference === about || cell.id.includes(about)),
    );
  }

  /** From here on only what is judged later counts for `latestOf`. */
  let forgotten = 0;

  function speakAll(): void {
    for (const id of readings.keys()) speak(id);
  }

  return {
    ...hotel,
    speakAll,
    forget() {
      forgotten = hotel.facts.length;
    },
    /** What was judged of it last; of the stay r1 where it is about stays. */
    latestOf: (standard: string) =>
      hotel.facts
        .slice(forgotten)
        .flatMap((fact) => (fact.type === 'touchpoint-judged' ? [fact.touchpoint] : []))
        .findLast((cell) => cell.id.startsWith(`cell/${standard}/`) && (cell.stayReference ?? 'r1') === 'r1'),
    ask: (id: string, space: Space, request: string) =>
      hotel.send({ type: 'guest-request', id, space: space.id, request, channel: 'phone', by: host }),
    /** The hub is down for so long. */
    crashFor: hotel.crash,
    add,
    die: (id: string) => dead.add(id),
    revive: (id: string) => dead.delete(id),
    set: (id: string, values: Record<string, number>) => readings.set(id, { ...readings.get(id), ...values }),
    live,
    stay,
    tell,
    dispense,
    stays,
    cells,
    cellFacts,
    cellsOf,
    outcome: (standard: string, about?: string) => cellsOf(standard, about)[0]?.outcome,
    strip(reference: string) {
      const record = stays().find((one) => one.reference === reference);
      if (record === undefined) throw new Error(`no stay ${reference}`);
      return stripOf(foldStay(record), cells());
    },
  };
}

// What judging may look at: the house, its clock and calendar, what was told and who was silent. Nothing here is changed.
import type { Calendar } from '../calendar.ts';
import type { Device } from '../devices/device.ts';
import type { House } from '../house.ts';
import type { Space, SpaceId } from '../property.ts';
import type { DeviceChoice, EvidencePattern, FeedName, Places } from '../standards/service-standard.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import { type Absence, absence, type Hearing, hearingOf, hubSource, lookBackMs, type Silence } from './silence.ts';

/** The part of a house that promises are judged by. */
export type JudgedHouse = Pick<House, 'property' | 'spaces' | 'devices' | 'board' | 'silenceFrom'>;

export interface Surroundings {
  readonly now: number;
  readonly calendar: Calendar;
  readonly house: JudgedHouse;
  readonly silences: readonly Silence[];
  hearingOfFeed(name: FeedName): Hearing;
}

export function devicesAt(
  { house }: Pick<Surroundings, 'house'>,
  { kinds, places }: DeviceChoice,
  room?: SpaceId,
): readonly Device[] {
  return [...house.devices.values()].filter(
    ({ record, space }) =>
      kinds.includes(record.kind) && fitsPlaces(places, space) && (room === undefined || space.id === room),
  );
}

export function fitsPlaces(places: Places | undefined, space: Space | undefined): boolean {
  if (places === undefined) return true;
  if (space === undefined) return false;
  return places.kinds?.includes(space.kind) === true || places.spaces?.includes(space.id) === true;
}

/** Whether an event is of this pattern. Events of the stay itself are never: they are looked up in the stay. */
export function fitsPattern(
  { house }: Pick<Surroundings, 'house'>,
  pattern: EvidencePattern,
  event: TouchpointEvent,
): boolean {
  const { stayEvent, types, touchpoint, products, devices, person, places, where } = pattern;
  if (stayEvent !== undefined) return false;
  if (types !== undefined && !types.includes(event.type)) return false;
  if (touchpoint !== undefined && touchpoint !== event.touchpoint) return false;
  if (products !== undefined && !products.includes(String(event.evidence['product']))) return false;
  const device = deviceOf(house, event);
  if (person && device !== undefined) return false;
  if (devices !== undefined) {
    if (device === undefined || !devices.kinds.includes(device.record.kind)) return false;
    if (!fitsPlaces(devices.places, device.space)) return false;
  }
  if (!fitsPlaces(places, event.space === undefined ? undefined : house.spaces.get(event.space))) return false;
  return Object.entries(where ?? {}).every(([field, limits]) => isWithin(event.evidence[field], limits));
}

export function fitsAny(around: Surroundings, patterns: readonly EvidencePattern[], event: TouchpointEvent): boolean {
  return patterns.some((pattern) => fitsPattern(around, pattern, event));
}

export function isWithin(value: unknown, { min, max }: { min?: number; max?: number }): boolean {
  return typeof value === 'number' && value >= (min ?? value) && value <= (max ?? value);
}

/** The device that told it; undefined where a person, a system or the hub did. */
export function deviceOf(house: Pick<House, 'devices'>, { source }: TouchpointEvent): Device | undefined {
  return source.startsWith('device:') ? house.devices.get(source.slice('device:'.length)) : undefined;
}

/** Whether it is certain that nothing of these patterns happened in a time, though nothing was told. */
export function absenceOf(
  around: Surroundings,
  patterns: readonly EvidencePattern[],
  time: { readonly from: number; readonly to: number },
): Absence {
  const devices = patterns.flatMap(({ devices: choice }) => (choice === undefined ? [] : devicesAt(around, choice)));
  if (devices.length > 0 && time.to < around.now - lookBackMs) return { kind: 'unknown', source: 'too-long-ago' };
  const feeds = patterns.flatMap(({ stayEvent, feed }) => feed ?? (stayEvent === undefined ? [] : ['pms' as const]));
  const sources: Hearing[] = [
    { source: hubSource },
    ...devices.map((device) => hearingOf(device, around.house.silenceFrom)),
    ...[...new Set(feeds)].map(around.hearingOfFeed),
  ];
  return absence(sources, around.silences, time, around.now);
}

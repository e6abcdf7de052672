// What enforcement looks at: the house, its clock and rules, and the stays that still matter. Nothing here is changed by
// looking.
import type { Calendar } from '../calendar.ts';
import type { House } from '../house.ts';
import type { Space, SpaceId } from '../property.ts';
import type { ServiceStandard } from '../standards/service-standard.ts';
import { endOf, type Stay } from '../stays/stay.ts';
import type { EnforcementRules } from './enforcement-rules.ts';

export interface Scene {
  readonly now: number;
  readonly house: House;
  readonly calendar: Calendar;
  readonly rules: EnforcementRules;
  /** Those soon to come, in the house, or lately gone, by the hub's key; what is cancelled is not among them. */
  readonly stays: ReadonlyMap<string, Stay>;
  staysIn(room: string): readonly Stay[];
  roomsOn(riser: string): readonly Space[];
  /** The standard in its latest version; undefined where the house does not promise it. */
  promise(id: string): ServiceStandard | undefined;
}

/** The room that the stay has now, or will have. */
export const roomOf = ({ rooms }: Stay): SpaceId | undefined => rooms.at(-1)?.space;

/** Before and after now, ms. */
const mattersForMs = 2 * 24 * 60 * 60_000;

/** Of all stays of the last months and the next, few matter now. */
function matters(stay: Stay, now: number): boolean {
  switch (stay.state) {
    case 'expected':
      return (stay.moments['expected-arrival'] ?? Number.POSITIVE_INFINITY) <= now + mattersForMs;
    case 'in-house':
      return true;
    case 'departed':
      return endOf(stay) >= now - mattersForMs;
    case 'void':
      return false;
  }
}

export function setScene(parts: Omit<Scene, 'stays' | 'staysIn' | 'roomsOn'>, allStays: Iterable<Stay>): Scene {
  const stays = new Map<string, Stay>();
  const byRoom = new Map<string, Stay[]>();
  const roomsByRiser = new Map<string, Space[]>();
  for (const stay of allStays) {
    if (!matters(stay, parts.now)) continue;
    stays.set(stay.key, stay);
    const room = roomOf(stay);
    if (room !== undefined) add(byRoom, room, stay);
  }
  for (const space of parts.house.spaces.values()) {
    if (space.riser !== undefined) add(roomsByRiser, space.riser, space);
  }
  return {
    ...parts,
    stays,
    staysIn: (room) => byRoom.get(room) ?? [],
    roomsOn: (riser) => roomsByRiser.get(riser) ?? [],
  };
}

function add<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

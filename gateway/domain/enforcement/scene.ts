// What enforcement looks at: the house, its clock and rules, and the stays that still matter. Nothing here is changed by
// looking.
import type { Calendar } from '../calendar.ts';
import type { House } from '../house.ts';
import type { SpaceId } from '../property.ts';
import type { ServiceStandard } from '../standards/service-standard.ts';
import { endOf, type Stay } from '../stays/stay.ts';
import type { EnforcementRules } from './enforcement-rules.ts';

export interface Scene {
  readonly now: number;
  readonly house: House;
  readonly calendar: Calendar;
  readonly rules: EnforcementRules;
  /** Those to come, in the house, or gone since yesterday, by the hub's key; what is cancelled is not among them. */
  readonly stays: ReadonlyMap<string, Stay>;
  staysIn(room: string): readonly Stay[];
  /** The standard in its latest version; undefined where the house does not promise it. */
  promise(id: string): ServiceStandard | undefined;
}

/** The room that the stay has now, or will have. */
export const roomOf = ({ rooms }: Stay): SpaceId | undefined => rooms.at(-1)?.space;

/** Of every stay of the last months, few matter now. */
const goneCountsMs = 2 * 24 * 60 * 60_000;

export function setScene(parts: Omit<Scene, 'stays' | 'staysIn'>, allStays: Iterable<Stay>): Scene {
  const stays = new Map<string, Stay>();
  const byRoom = new Map<string, Stay[]>();
  for (const stay of allStays) {
    if (stay.state === 'void' || (stay.state === 'departed' && endOf(stay) < parts.now - goneCountsMs)) continue;
    stays.set(stay.key, stay);
    const room = roomOf(stay);
    if (room !== undefined) byRoom.set(room, [...(byRoom.get(room) ?? []), stay]);
  }
  return { ...parts, stays, staysIn: (room) => byRoom.get(room) ?? [] };
}

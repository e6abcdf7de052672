// What the draws of the last days say about a miss: a shape, a subject, the likely part, and the reasoning behind it.
import type { Calendar } from '../calendar.ts';
import type { IncidentRules } from '../house.ts';
import type { IncidentPart, IncidentReason, IncidentShape } from '../incident.ts';
import type { OutletDraw, WaterLog } from './water-log.ts';

export type WaterKind = 'riser' | 'floor' | 'plant' | 'room';

export interface Finding {
  readonly kind: WaterKind;
  /** The riser, the floor, the room, or the property's id. */
  readonly subject: string;
  readonly shape: IncidentShape;
  readonly part: IncidentPart;
  readonly reasons: readonly IncidentReason[];
  /** The misses that show it: the latest of each room, or all of the one room. */
  readonly misses: readonly OutletDraw[];
}

/** Where causes are looked for. */
export interface WaterView {
  readonly log: WaterLog;
  readonly rules: IncidentRules;
  readonly calendar: Calendar;
  /** The id of the property: what a trouble of the whole plant is about. */
  readonly property: string;
}

/**
 * The rooms with an outlet whose latest judged draw missed, one miss each. A room that has passed since is repaired: it does
 * not count towards an incident again.
 */
export function slowRooms(judged: readonly OutletDraw[]): readonly OutletDraw[] {
  const latest = new Map<string, OutletDraw>();
  for (const one of judged.toSorted((a, b) => a.startedAt - b.startedAt)) latest.set(one.device, one);
  const bySpace = new Map<string, OutletDraw>();
  for (const one of latest.values()) if (one.outcome === 'missed') bySpace.set(one.space, one);
  return [...bySpace.values()];
}

export function spacesOf(draws: readonly OutletDraw[]): ReadonlySet<string> {
  return new Set(draws.map(({ space }) => space));
}

export const isJudged = ({ outcome }: OutletDraw): boolean => outcome !== 'other';

/** One decimal below ten, none above: what a person reads. */
export function rounded(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}

// Everything that the truth about promises is read from: what was planned and lived, what was told of it, what devices gave, and
// when they could not be heard. Nothing of it comes from the hub.
import { localMidnight } from '../../local-midnight.ts';
import type { Party } from '../../stays/party.ts';
import type { Period } from '../../water/plant.ts';
import type { Diary } from '../diary.ts';
import type { DispenserRecorder } from '../dispenser-recorder.ts';
import type { TrueDraw } from '../true-draw.ts';
import { type KnownMoments, knownMoments } from './known-moments.ts';

export interface HouseRecord {
  readonly parties: readonly Party[];
  readonly diary: Diary;
  /** When the hub began to listen, and when it is asked, Unix ms. */
  readonly from: number;
  readonly until: number;
  readonly utcOffsetHours: number;
  readonly recorders: ReadonlyMap<string, DispenserRecorder>;
  readonly draws: readonly TrueDraw[];
  readonly devices: readonly { readonly id: string; readonly kind: string; readonly space: string }[];
  silencesOf(device: string): readonly { readonly from: number; readonly to?: number }[];
}

export interface TrueHouse extends HouseRecord {
  momentsOf(party: Party): KnownMoments;
  /** A device could not be heard for longer than its kind may be, at some time between. */
  wasSilent(device: string, from: number, to: number): boolean;
  /** Nothing was told of any stay, for longer than in usual hours. */
  wasPmsSilent(from: number, to: number): boolean;
  dayOf(at: number): string;
  /** The instant of a clock time on the day of `at`, in hours, `days` later. */
  clockTime(at: number, hours: number, days?: number): number;
  drawsOf(space: string): readonly TrueDraw[];
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Longer is silence, by kind: rooms five minutes, dispensers three. */
const silentAfterMs: Readonly<Record<string, number>> = {
  'room-controller': 5 * minute,
  'hot-water-sensor': 5 * minute,
  'tea-dispenser': 3 * minute,
  'water-dispenser': 3 * minute,
};
/** A PMS that says nothing for ten minutes of its usual hours, 07:00 to 23:00, is silent. */
const pmsQuietMs = 10 * minute;
const pmsHours = { from: 7, to: 23 };

export function createTrueHouse(record: HouseRecord): TrueHouse {
  const { diary, until, utcOffsetHours } = record;
  const midnightOf = (at: number) => localMidnight(at, utcOffsetHours);
  const kinds = new Map(record.devices.map(({ id, kind }) => [id, kind]));
  const silences = new Map<string, readonly Period[]>();
  const moments = new Map<string, KnownMoments>();
  const told = Map.groupBy(diary.stays, ({ stay }) => stay);
  const draws = Map.groupBy(record.draws, ({ space }) => space);
  const pmsSilences = silencesBetween(diary.stays.map(({ at }) => at));

  /** Usual hours only: the night is quiet everywhere. */
  function usualMsBetween(from: number, to: number): number {
    let sum = 0;
    for (let midnight = midnightOf(from); midnight < to; midnight += day) {
      const begin = Math.max(from, midnight + pmsHours.from * hour);
      const end = Math.min(to, midnight + pmsHours.to * hour);
      sum += Math.max(0, end - begin);
    }
    return sum;
  }

  function silencesBetween(instants: readonly number[]): readonly Period[] {
    const inOrder = [...new Set(instants)].toSorted((a, b) => a - b);
    return inOrder.flatMap((to, index) => {
      const from = inOrder[index - 1];
      return from !== undefined && usualMsBetween(from, to) >= pmsQuietMs ? [{ from, to }] : [];
    });
  }

  function longSilencesOf(device: string): readonly Period[] {
    const known = silences.get(device);
    if (known !== undefined) return known;
    const leastMs = silentAfterMs[kinds.get(device) ?? ''] ?? 0;
    const found = record
      .silencesOf(device)
      .map(({ from, to = until }) => ({ from, to }))
      .filter(({ from, to }) => to - from >= leastMs);
    silences.set(device, found);
    return found;
  }

  const overlaps = (periods: readonly Period[], from: number, to: number) =>
    periods.some((one) => one.from < to && one.to > from);

  return {
    ...record,
    momentsOf(party) {
      const known = moments.get(party.reference) ?? knownMoments(party, told.get(party.reference) ?? []);
      moments.set(party.reference, known);
      return known;
    },
    wasSilent: (device, from, to) => overlaps(longSilencesOf(device), from, to),
    wasPmsSilent: (from, to) => overlaps(pmsSilences, from, to),
    dayOf: (at) => new Date(at + utcOffsetHours * hour).toISOString().slice(0, 10),
    clockTime: (at, hours, days = 0) => midnightOf(at) + days * day + hours * hour,
    drawsOf: (space) => draws.get(space) ?? [],
  };
}

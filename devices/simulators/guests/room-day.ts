// One room's day: whether it is let, when its guests are in, when they use water and what they ask for. A pure plan: the same
// seed, room and day give the same.
import type { Random } from '../random.ts';
import { type Habits, planVisit, type Visit, type VisitKind } from './visit.ts';

/** `day`: mornings, evenings and quiet nights. `busy`: as if every hour were a morning peak, for a demonstration. */
export type Rhythm = 'day' | 'busy';

export type RoomEvent =
  | { readonly type: 'visit'; readonly at: number; readonly visit: Visit }
  | { readonly type: 'guest-comes' | 'guest-leaves'; readonly at: number }
  | { readonly type: 'request'; readonly at: number; readonly request: string; readonly note?: string };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What guests ask for, by the codes of the house. */
export const guestRequests: readonly { readonly request: string; readonly note?: string }[] = [
  { request: 'towels', note: '2' },
  { request: 'water', note: '2 bottles' },
  { request: 'slippers' },
  { request: 'pillow' },
  { request: 'toothbrush' },
  { request: 'cleaning' },
];

/** Events in order. `dayStart` is local midnight, Unix ms. */
export function planRoomDay(options: {
  readonly random: Random;
  readonly dayStart: number;
  readonly rhythm: Rhythm;
  /** Share of rooms that are let. */
  readonly occupancy: number;
  readonly mixed: boolean;
}): readonly RoomEvent[] {
  const events = options.rhythm === 'busy' ? busyDay(options) : usualDay(options);
  return events.toSorted((a, b) => a.at - b.at);
}

type Options = Parameters<typeof planRoomDay>[0];

function usualDay({ random, dayStart, occupancy, mixed }: Options): RoomEvent[] {
  if (!random.chance(occupancy)) return [];
  const habits: Habits = { showerS: [150, 480], mixed };
  const hour = (mean: number, deviation: number) => dayStart + clamp(random.normal(mean, deviation), 0, 23.8) * hourMs;
  const leavesAt = hour(9.3, 0.8);
  const returnsAt = Math.max(leavesAt + hourMs, hour(18.3, 1.8));
  const events: RoomEvent[] = [
    { type: 'guest-leaves', at: leavesAt },
    { type: 'guest-comes', at: returnsAt },
  ];
  const visit = (kind: VisitKind, at: number) => {
    events.push({ type: 'visit', at, visit: planVisit(kind, random, habits) });
  };
  const morning = () => Math.min(hour(7.4, 0.9), leavesAt - 0.2 * hourMs);
  const evening = () => Math.max(hour(21.6, 1.1), returnsAt + 0.1 * hourMs);

  for (let guests = random.integer(1, 2); guests > 0; guests--) {
    if (random.chance(0.65)) visit('shower', morning());
    if (random.chance(0.6)) visit('shower', evening());
    for (let washes = random.integer(2, 4); washes > 0; washes--)
      visit('hand-wash', random.chance(0.5) ? morning() : evening());
    if (random.chance(0.5)) visit('basin', morning());
    if (random.chance(0.4)) visit('rinse', evening());
    if (random.chance(0.2)) visit('hand-wash', hour(3, 1.2));
  }
  if (random.chance(0.7)) visit('cleaning', clamp(hour(12, 1.2), leavesAt + 60_000, returnsAt - 60_000));
  if (random.chance(0.3)) events.push({ type: 'request', at: evening(), ...random.pick(guestRequests) });
  return events;
}

function busyDay({ random, dayStart, occupancy, mixed }: Options): RoomEvent[] {
  if (!random.chance(occupancy)) return [];
  const habits: Habits = { showerS: [60, 150], mixed };
  const kinds: readonly VisitKind[] = ['shower', 'shower', 'hand-wash', 'basin', 'rinse'];
  const events: RoomEvent[] = [{ type: 'guest-comes', at: dayStart + random.between(0, hourMs) }];
  const meanGapMs = 22 * 60_000;
  for (
    let at = dayStart + random.between(0, meanGapMs);
    at < dayStart + dayMs;
    at += random.between(0.3, 1.7) * meanGapMs
  ) {
    events.push({ type: 'visit', at, visit: planVisit(random.pick(kinds), random, habits) });
    if (random.chance(0.02)) events.push({ type: 'request', at: at + 60_000, ...random.pick(guestRequests) });
  }
  return events;
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

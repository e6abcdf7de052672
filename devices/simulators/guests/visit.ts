// What a person does at one outlet in one go: the draws and the pauses between them. Impatience lives here: short cold tries
// before a shower, as people do who wait for hot water.
import type { Random } from '../random.ts';
import type { Demand } from '../water/outlet.ts';

export interface VisitDraw {
  /** After the end of the draw before, seconds. */
  readonly pauseS: number;
  readonly seconds: number;
  readonly demand: Demand;
  readonly cause: string;
}

export type Visit = readonly VisitDraw[];

export interface Habits {
  /** Longest and shortest shower, seconds. */
  readonly showerS: readonly [shortest: number, longest: number];
  /** Mixed outlets only: nobody showers at 55 °C. */
  readonly mixed: boolean;
}

export type VisitKind = 'shower' | 'hand-wash' | 'rinse' | 'basin' | 'cleaning';

export function planVisit(kind: VisitKind, random: Random, habits: Habits): Visit {
  switch (kind) {
    case 'shower':
      return shower(random, habits);
    case 'hand-wash':
      return [draw('hand-wash', random.between(4, 20), { flowLpm: random.between(4, 7), ...cool(random, habits) })];
    case 'rinse':
      // Too thin for the standard, long enough to get hot: judged as low flow.
      return [draw('rinse', random.between(8, 45), { flowLpm: random.between(1.4, 2.3), ...warm(random, habits) })];
    case 'basin':
      return [draw('basin', random.between(40, 90), { flowLpm: random.between(4.5, 7), ...warm(random, habits) })];
    case 'cleaning':
      return [draw('cleaning', random.between(30, 70), { flowLpm: random.between(8, 12), ...warm(random, habits) })];
  }
}

function shower(random: Random, habits: Habits): Visit {
  const demand = { flowLpm: random.between(6.5, 11), ...warm(random, habits) };
  const [shortest, longest] = habits.showerS;
  const visit: VisitDraw[] = [];
  if (random.chance(0.2)) {
    for (let tries = random.integer(1, 2); tries > 0; tries--) {
      visit.push({ ...draw('impatient-try', random.between(4, 7), demand), pauseS: visit.length === 0 ? 0 : 15 });
    }
  }
  const wait = visit.length === 0 ? 0 : random.between(8, 25);
  visit.push({ ...draw('shower', random.between(shortest, longest), demand), pauseS: wait });
  // Soap, then rinse: a warm start.
  if (random.chance(0.15)) visit.push({ ...draw('shower', random.between(40, 120), demand), pauseS: 40 });
  return visit;
}

const draw = (cause: string, seconds: number, demand: Demand): VisitDraw => ({ pauseS: 0, seconds, demand, cause });

/** Behind a mixer people set a temperature; a hot branch is opened fully. */
const warm = (random: Random, { mixed }: Habits) => (mixed ? { mixC: random.between(43.5, 46) } : {});

const cool = (random: Random, { mixed }: Habits) => (mixed && random.chance(0.5) ? { mixC: 'cold' as const } : {});

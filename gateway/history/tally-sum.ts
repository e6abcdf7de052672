// Counts of draws by key, added up from as many partial counts as a query is answered from.
import type { DrawTally } from '../ports.ts';

export type TallyCounts = Omit<DrawTally, 'key' | 'p50' | 'p95'>;

export const noDraws: TallyCounts = { met: 0, missed: 0, inconclusive: 0, excluded: 0, warmStarts: 0, hotInTime: 0 };

export interface TallySum {
  add(key: string, counts: Partial<DrawTally>): void;
  /** In the order of their keys. */
  rows(): readonly DrawTally[];
}

export function createTallySum(): TallySum {
  const sums = new Map<string, { -readonly [Name in keyof DrawTally]: DrawTally[Name] }>();
  return {
    add(key, counts) {
      const sum = sums.get(key) ?? { key, ...noDraws };
      sums.set(key, sum);
      for (const name of Object.keys(noDraws) as (keyof TallyCounts)[]) sum[name] += counts[name] ?? 0;
      if (counts.p50 !== undefined) sum.p50 = counts.p50;
      if (counts.p95 !== undefined) sum.p95 = counts.p95;
    },
    rows: () => [...sums.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

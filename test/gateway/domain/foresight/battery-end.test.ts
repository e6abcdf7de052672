// How long a battery lasts.
import { expect, it } from 'vitest';
import { batteryEndsAt } from '../../../../gateway/domain/foresight/battery-end.ts';

const dayMs = 86_400_000;
const now = 100 * dayMs;
const days = (...percents: number[]) =>
  percents.map((percent, index) => ({ at: now - (percents.length - 1 - index) * dayMs, percent }));

const rows: [name: string, percents: number[], daysLeft: number | undefined][] = [
  ['a point a day from 55 lasts fifty days', [60, 59, 58, 57, 56, 55], 50],
  ['noise does not move it', [60, 58, 59, 56, 57, 55, 54], 53],
  ['a new battery begins anew', [20, 19, 18, 100, 99, 98, 97], 92],
  ['one that does not fall has no end', [80, 80, 80, 80, 80], undefined],
  ['two days say nothing', [80, 60, 40], undefined],
  ['one that lasts for years needs no date', [80, 80, 80, 80, 79.99], undefined],
  ['one that should be empty ends now', [8, 6, 4, 3], 0],
  ['nothing on record says nothing', [], undefined],
];
it.each(rows)('%s', (_name, percents, daysLeft) => {
  const endsAt = batteryEndsAt(days(...percents), now);
  if (daysLeft === undefined) expect(endsAt).toBeUndefined();
  else expect(((endsAt ?? 0) - now) / dayMs).toBeCloseTo(daysLeft, 0);
});

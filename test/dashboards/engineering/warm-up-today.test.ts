// The day's water in numbers.
import { expect, test } from 'vitest';
import { drawsSince, warmUpOf } from '../../../dashboards/engineering/warm-up-today.ts';
import { aDraw } from '../shared/draw-builder.ts';
import { minutesFromNow, now } from '../shared/task-builder.ts';

const met = (seconds: number) => aDraw({ seconds });
const missed = (seconds: number | null) => aDraw({ outcome: 'missed', seconds });
const said = aDraw({ outcome: 'excluded', reason: 'too-short', seconds: null });

test('draws that say nothing are counted as such, neither met nor missed', () => {
  const draws = [met(7), met(8), missed(14), said, aDraw({ outcome: 'inconclusive', seconds: 10 })];
  expect(warmUpOf(draws)).toMatchObject({ met: 2, missed: 1, undetermined: 2 });
});

test.each([
  ['no judged draw has no time', [said], undefined, undefined],
  ['one draw is every share', [met(7)], { seconds: 7, isMissed: false }, { seconds: 7, isMissed: false }],
  ['half were hot within the third of six', [1, 2, 3, 4, 5, 6].map(met), { seconds: 3 }, { seconds: 6 }],
  [
    'what never got hot is slower than all',
    [met(7), missed(null), met(8)],
    { seconds: 8 },
    { seconds: null, isMissed: true },
  ],
  [
    'one in forty that stays cold is not yet p95',
    [...Array(39).fill(met(7)), missed(null)],
    { seconds: 7 },
    { seconds: 7 },
  ],
] as const)('%s', (_name, draws, p50, p95) => {
  const water = warmUpOf(draws);
  if (p50 === undefined) expect(water.p50).toBeUndefined();
  else expect(water).toMatchObject({ p50, p95 });
});

test('a draw of before midnight is not of today', () => {
  const draws = [aDraw({ id: 'a', startedAt: minutesFromNow(-10) }), aDraw({ id: 'b', startedAt: minutesFromNow(1) })];
  expect(drawsSince(draws, now).map(({ id }) => id)).toEqual(['b']);
});

// Every row of the table in docs/warm-up.md, live and replayed.
import { describe, expect, test } from 'vitest';
import { type WarmUpExample, warmUpExamples } from '../../../fixtures/warm-up-examples.ts';
import { closedDraws, judgedDraws, live, outletWith, replay } from './outlet.ts';

const ways = { live, replayed: replay };

describe.each(Object.entries(ways))('the examples of docs/warm-up.md, %s', (_, feed) => {
  test.each(warmUpExamples.map((example) => [example.name, example] as const))('%s', (_name, example) => {
    const draws = closedDraws(feed(example.samples, outletOf(example))).map(({ draw }) => draw);
    expect(draws.map(({ outcome, reason, censored }) => ({ outcome, reason, censored }))).toEqual(
      example.expected.map(({ outcome, reason, censored = false }) => ({ outcome, reason, censored })),
    );
    draws.forEach((draw, index) => {
      const { seconds, litres } = example.expected[index] ?? {};
      if (seconds !== undefined) expect(Math.abs((draw.seconds ?? 0) - seconds)).toBeLessThan(0.15);
      if (litres !== undefined) expect(draw.litres).toBeCloseTo(litres, 2);
    });
  });
});

test.each(warmUpExamples.map((example) => [example.name, example] as const))(
  'live and replayed the record is the same, point by point: %s',
  (_name, example) => {
    const [lively, replayed] = [live, replay].map((feed) => closedDraws(feed(example.samples, outletOf(example))));
    const records = (draws: typeof lively) => draws?.map(({ draw, curve }) => ({ draw, curve }));
    expect(records(lively)).toEqual(records(replayed));
  },
);

test.each(
  warmUpExamples
    .filter(({ expected }) => expected.some(({ outcome }) => outcome === 'missed'))
    .map((one) => [one.name, one] as const),
)('a miss is told while the tap runs: %s', (_name, example) => {
  const told = judgedDraws(live(example.samples, outletOf(example)));
  expect(told).toHaveLength(1);
  expect(told[0]?.draw).toMatchObject({ outcome: 'missed', censored: false });
  expect(told[0]?.draw.endedAt).toBeUndefined();
});

function outletOf(example: WarmUpExample) {
  return outletWith(example.sensor);
}

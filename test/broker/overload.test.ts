import { expect, it } from 'vitest';
import { createOverload, type Load, watchEventLoop } from '../../broker/overload.ts';

function overload() {
  const told: Load[] = [];
  const made = createOverload({ loopLagMs: 200 }, (load) => told.push(load));
  const turns = (count: number, lagMs: number) => {
    for (let n = 0; n < count; n += 1) made.observe(lagMs);
  };
  return { made, told, turns };
}

it.each([
  ['on time', [[100, 20]], []],
  [
    'once late by a whole second',
    [
      [1, 1_000],
      [100, 0],
    ],
    [],
  ],
  [
    'late twice in a row, again and again',
    [
      [2, 500],
      [1, 150],
      [2, 500],
      [1, 150],
    ],
    [],
  ],
  ['late three times in a row: QoS 0 goes', [[3, 201]], ['shedding']],
  ['late ten times in a row: nobody signs in either', [[10, 201]], ['shedding', 'closed']],
  ['exactly at the limit', [[50, 200]], []],
  [
    'late, then on time for ten turns',
    [
      [10, 300],
      [10, 10],
    ],
    ['shedding', 'closed', 'calm'],
  ],
  [
    'late, then half on time',
    [
      [10, 300],
      [100, 150],
    ],
    ['shedding', 'closed'],
  ],
  [
    'late again before it was calm',
    [
      [3, 300],
      [9, 0],
      [3, 300],
      [10, 0],
    ],
    ['shedding', 'calm'],
  ],
] as const)('a loop that is %s', (_case, phases, wanted) => {
  const { told, turns } = overload();
  for (const [count, lagMs] of phases) turns(count, lagMs);
  expect(told).toEqual(wanted);
});

it('measures how late the loop of this process is', async () => {
  const lags: number[] = [];
  const { made } = overload();
  const stop = watchEventLoop({ ...made, observe: (lagMs) => lags.push(lagMs) });
  await new Promise(setImmediate);
  const until = performance.now() + 300;
  while (performance.now() < until);
  await new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (lags.length === 0) return;
      clearInterval(look);
      resolve();
    }, 5);
  });
  stop();
  expect(Math.max(...lags)).toBeGreaterThan(200);
});

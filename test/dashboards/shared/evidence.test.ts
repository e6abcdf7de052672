import { expect, test } from 'vitest';
import { evidencePhrase, latestDraw, promiseOf } from '../../../dashboards/shared/task/evidence.ts';
import { aTask, minutesFromNow, now } from './task-builder.ts';

const at = minutesFromNow(0);
const draw = (id: string, data: Record<string, string | number | boolean | null>) => ({
  type: 'draw' as const,
  id,
  at,
  data,
});

test.each([
  [
    'a slow draw gives its seconds',
    { evidence: [draw('d1', { seconds: 14.2, limit: 10 })] },
    { key: 'evidence.draw.slow', values: { seconds: 14.2, limit: 10, n: 1 } },
  ],
  [
    'the tap still runs: only the limit is known',
    { evidence: [draw('d1', { limit: 10 })] },
    { key: 'evidence.draw.late', values: { limit: 10, n: 1 } },
  ],
  [
    'one draw told twice is one miss',
    { evidence: [draw('d1', { limit: 10 }), draw('d1', { limit: 10, censored: true })] },
    { key: 'evidence.draw.neverHot', values: { limit: 10, n: 1 } },
  ],
  [
    'a proof that it is well is not the reason of the task',
    { evidence: [draw('d1', { seconds: 14.2, limit: 10 }), draw('d2', { seconds: 7, limit: 10, proof: true })] },
    { key: 'evidence.draw.slow', values: { seconds: 14.2, limit: 10, n: 1 } },
  ],
  [
    'a stock says what and until when',
    {
      kind: 'refill',
      evidence: [{ type: 'reading', id: null, at, data: { reading: 'leaves', level: 12, runOutAt: now } }],
    },
    { key: 'evidence.stock.leaves', values: { level: 12, runOutAt: now, reading: 'leaves' } },
  ],
  [
    'a silent device says since when',
    { kind: 'device-offline', evidence: [{ type: 'silence', id: null, at, data: {} }] },
    { key: 'evidence.silent', values: { at: now } },
  ],
  [
    'a wish without a note needs no line',
    { evidence: [{ type: 'request', id: 'r', at, data: { request: 'towels' } }] },
    undefined,
  ],
  [
    'a refill that is planned says for whom',
    {
      kind: 'refill',
      evidence: [
        {
          type: 'reading',
          id: null,
          at,
          data: {
            reading: 'cups',
            level: 15,
            runOutAt: now,
            expected: 'arrivals',
            guests: 23,
            until: now,
            servings: 15,
          },
        },
      ],
    },
    { key: 'evidence.expected.arrivals', values: { n: 23, servings: 15, until: now } },
  ],
  [
    'work in time says until when',
    { kind: 'touchpoint', evidence: [{ type: 'event', id: 'e', at, data: { standard: 'sleep-drink', dueAt: now } }] },
    { key: 'evidence.promise.due', values: { dueAt: now } },
  ],
  [
    'work that is late says so',
    {
      kind: 'touchpoint',
      evidence: [
        { type: 'event', id: 'e', at, data: { standard: 'sleep-drink', dueAt: now } },
        { type: 'event', id: 'cell', at, data: { standard: 'sleep-drink' } },
      ],
    },
    { key: 'evidence.promise.late', values: { dueAt: now } },
  ],
  [
    'a promise that was missed says how often, without what did not hold',
    {
      kind: 'touchpoint',
      evidence: ['a', 'b', 'c'].map((id) => ({
        type: 'event',
        id,
        at,
        data: { standard: 'tea-first', ...(id === 'c' && { withdrawn: true }) },
      })),
    },
    { key: 'evidence.promise.missed', values: { n: 2 } },
  ],
  ['no evidence, no line', { evidence: [] }, undefined],
] as const)('%s', (_name, parts, phrase) => {
  expect(evidencePhrase(aTask(parts as never))).toEqual(phrase);
});

test('the way to the curve is the newest draw', () => {
  expect(latestDraw(aTask({ evidence: [draw('d1', {}), draw('d2', {})] }))).toBe('d2');
});

test('work for a promise is called by the promise, with what the guest likes', () => {
  const data = { standard: 'sleep-drink', dueAt: now, wish: 'milk' };
  const evidence = [{ type: 'event' as const, id: 'e', at, data }];
  expect(promiseOf(aTask({ kind: 'touchpoint', evidence }))).toEqual({ standard: 'sleep-drink', wish: 'milk' });
  expect(promiseOf(aTask({ kind: 'device-fault', evidence }))).toBeUndefined();
});

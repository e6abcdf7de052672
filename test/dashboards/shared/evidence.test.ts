import { expect, test } from 'vitest';
import { evidencePhrase, latestDraw } from '../../../dashboards/shared/task/evidence.ts';
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
  ['no evidence, no line', { evidence: [] }, undefined],
] as const)('%s', (_name, parts, phrase) => {
  expect(evidencePhrase(aTask(parts as never))).toEqual(phrase);
});

test('the way to the curve is the newest draw', () => {
  expect(latestDraw(aTask({ evidence: [draw('d1', {}), draw('d2', {})] }))).toBe('d2');
});

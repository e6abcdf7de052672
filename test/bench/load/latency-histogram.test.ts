import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeLatency } from '../../support/latency.ts';
import { createLatencyHistogram } from './latency-histogram.ts';

it('never makes a wait shorter than it was, and hardly longer', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 60_000, noNaN: true }), { minLength: 1 }), (waits) => {
      const histogram = createLatencyHistogram();
      for (const wait of waits) histogram.record(wait);
      const [shown, exact] = [histogram.describe(), describeLatency(waits)];
      expect(shown.n).toBe(waits.length);
      for (const share of ['p50', 'p95', 'p99', 'max'] as const) {
        // Both are rounded: to 0.01 and to 0.1 ms.
        expect(shown[share]).toBeGreaterThanOrEqual(exact[share] - 0.06);
        expect(shown[share]).toBeLessThanOrEqual(exact[share] * 1.016 + 0.07);
      }
    }),
  );
});

it('forgets what was recorded before the measured time', () => {
  const histogram = createLatencyHistogram();
  histogram.record(400);
  histogram.reset();
  histogram.record(2);
  expect(histogram.describe()).toEqual({ n: 1, p50: 2, p95: 2, p99: 2, max: 2 });
});

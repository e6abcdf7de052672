// Millions of waits in a few kilobytes: buckets of 10 µs at first, each octave then in 64 of equal width, so that what is read
// back is within 1.6 % of what was.
import type { Latency } from '../../support/latency.ts';

export interface LatencyHistogram {
  record(waitMs: number): void;
  reset(): void;
  /** Upper edges of the buckets, so that nothing looks faster than it was; `max` is exact. Of nothing all is 0. */
  describe(): Latency;
}

const unitMs = 0.01;
const linearUnits = 128;
const perOctave = linearUnits / 2;
const octaves = 24;

export function createLatencyHistogram(): LatencyHistogram {
  const counts = new Float64Array(linearUnits + octaves * perOctave);
  let n = 0;
  let max = 0;

  return {
    record(waitMs) {
      n += 1;
      if (waitMs > max) max = waitMs;
      const bucket = bucketOf(waitMs / unitMs);
      counts[bucket] = (counts[bucket] as number) + 1;
    },
    reset() {
      counts.fill(0);
      n = 0;
      max = 0;
    },
    describe() {
      const at = (share: number) => {
        let left = Math.ceil(share * n);
        const bucket = counts.findIndex((count) => {
          left -= count;
          return left <= 0;
        });
        return n === 0 ? 0 : Math.min(upperEdge(bucket) * unitMs, max);
      };
      return { n, p50: rounded(at(0.5)), p95: rounded(at(0.95)), p99: rounded(at(0.99)), max: rounded(max) };
    },
  };
}

function bucketOf(units: number): number {
  if (units < linearUnits) return Math.max(0, Math.floor(units));
  const octave = Math.min(octaves, Math.floor(Math.log2(units / linearUnits)) + 1);
  const within = Math.min(perOctave - 1, Math.floor(units / 2 ** octave) - perOctave);
  return linearUnits + (octave - 1) * perOctave + within;
}

function upperEdge(bucket: number): number {
  if (bucket < linearUnits) return bucket + 1;
  const octave = Math.floor((bucket - linearUnits) / perOctave) + 1;
  return (perOctave + ((bucket - linearUnits) % perOctave) + 1) * 2 ** octave;
}

const rounded = (ms: number) => Math.round(ms * 100) / 100;

// Warm-up times counted in tenths of a second, finer than any sampled crossing is known: small enough to keep for each outlet
// and month, and two of them added are the times of both. SQL knows them as blobs of (tenths, count) pairs; the threads of the
// embedded history's file load this module for its functions.
import { rankOf } from './quantile.ts';

/** How many draws took so many tenths of a second. */
type Times = Map<number, number>;

const longestTenths = 36_000;

function toTenths(seconds: number): number {
  return Math.min(Math.max(Math.round(seconds * 10), 0), longestTenths);
}

function countTimes(times: Times, blob: Uint8Array): Times {
  // A blob's bytes need not lie where 32-bit numbers may: copied, they do.
  const pairs = new Uint32Array(blob.slice().buffer);
  for (let i = 0; i < pairs.length; i += 2) times.set(pairs[i]!, (times.get(pairs[i]!) ?? 0) + pairs[i + 1]!);
  return times;
}

function countSeconds(times: Times, seconds: number): Times {
  const tenths = toTenths(seconds);
  return times.set(tenths, (times.get(tenths) ?? 0) + 1);
}

function toBlob(times: Times): Uint8Array {
  const pairs = Uint32Array.from([...times].flat());
  return new Uint8Array(pairs.buffer);
}

export const sqlFunctions = {
  /** `times_add(blob, seconds)`: the blob with one draw more; a draw that never got hot adds nothing. */
  times_add: (blob: Uint8Array | null, seconds: number | null): Uint8Array | null => {
    if (seconds === null) return blob;
    return toBlob(countSeconds(blob ? countTimes(new Map(), blob) : new Map(), seconds));
  },
};

export const sqlAggregates = {
  /** `times_sum(blob)` over rows. */
  times_sum: {
    start: (): Times => new Map(),
    step: (times: Times, blob: Uint8Array | null): Times => (blob ? countTimes(times, blob) : times),
    result: toBlob,
  },
  /** `times_of(seconds)` over draws. */
  times_of: {
    start: (): Times => new Map(),
    step: (times: Times, seconds: number | null): Times => (seconds === null ? times : countSeconds(times, seconds)),
    result: toBlob,
  },
};

/** Of several blobs together, by nearest rank; undefined where no draw got hot. Seconds. */
export function quantilesOf(blobs: readonly Uint8Array[]): { readonly p50: number; readonly p95: number } | undefined {
  const times = blobs.reduce(countTimes, new Map<number, number>());
  const ascending = [...times].sort(([a], [b]) => a - b);
  const count = ascending.reduce((sum, [, draws]) => sum + draws, 0);
  if (count === 0) return undefined;
  const at = (percent: number) => {
    let rank = rankOf(percent, count);
    for (const [tenths, draws] of ascending) {
      if (rank < draws) return tenths / 10;
      rank -= draws;
    }
    throw new Error('a rank lies within its count');
  };
  return { p50: at(50), p95: at(95) };
}

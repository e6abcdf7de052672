// Warm-up times counted in tenths of a second, finer than any sampled crossing is known: small enough to keep for each outlet
// and month, and two of them added are the times of both. SQL knows them as blobs of (tenths, count) pairs.
import { rankOf } from './quantile.ts';

/** How many draws took so many tenths of a second, by tenths; as long as the slowest of them needs. */
type Times = Uint32Array;

const longestTenths = 36_000;
/** Most draws are hot within this. */
const usualTenths = 512;

function noTimes(): Times {
  return new Uint32Array(usualTenths);
}

function toTenths(seconds: number): number {
  return Math.min(Math.max(Math.round(seconds * 10), 0), longestTenths);
}

function countTenths(times: Times, tenths: number, draws: number): Times {
  let counted = times;
  if (tenths >= times.length) {
    counted = new Uint32Array(Math.max(tenths + 1, 2 * times.length));
    counted.set(times);
  }
  counted[tenths]! += draws;
  return counted;
}

function countTimes(times: Times, blob: Uint8Array): Times {
  // A blob's bytes need not lie where 32-bit numbers may: copied, they do.
  const pairs = blob.byteOffset % 4 === 0 ? pairsIn(blob) : pairsIn(blob.slice());
  let counted = times;
  for (let i = 0; i < pairs.length; i += 2) counted = countTenths(counted, pairs[i]!, pairs[i + 1]!);
  return counted;
}

function pairsIn(blob: Uint8Array): Uint32Array {
  return new Uint32Array(blob.buffer, blob.byteOffset, blob.byteLength / 4);
}

function countSeconds(times: Times, seconds: number): Times {
  return countTenths(times, toTenths(seconds), 1);
}

function toBlob(times: Times): Uint8Array {
  const pairs: number[] = [];
  for (let tenths = 0; tenths < times.length; tenths += 1) {
    if (times[tenths]! > 0) pairs.push(tenths, times[tenths]!);
  }
  return new Uint8Array(Uint32Array.from(pairs).buffer);
}

export const timesFunctions = {
  /** `times_add(blob, seconds)`: the blob with one draw more; a draw that never got hot adds nothing. */
  times_add: (blob: Uint8Array | null, seconds: number | null): Uint8Array | null => {
    if (seconds === null) return blob;
    return toBlob(countSeconds(blob ? countTimes(noTimes(), blob) : noTimes(), seconds));
  },
};

export const timesAggregates = {
  /** `times_sum(blob)` over rows. */
  times_sum: {
    start: noTimes,
    step: (times: Times, blob: Uint8Array | null): Times => (blob ? countTimes(times, blob) : times),
    result: toBlob,
  },
  /** `times_of(seconds)` over draws. */
  times_of: {
    start: noTimes,
    step: (times: Times, seconds: number | null): Times => (seconds === null ? times : countSeconds(times, seconds)),
    result: toBlob,
  },
};

/** Of several blobs together, by nearest rank; undefined where no draw got hot. Seconds. */
export function quantilesOf(blobs: readonly Uint8Array[]): { readonly p50: number; readonly p95: number } | undefined {
  const times = blobs.reduce(countTimes, noTimes());
  const count = times.reduce((sum, draws) => sum + draws, 0);
  if (count === 0) return undefined;
  const at = (percent: number) => {
    let rank = rankOf(percent, count);
    for (const [tenths, draws] of times.entries()) {
      if (rank < draws) return tenths / 10;
      rank -= draws;
    }
    throw new Error('a rank lies within its count');
  };
  return { p50: at(50), p95: at(95) };
}

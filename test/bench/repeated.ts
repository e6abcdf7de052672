// Several runs in one figure: the median, and how far the runs lie apart.

/** `BENCH_SECONDS=60`: how long a run is measured. */
export const secondsOfRun = Number(process.env['BENCH_SECONDS'] ?? 20);
/** `BENCH_RUNS=5` */
export const runsOfRow = Number(process.env['BENCH_RUNS'] ?? 3);

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** `51,200 (49,800 to 52,000)` */
export function withSpread(values: readonly number[], digits = 0): string {
  const shown = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: digits });
  if (values.length === 1) return shown(median(values));
  return `${shown(median(values))} (${shown(Math.min(...values))} to ${shown(Math.max(...values))})`;
}

/** One call after the other. @returns what each took, ms. */
export async function timed(times: number, call: (n: number) => Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const from = performance.now();
    await call(n);
    waits.push(performance.now() - from);
  }
  return waits;
}

// Quantiles by nearest rank, with the rounding of InfluxQL's percentile(): both histories give the same figure.

/** Zero-based rank of the `percent`th of `count` values in ascending order. */
export function rankOf(percent: number, count: number): number {
  return Math.min(Math.max(Math.floor((count * percent) / 100 + 0.5) - 1, 0), count - 1);
}

/** `ascending` must hold a value. */
export function quantile(ascending: readonly number[], percent: number): number {
  return ascending[rankOf(percent, ascending.length)]!;
}

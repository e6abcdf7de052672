// What a `*.bench.ts` file exports.

export interface Benchmark {
  readonly title: string;
  /** Takes minutes: runs when it is named, or with `--long`. */
  readonly isLong?: boolean;
  readonly run: () => Promise<BenchmarkResult>;
}

export interface BenchmarkResult {
  /** The table: a name and its figures, ratios to what was promised or to each other among them. */
  readonly rows: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  readonly remarks: readonly string[];
  /** Every figure that was promised is kept. */
  readonly met: boolean;
}

// A filled house that runs: when it has counted what was written, and for which times it is asked.
import { eventually } from '../../support/eventually.ts';
import { metric } from '../../support/metrics.ts';

/** Until a projection of the hub has taken the fact `seq`. */
export async function caughtUp(http: string, projection: string, seq: number, withinMs: number): Promise<void> {
  await eventually(
    () => metric(http, `hub_projection_sequence{projection="${projection}"}`),
    (position) => position >= seq,
    withinMs,
  );
}

/** The `n`-th range that ends about `until`, as a query: never the same twice, and never whole days alone. */
export function rangeOf(until: number, spanMs: number, n: number): string {
  const [from, to] = [new Date(until - spanMs + n * 1_000), new Date(until - n * 1_000)];
  return `from=${from.toISOString()}&to=${to.toISOString()}`;
}

// Draws counted by the server, by day of the property's calendar or by tag.
import type { DrawTally, TallyQuery } from '../ports.ts';
import type { InfluxConnection } from './influx-connection.ts';
import { type AskTally, createTallyScope } from './influx-tally-scope.ts';
import { quantile } from './quantile.ts';
import { createTallySum } from './tally-sum.ts';

export function createInfluxTally(connection: InfluxConnection) {
  return async (query: TallyQuery): Promise<readonly DrawTally[]> => {
    if (query.to <= query.from) return [];
    const ask = await createTallyScope(connection, query);
    const sum = createTallySum();
    for (const { key, tags, values } of await ask({ select: 'count(censored)', groupBy: 'outcome' })) {
      sum.add(key, { [tags['outcome']!]: values[0]! });
    }
    for (const { key, values } of await ask({ select: 'count(reason)', condition: "reason = 'warm-start'" })) {
      sum.add(key, { warmStarts: values[0]! });
    }
    for (const { key, values } of await ask({ select: 'count(hot_in_time)', condition: 'hot_in_time = true' })) {
      sum.add(key, { hotInTime: values[0]! });
    }
    for (const [key, times] of await warmUpTimes(ask)) sum.add(key, times);
    return sum.rows();
  };
}

const judged = "(outcome = 'met' OR outcome = 'missed')";

/** The server's quantiles, or, where a key has several series (versions of a standard), those of their draws together. */
async function warmUpTimes(
  ask: AskTally,
): Promise<ReadonlyMap<string, { readonly p50: number; readonly p95: number }>> {
  const times = new Map<string, { p50: number; p95: number }>();
  const shared = new Set<string>();
  for (const { key, values } of await ask({
    select: 'percentile(seconds, 50), percentile(seconds, 95)',
    condition: judged,
  })) {
    const [p50, p95] = values;
    if (p50 == null || p95 == null) continue;
    if (times.has(key)) shared.add(key);
    times.set(key, { p50, p95 });
  }
  if (shared.size === 0) return times;

  const seconds = Map.groupBy(await ask({ select: 'seconds', condition: judged, single: true }), ({ key }) => key);
  for (const key of shared) {
    const ascending = seconds
      .get(key)!
      .map(({ values }) => values[0]!)
      .sort((a, b) => a - b);
    times.set(key, { p50: quantile(ascending, 50), p95: quantile(ascending, 95) });
  }
  return times;
}

// A history in InfluxDB whose draws are counted in the embedded one. InfluxDB 1.x counts three million draws in many seconds, the kept
// tallies in a fraction of one; and compliance is answered, and goes on counting, while InfluxDB is down.
import type { History } from '../ports.ts';
import type { InfluxHistory } from './influx.ts';

/** `local` is told of facts by a projection of its own, so that it goes on while `remote` is down; telemetry stays with `remote`. */
export function withLocalTallies(remote: InfluxHistory, local: History): History {
  return { ...remote, tally: local.tally, judgedSpaces: local.judgedSpaces, outcomes: local.outcomes };
}

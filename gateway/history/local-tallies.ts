// A history in InfluxDB whose draws are also counted in the embedded one. InfluxDB 1.x counts three million draws in many
// seconds, the kept tallies in a fraction of one; and compliance is answered while InfluxDB is down.
import type { History } from '../ports.ts';
import type { InfluxHistory } from './influx.ts';

/** `local` is given the facts alone: telemetry stays with `remote`. */
export function withLocalTallies(remote: InfluxHistory, local: History): History {
  return {
    name: remote.name,
    async writeFacts(facts) {
      await local.writeFacts(facts);
      await remote.writeFacts(facts);
    },
    writeSamples: remote.writeSamples,
    ping: remote.ping,
    ...(remote.marks !== undefined && { marks: remote.marks }),
    readings: remote.readings,
    tally: local.tally,
    judgedSpaces: local.judgedSpaces,
    outcomes: local.outcomes,
    close: remote.close,
  };
}

// The time series of this house: InfluxDB where it is set, the embedded one where it is not.
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { openEmbeddedHistory } from '../history/embedded.ts';
import { createEmbeddedRetention, type EmbeddedRetention } from '../history/embedded-retention.ts';
import { embeddedHistoryFile } from '../history/embedded-schema.ts';
import { createInfluxHistory } from '../history/influx.ts';
import { withLocalTallies } from '../history/local-tallies.ts';
import type { RunningLedger } from '../ledger.ts';
import type { History } from '../ports.ts';
import type { Store } from '../store/store.ts';

export interface OpenHistory {
  readonly history: History;
  readonly local: EmbeddedRetention;
}

/** Tallies are always counted here, so that compliance answers while InfluxDB is away. */
export async function openHistory(
  config: Config,
  store: Store,
  ledger: RunningLedger,
  log: Logger,
): Promise<OpenHistory> {
  const file = await store.openFile('history.db', embeddedHistoryFile);
  const embedded = await openEmbeddedHistory({ file, timeZone: config.property.timeZone });
  const local = createEmbeddedRetention(file);
  if (config.influx === undefined) return { history: embedded, local };
  const deviceTags = (device: string) => {
    const status = ledger.one(device);
    return status && { kind: status.record.kind, space: status.record.space };
  };
  const influx = createInfluxHistory({
    ...config.influx,
    property: config.property.id,
    deviceTags,
    deadLetters: {
      async setAside(letter) {
        await store.setAside(letter);
        log.error(letter, 'InfluxDB refuses a point: it is set aside, and the others go on');
      },
    },
  });
  return { history: withLocalTallies(influx, embedded), local };
}

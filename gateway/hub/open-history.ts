// The time series of this house: InfluxDB where it is set, the embedded one where it is not.
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { type EmbeddedHistory, openEmbeddedHistory } from '../history/embedded.ts';
import { createEmbeddedRetention, type EmbeddedRetention } from '../history/embedded-retention.ts';
import { embeddedHistoryFile } from '../history/embedded-schema.ts';
import { createInfluxHistory } from '../history/influx.ts';
import { withLocalTallies } from '../history/local-tallies.ts';
import type { RunningLedger } from '../ledger.ts';
import type { History } from '../ports.ts';
import type { Store } from '../store/store.ts';
import type { HubParts } from './hub-parts.ts';
import { type FactFollower, factsProjection, historyFacts } from './projections.ts';

export interface OpenHistory {
  readonly history: History;
  readonly local: EmbeddedRetention;
  /** All that follow the facts: the history, and the tallies where they are kept beside it. */
  readonly followers: readonly FactFollower[];
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
  await tellAgain(embedded, { store, ledger, log });
  const local = createEmbeddedRetention(file);
  if (config.influx === undefined) return { history: embedded, local, followers: [embedded] };
  const deviceTags = (device: string) => {
    const record = ledger.recordOf(device);
    return record && { kind: record.kind, space: record.space };
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
  return { history: withLocalTallies(influx, embedded), local, followers: [embedded, influx] };
}

/** A file that was removed, or comes from an older copy than the store, is told what it lacks: the evidence holds every draw. */
async function tellAgain(
  embedded: EmbeddedHistory,
  { store, ledger, log }: Pick<HubParts, 'store' | 'ledger' | 'log'>,
) {
  const name = factsProjection(embedded);
  const [toldUpTo, heldUpTo] = [await store.cursor(name), await embedded.toldUpTo()];
  if (heldUpTo === undefined || heldUpTo >= toldUpTo) return;
  // The cursor passes by what a history is not told of.
  const [next] = await store.factsAfter(heldUpTo, 1, historyFacts);
  if (next === undefined || next.seq > toldUpTo) return;
  log.error({ projection: name, heldUpTo, toldUpTo }, 'history.db has lost what it was told: it is told again');
  await store.moveCursor(name, heldUpTo);
  const data = { heldUpTo, toldUpTo, againFrom: heldUpTo + 1 };
  await ledger.submit({ type: 'note-action', noted: { action: 'history-told-again', by: 'hub', subject: name, data } });
}

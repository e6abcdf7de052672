// InfluxDB with the draws counted beside it: the contract as a whole, and compliance while InfluxDB is away.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbeddedHistory } from '../../../gateway/history/embedded.ts';
import { embeddedHistoryFile } from '../../../gateway/history/embedded-schema.ts';
import { createInfluxHistory } from '../../../gateway/history/influx.ts';
import { withLocalTallies } from '../../../gateway/history/local-tallies.ts';
import type { History } from '../../../gateway/ports.ts';
import { openSqliteFile } from '../../../gateway/store/sqlite-file.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type Influxd, startInfluxd } from '../../support/influxd.ts';
import { aDraw } from '../store/examples.ts';
import { historyContract } from './history-contract.ts';

describeWith(['influxd'], 'InfluxDB with local tallies', () => {
  let influxd: Influxd;
  let databases = 0;

  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd.stop());

  async function create(timeZone: string) {
    const directory = await mkdtemp(join(tmpdir(), 'hub-history-'));
    const file = await openSqliteFile({ ...embeddedHistoryFile, path: join(directory, 'history.db') });
    const influx = createInfluxHistory({
      url: influxd.url,
      database: `hub_${++databases}`,
      property: 'demo',
      deviceTags: () => undefined,
      deadLetters: {
        setAside: async ({ reason }) => {
          throw new Error(`set aside: ${reason}`);
        },
      },
    });
    const local = await openEmbeddedHistory({ file, timeZone });
    const both = withLocalTallies(influx, local);
    const history: History = {
      ...both,
      // As the two projections of a hub.
      async writeFacts(facts) {
        await local.writeFacts(facts);
        await both.writeFacts(facts);
      },
    };
    return {
      history,
      influx,
      async close() {
        await influx.close();
        await file.close();
        await rm(directory, { recursive: true });
      },
    };
  }

  historyContract('the history', ({ timeZone }) => create(timeZone));

  test('a draw that InfluxDB could not take yet counts, and counts once when both have it', async () => {
    const { history, influx, close } = await create('Asia/Shanghai');
    const startedAt = Date.parse('2026-03-01T12:00Z');
    const draw = { seq: 1, at: 0, fact: { type: 'draw-closed', draw: aDraw({ startedAt }), curve: [] } } as const;
    const query = { from: startedAt, to: startedAt + 1, by: 'day', timeZone: 'Asia/Shanghai' } as const;
    try {
      await influxd.kill();
      await expect(history.writeFacts([draw])).rejects.toThrow('ECONNREFUSED');
      expect(await history.tally(query)).toMatchObject([{ key: '2026-03-01', met: 1 }]);
      await influxd.restart();
      await history.writeFacts([draw]);
      expect(await history.tally(query)).toEqual(await influx.tally(query));
    } finally {
      await close();
    }
  });
});

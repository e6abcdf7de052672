// The history without InfluxDB keeps the same contract, and its tallies through a change of the hotel's zone.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedHistory } from '../../../gateway/history/embedded.ts';
import { embeddedHistoryFile } from '../../../gateway/history/embedded-schema.ts';
import { openSqliteFile } from '../../../gateway/store/sqlite-file.ts';
import { historyContract } from './history-contract.ts';

historyContract('the embedded history', async ({ timeZone }) => {
  const directory = await mkdtemp(join(tmpdir(), 'hub-history-'));
  const file = await openSqliteFile({ ...embeddedHistoryFile, path: join(directory, 'history.db') });
  return {
    history: await openEmbeddedHistory({ file, timeZone }),
    async close() {
      await file.close();
      await rm(directory, { recursive: true });
    },
  };
});

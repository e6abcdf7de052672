// What the broker keeps in hub.db, over a restart of the store.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe } from 'vitest';
import { createBrokerStorage } from '../../../gateway/store/broker-storage.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';
import { describesBrokerStorage } from '../../broker/storage-contract.ts';

let dataDir: string;
let store: Store;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-broker-'));
  store = await openStore({ dataDir });
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

describe('the broker in hub.db', () => {
  describesBrokerStorage(
    async () => createBrokerStorage(store.database),
    async () => {
      await store.close();
      store = await openStore({ dataDir });
      return createBrokerStorage(store.database);
    },
  );
});

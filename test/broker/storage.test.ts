import { describe } from 'vitest';
import { createMemoryStorage, type MemoryStorage } from './memory-storage.ts';
import { describesBrokerStorage } from './storage-contract.ts';

describe("the tests' own storage", () => {
  let storage: MemoryStorage;
  describesBrokerStorage(
    async () => {
      storage = createMemoryStorage();
      return storage;
    },
    async () => storage,
  );
});

// The waiting actions on this phone, in the order of the taps, in IndexedDB: they outlive the page and the stairwell.
import type { WaitingAction } from './action.ts';

export interface ActionStore {
  all(): Promise<readonly WaitingAction[]>;
  put(action: WaitingAction): Promise<void>;
  remove(key: string): Promise<void>;
}

const tableName = 'actions';

/** One box per user: a shared phone must not send one person's taps in another's name. */
export async function openActionStore(user: string): Promise<ActionStore> {
  const opening = indexedDB.open(`outbox:${user}`, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(tableName, { keyPath: 'key' });
  const database = await answerOf(opening);

  function run<Result>(mode: IDBTransactionMode, ask: (table: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
    return answerOf(ask(database.transaction(tableName, mode).objectStore(tableName)));
  }

  return {
    async all() {
      const actions = await run<WaitingAction[]>('readonly', (table) => table.getAll());
      return actions.sort((one, other) => one.tappedAt - other.tappedAt);
    },
    async put(action) {
      await run('readwrite', (table) => table.put(action));
    },
    async remove(key) {
      await run('readwrite', (table) => table.delete(key));
    },
  };
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused without saying why'));
  });
}

/** Where the browser forbids storage (private mode): in memory, for as long as the page stays open. */
export function createMemoryActionStore(): ActionStore {
  const actions = new Map<string, WaitingAction>();
  return {
    all: async () => [...actions.values()],
    put: async (action) => void actions.set(action.key, action),
    remove: async (key) => void actions.delete(key),
  };
}

// Write-behind with group commit: memory changes at once, the disk follows in batches, and `settled` says when all that
// was recorded so far is there. A batch that could not be saved stays pending and is tried again.
import type { BrokerChange, BrokerStorage } from './storage.ts';

export interface ChangeLog {
  record(change: BrokerChange): void;
  /** Resolves when everything recorded before the call is on disk; rejects when the attempt that should do it failed. */
  settled(): Promise<void>;
  /** Saves what is pending a last time and stops trying. */
  stop(): Promise<void>;
}

export function createChangeLog(storage: BrokerStorage, retryMs: number): ChangeLog {
  let pending = new Map<string, BrokerChange>();
  let saving: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;

  async function saveBatch(): Promise<void> {
    await saving?.catch(ignore);
    next = undefined;
    if (pending.size === 0) return;
    const batch = pending;
    pending = new Map();
    saving = storage.save([...batch.values()]);
    try {
      await saving;
    } catch (error) {
      // What changed meanwhile is newer than what was in the batch.
      pending = new Map([...batch, ...pending]);
      retryLater();
      throw error;
    } finally {
      saving = undefined;
    }
  }

  function retryLater(): void {
    if (stopped || retry !== undefined) return;
    retry = setTimeout(() => {
      retry = undefined;
      settled().catch(ignore);
    }, retryMs);
  }

  function settled(): Promise<void> {
    if (pending.size === 0) return saving ?? Promise.resolve();
    next ??= Promise.resolve().then(saveBatch);
    return next;
  }

  return {
    record(change) {
      pending.set(rowOf(change), change);
      settled().catch(ignore);
    },
    settled,
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await settled();
    },
  };
}

function rowOf(change: BrokerChange): string {
  switch (change.type) {
    case 'retain':
      return `retained ${change.message.topic}`;
    case 'clear-retained':
      return `retained ${change.topic}`;
    case 'keep-session':
      return `session ${change.session.id}`;
    case 'forget-session':
      return `session ${change.id}`;
    case 'queue':
      return `delivery ${change.delivery.order} ${change.delivery.session}`;
    case 'unqueue':
      return `delivery ${change.order} ${change.session}`;
  }
}

function ignore(): void {}

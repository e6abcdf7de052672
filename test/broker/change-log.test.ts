import { expect, it, vi } from 'vitest';
import { createChangeLog } from '../../broker/change-log.ts';
import type { BrokerChange, BrokerStorage } from '../../broker/storage.ts';

const retain = (topic: string, text: string): BrokerChange => ({
  type: 'retain',
  message: { topic, payload: Buffer.from(text) },
});

function heldStorage() {
  const saves: { changes: readonly BrokerChange[]; done: () => void; fail: (error: Error) => void }[] = [];
  const storage: BrokerStorage = {
    load: async () => ({ retained: [], sessions: [], deliveries: [] }),
    save: (changes) => new Promise((done, fail) => saves.push({ changes, done, fail })),
  };
  return { storage, saves };
}

it('what comes during a save is one batch after it, with the last change of each row', async () => {
  const { storage, saves } = heldStorage();
  const log = createChangeLog(storage, 10);
  log.record(retain('a', '1'));
  const first = log.settled();
  await vi.waitFor(() => expect(saves).toHaveLength(1));
  log.record(retain('a', '2'));
  log.record(retain('b', '1'));
  log.record(retain('a', '3'));
  let all = false;
  const second = log.settled().then(() => {
    all = true;
  });
  saves[0]?.done();
  await first;
  expect(all).toBe(false);
  await vi.waitFor(() => expect(saves).toHaveLength(2));
  expect(saves[1]?.changes).toEqual([retain('a', '3'), retain('b', '1')]);
  saves[1]?.done();
  await second;
  await log.settled();
});

it('a batch that failed is said to have failed, and is tried again with what is newer', async () => {
  const { storage, saves } = heldStorage();
  const log = createChangeLog(storage, 1);
  log.record(retain('a', '1'));
  log.record(retain('b', '1'));
  const failed = log.settled();
  await vi.waitFor(() => expect(saves).toHaveLength(1));
  log.record(retain('b', '2'));
  saves[0]?.fail(new Error('disk full'));
  await expect(failed).rejects.toThrow('disk full');
  await vi.waitFor(() => expect(saves).toHaveLength(2));
  expect(saves[1]?.changes).toEqual([retain('a', '1'), retain('b', '2')]);
  saves[1]?.done();
  await log.stop();
});

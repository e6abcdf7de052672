// What the hub lets go of by the clock is on record before it is gone: killed between the two, it says too much and never too little.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Input } from '../../../gateway/domain/inputs.ts';
import { dailyWork } from '../../../gateway/hub/daily-work.ts';
import type { Ledger } from '../../../gateway/ports.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';

const dayMs = 24 * 60 * 60_000;
const now = Date.parse('2026-11-01T04:07:00Z');

async function aStore(): Promise<Store> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-daily-'));
  const store = await openStore({ dataDir });
  onTestFinished(async () => {
    await store.close();
    await rm(dataDir, { recursive: true });
  });
  return store;
}

/** The job that lets go of pictures, told with what is submitted. */
function dropPhotos(store: Store, submit: (input: Input) => Promise<unknown>): () => Promise<unknown> {
  const ledger = { submit } as unknown as Ledger;
  const config = { property: { timeZone: 'Asia/Shanghai' } };
  const work = dailyWork({ store, ledger, config, clock: { now: () => now } } as never);
  return async () => work.find(({ name }) => name === 'drop-photos')?.run();
}

const photo = (id: string, daysOld: number) => ({ id, at: now - daysOld * dayMs, bytes: new Uint8Array([1]) });

test('pictures that are old are counted on record, and then gone; a newer one stays', async () => {
  const store = await aStore();
  await store.putPhoto(photo('old', 1000));
  await store.putPhoto(photo('new', 1));
  const noted: unknown[] = [];
  const run = dropPhotos(store, async (input) => {
    noted.push(input, (await store.photo('old')) !== undefined);
    return { accepted: true };
  });
  await run();
  const count = { type: 'note-action', noted: { action: 'photos-removed', by: 'hub', data: { count: 1 } } };
  expect(noted).toEqual([count, true]);
  expect([await store.photo('old'), (await store.photo('new')) !== undefined]).toEqual([undefined, true]);
  await run();
  expect(noted).toHaveLength(2);
});

test('a picture whose end cannot be put on record stays', async () => {
  const store = await aStore();
  await store.putPhoto(photo('old', 1000));
  const run = dropPhotos(store, () => Promise.reject(new Error('the disk is full')));
  await expect(run()).rejects.toThrow('the disk is full');
  expect(await store.photo('old')).toBeDefined();
});

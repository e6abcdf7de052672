import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../gateway/store/store.ts';
import { aBatch } from './examples.ts';

test('a restart of the hub ends no session, and forgets nothing by which its owner knows it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-sessions-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const phone = { hash: 'a', user: 'li', csrfToken: 't', expiresAt: 2, address: '192.0.2.7', agent: 'a phone' };
  const before = { hash: 'b', user: 'li', csrfToken: 't', expiresAt: 1 };

  const store = await openStore({ dataDir });
  const sessions = [phone, before, { ...before, hash: 'c', user: 'chen' }];
  await store.commit(aBatch({ credentials: sessions.map((session) => ({ type: 'put-session', session })) }));
  await store.commit(aBatch({ credentials: [{ type: 'delete-session', hash: 'c' }] }));
  await store.close();

  const again = await openStore({ dataDir });
  expect(again.sessionsOf('li')).toEqual([phone, before]);
  expect(again.sessionsOf('chen')).toEqual([]);
  await again.close();
});

// Commands on record: listed by device, and given back at a start as far as limits of a day and open outcomes need them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { DeviceCommand } from '../../../gateway/domain/command.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';
import { aBatch } from './examples.ts';

const day = 24 * 3_600_000;
let dataDir: string;
let store: Store;
let seq: number;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-commands-'));
  store = await openStore({ dataDir });
  seq = 0;
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

function asked(id: string, sentAt: number, parts: Partial<DeviceCommand> = {}): Promise<void> {
  const command: DeviceCommand = {
    id,
    device: 'pump-r2' as DeviceId,
    command: 'circulate',
    parameters: { seconds: 60 },
    by: 'hub',
    sentAt,
    expiresAt: sentAt + 60_000,
    state: 'answered',
    ...parts,
  };
  seq += 1;
  return store.commit(aBatch({ facts: [{ seq, at: sentAt, fact: { type: 'command-changed', command } }] }));
}

const trace: NonNullable<DeviceCommand['trace']> = {
  action: 'circulation',
  purpose: 'morning-peak',
  about: '2026-01-06',
  reason: 'the last draws in 1201 missed',
  evidence: {},
  neededAt: 0,
  endsAt: 0,
  attempt: 1,
};

test('a start is given the hub’s own commands of the last days, as they are, in the order of asking', async () => {
  await asked('old', day, { trace });
  await asked('b', 10 * day, { trace });
  await asked('a', 10 * day, { trace, state: 'sent' });
  await asked('a', 10 * day, { trace: { ...trace, outcome: 'helped' } });
  await asked('person', 10.5 * day, { by: 'chen' });
  const { tracedCommands, openCommands } = await store.recover();
  expect(tracedCommands.map(({ id, trace: why }) => [id, why?.outcome])).toEqual([
    ['b', undefined],
    ['a', 'helped'],
  ]);
  expect(openCommands).toEqual([]);
});

test('a device’s commands are listed the latest first, and no other’s', async () => {
  await asked('a', day);
  await asked('b', 2 * day, { state: 'failed' });
  await asked('c', 3 * day, { device: 'rc-1203' as DeviceId });
  const { items } = await store.commands({ device: 'pump-r2', limit: 10 });
  expect(items.map(({ id, state }) => [id, state])).toEqual([
    ['b', 'failed'],
    ['a', 'answered'],
  ]);
});

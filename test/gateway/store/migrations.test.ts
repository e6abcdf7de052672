// A store of any schema that ever was comes forward to this one, with what it holds, and its evidence can be proven from then on.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SampleMessage } from '../../../gateway/ports.ts';
import { openEvidence } from '../../../gateway/store/evidence-reader.ts';
import { hubFile } from '../../../gateway/store/hub-file.ts';
import { migrate } from '../../../gateway/store/migrate.ts';
import { openConnection } from '../../../gateway/store/sqlite-connection.ts';
import { openStore } from '../../../gateway/store/store.ts';
import { verifyEvidence } from '../../../gateway/store/verify-evidence.ts';
import { aBatch, aDevice, aDraw, aTask } from './examples.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-schema-'));
  await mkdir(dataDir, { recursive: true });
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const { migrations, functions } = hubFile;
/** The first schema in which facts are linked. */
const linkedSince = migrations.findIndex((step) => step.includes('evidence_head')) + 1;

/** A store as a hub of `schema` left it: a device, a task that was accepted, a draw. */
async function writeOldStore(schema: number): Promise<void> {
  const path = join(dataDir, 'hub.db');
  const connection = await openConnection({ path, readOnly: false, functions });
  migrate(connection, path, migrations.slice(0, schema));
  const accepted = aTask({ state: 'accepted', version: 2, assignee: 'li' });
  const change = { at: 1, step: 'accept', by: 'li', to: 'accepted' };
  const facts = [
    ['device-changed', 'hw-1203', { device: aDevice('hw-1203') }],
    ['task-changed', 't1', { task: aTask(), change }],
    ['task-changed', 't1', { task: accepted, change }],
    ['draw-closed', 'hw-1203:0', { draw: aDraw(), curve: [] }],
  ] as const;
  const fact = connection.prepare('insert into fact (seq, at, type, subject, body) values (?, ?, ?, ?, ?)');
  facts.forEach(([type, subject, said], index) => {
    fact.run(index * 2 + 1, index, type, subject, JSON.stringify({ type, ...said }));
  });
  connection.prepare('insert into device values (?, 0, ?)').run('hw-1203', JSON.stringify(aDevice('hw-1203')));
  connection
    .prepare('insert into task (id, opened_at, state, role, space, assignee, body) values (?, 0, ?, ?, ?, ?, ?)')
    .run('t1', 'accepted', 'engineer', '1203', 'li', JSON.stringify(accepted));
  connection
    .prepare(
      `insert into draw (id, started_at, judged_at, outcome, space, riser, device, body, closed_seq)
       values (?, 0, 0, 'met', '1203', 'r2', 'hw-1203', ?, 7)`,
    )
    .run('hw-1203:0', JSON.stringify(aDraw()));
  connection.close();
}

const older = Array.from({ length: linkedSince - 1 }, (_, index) => index + 1);

test.each(older)(
  'a store of schema %i comes forward whole, and its facts are linked as they are found',
  async (schema) => {
    await writeOldStore(schema);
    const store = await openStore({ dataDir });
    try {
      const { openTasks, devices, lastSeq } = await store.recover();
      expect({ tasks: openTasks.map(({ version }) => version), devices: devices.length, lastSeq }).toEqual({
        tasks: [2],
        devices: 1,
        lastSeq: 7,
      });
      expect(await store.draw('hw-1203:0')).toEqual({ draw: aDraw(), curve: [] });
      await store.commit(
        aBatch({ facts: [{ seq: 9, at: 5, fact: { type: 'draw-closed', draw: aDraw({ id: 'new' }), curve: [] } }] }),
      );
    } finally {
      await store.close();
    }
    const evidence = openEvidence(join(dataDir, 'hub.db'));
    const spans: number[] = [];
    const { broken } = verifyEvidence(evidence, { dayOf: () => 'today', proven: ({ count }) => spans.push(count) });
    evidence.close();
    expect({ broken, spans }).toEqual({ broken: undefined, spans: [5] });
  },
);

test('a store of a newer hub is refused, and not touched', async () => {
  await writeOldStore(linkedSince - 1);
  const path = join(dataDir, 'hub.db');
  const connection = new DatabaseSync(path);
  connection.exec('pragma user_version = 999');
  connection.close();
  await expect(openStore({ dataDir })).rejects.toThrow(/has schema 999, this hub knows up to \d+; start the newer hub/);
});

test('samples that waited for a history one by one wait in the new schema too', async () => {
  const path = join(dataDir, 'hub.db');
  const singly = migrations.findIndex((step) => step.includes('rename to sample_message'));
  const connection = await openConnection({ path, readOnly: false, functions });
  migrate(connection, path, migrations.slice(0, singly));
  const insert = connection.prepare('insert into sample_batch values (?, ?, ?, ?, ?)');
  const samples = [{ at: 5, readings: { temperature: 41.5 } }];
  insert.run(1, 10, 'hw-1203', 'device', JSON.stringify(samples));
  insert.run(2, 20, 'hw-1204', 'arrival', JSON.stringify({ at: [5], readings: { temperature: [41.5] } }));
  connection.close();

  const store = await openStore({ dataDir });
  const replayed: SampleMessage[] = [];
  for await (const message of (await store.recover()).samples) replayed.push(message);
  expect(replayed).toEqual([
    { seq: 1, receivedAt: 10, device: 'hw-1203', clock: 'device', samples },
    { seq: 2, receivedAt: 20, device: 'hw-1204', clock: 'arrival', samples },
  ]);
  const packed = await store.samplesAfter(0, 10);
  expect(packed).toMatchObject({ seq: 2, devices: ['hw-1203', 'hw-1204'] });
  expect((JSON.parse(packed!.messages) as [string][]).map(([device]) => device)).toEqual(['hw-1203', 'hw-1204']);
  await store.close();
});

// A disk that gives back other than it took: a log that is cut off anywhere, and single bits that have turned over.

import { statSync } from 'node:fs';
import { copyFile, cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeviceId } from '../../../devices/identifiers.ts';
import { createRandom } from '../../../devices/simulators/random.ts';
import type { Fact } from '../../../gateway/domain/facts.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { house10s } from '../../../gateway/domain/warm-up/presets.ts';
import { openEvidence } from '../../../gateway/store/evidence-reader.ts';
import type { DamagedRow } from '../../../gateway/store/mend-rows.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';
import { verifyEvidence } from '../../../gateway/store/verify-evidence.ts';
import { aBatch, aDevice, aDraw, aSampleMessage, aTask } from './examples.ts';

let folder: string;
let dataDir: string;
let store: Store | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-damage-'));
  dataDir = join(folder, 'data');
  store = await openStore({ dataDir });
});

afterEach(async () => {
  await store?.close();
  await rm(folder, { recursive: true, force: true });
});

const opened = { at: 1, step: 'open', by: 'hub', to: 'open' } as const;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function verdictOn(path: string) {
  const evidence = openEvidence(path);
  try {
    return { ...verifyEvidence(evidence, { dayOf, proven: () => {} }), lastSeq: evidence.head().seq };
  } finally {
    evidence.close();
  }
}

const cuts = 200;

test(`a log that is cut off at any of ${cuts} places costs nothing that was on disk before the cut`, async () => {
  const log = join(dataDir, 'hub.db-wal');
  /** How long the log was when each commit was acknowledged. */
  const acknowledged: { readonly seq: number; readonly bytes: number }[] = [];
  for (let seq = 1; seq <= 120; seq += 2) {
    await store!.commit(
      aBatch({
        facts: [{ seq, at: seq, fact: { type: 'draw-closed', draw: aDraw({ id: `hw-1:${seq}` }), curve: [] } }],
        samples: [aSampleMessage({ seq: seq + 1 })],
      }),
    );
    acknowledged.push({ seq, bytes: statSync(log).size });
  }
  const random = createRandom('cuts');
  const whole = statSync(log).size;
  const cut = join(folder, 'cut');
  for (let round = 0; round < cuts; round++) {
    const bytes = random.integer(0, whole);
    await rm(cut, { recursive: true, force: true });
    await cp(dataDir, cut, { recursive: true, filter: (path) => !path.endsWith('-shm') });
    await truncate(join(cut, 'hub.db-wal'), bytes);
    const expected = acknowledged.findLast((commit) => commit.bytes <= bytes)?.seq ?? 0;
    const connection = new DatabaseSync(join(cut, 'hub.db'));
    const { seq } = connection.prepare('select coalesce(max(seq), 0) as seq from fact').get() as { seq: number };
    connection.close();
    expect(seq).toBeGreaterThanOrEqual(expected);
    const { broken, lastSeq } = verdictOn(join(cut, 'hub.db'));
    expect({ broken, lastSeq }).toEqual({ broken: undefined, lastSeq: seq });
    if (round % 40 === 0) {
      const again = await openStore({ dataDir: cut });
      expect((await again.recover()).lastSeq).toBeGreaterThanOrEqual(seq);
      await again.close();
    }
  }
});

describe('one bit that has turned over', () => {
  const records = 200;
  let intact: Buffer;

  beforeEach(async () => {
    for (let index = 1; index <= records; index++) {
      const task = aTask({ id: `t-${index}`, cause: `cause-${index}` });
      await store!.commit(
        aBatch({
          facts: [
            { seq: index * 3, at: index, fact: { type: 'task-changed', task, change: opened } },
            { seq: index * 3 + 1, at: index, fact: { type: 'device-changed', device: aDevice(`hw-${index}`) } },
          ],
        }),
      );
    }
    await store!.close();
    store = undefined;
    intact = await readFile(join(dataDir, 'hub.db'));
  });

  /** Where a row's body lies in the file. Inside of a record the same text is a field of it. */
  function placeOf(beginning: string): number {
    let at = intact.indexOf(beginning);
    while (intact[at - 1] === ':'.charCodeAt(0)) at = intact.indexOf(beginning, at + 1);
    expect(at).toBeGreaterThan(0);
    return at;
  }

  /** In the text that begins with `beginning`, `bytes` long, somewhere. */
  async function turnBit(random: ReturnType<typeof createRandom>, beginning: string, bytes: number, path: string) {
    const at = placeOf(beginning);
    const damaged = Buffer.from(intact);
    damaged[at + random.integer(0, bytes - 1)]! ^= 1 << random.integer(0, 7);
    await writeFile(path, damaged);
  }

  test(`in each of ${records} records is found, and the record named`, async () => {
    const random = createRandom('records');
    const path = join(folder, 'damaged.db');
    for (let index = 1; index <= records; index++) {
      await turnBit(random, `{"type":"task-changed","task":{"id":"t-${index}"`, 250, path);
      expect(verdictOn(path).broken).toMatchObject({ seq: index * 3, subject: `t-${index}`, what: 'altered' });
    }
  }, 60_000);

  test.each([
    ['task', `{"id":"t-17",`, 't-17'],
    ['device', `{"record":{"id":"hw-17"`, 'hw-17'],
  ])('in a row that a start reads (%s) is mended from the evidence, and named', async (table, beginning, id) => {
    const random = createRandom(table);
    for (let round = 0; round < 8; round++) {
      await turnBit(random, beginning, 150, join(dataDir, 'hub.db'));
      const named: DamagedRow[] = [];
      store = await openStore({ dataDir, damaged: (row) => named.push(row) });
      const { openTasks, devices } = await store.recover();
      expect(openTasks).toHaveLength(records);
      expect(devices).toHaveLength(records);
      expect(named).toEqual([{ table, id, mended: true }]);
      expect(openTasks.find((task) => task.cause === 'cause-17')).toEqual(aTask({ id: 't-17', cause: 'cause-17' }));
      expect(devices.find(({ record }) => record.id === 'hw-17')).toEqual(aDevice('hw-17'));
      await store.close();
      store = undefined;
      expect(verdictOn(join(dataDir, 'hub.db')).broken).toBeUndefined();
    }
  });

  test.each(['command', 'incident'])(
    'in a row with an index of its body (%s) is mended like any other',
    async (table) => {
      store = await openStore({ dataDir });
      const id = 'one';
      const command = {
        id,
        device: 'hw-1',
        command: 'time',
        by: 'li',
        sentAt: 1,
        expiresAt: 2,
        state: 'sent',
      } as const;
      const incident = {
        id,
        kind: 'riser',
        subject: 'r2',
        openedAt: 1,
        reasoning: [],
        spaces: [],
        devices: [],
        tasks: [],
      };
      const fact =
        table === 'command'
          ? ({ type: 'command-changed', command: { ...command, parameters: {} } } as unknown as Fact)
          : ({ type: 'incident-changed', incident } as unknown as Fact);
      await store.commit(aBatch({ facts: [{ seq: 9_000, at: 1, fact }] }));
      await store.close();
      store = undefined;
      intact = await readFile(join(dataDir, 'hub.db'));
      const colon = placeOf('{"id":"one",') + '{"id"'.length;
      intact[colon]! ^= 1;
      await writeFile(join(dataDir, 'hub.db'), intact);

      const named: DamagedRow[] = [];
      store = await openStore({ dataDir, damaged: (row) => named.push(row) });
      const { openCommands, openIncidents } = await store.recover();
      expect([...openCommands, ...openIncidents]).toHaveLength(1);
      expect(named).toEqual([{ table, id, mended: true }]);
    },
  );

  /** A thing of the house, the text of its row in which a bit turns, and what a start makes of it. */
  const readable: readonly (readonly [table: string, id: string, Fact, text: string, mended: boolean])[] = [
    [
      'space',
      '1203',
      { type: 'space-changed', space: { id: '1203' as SpaceId, kind: 'room', floor: '12' } },
      '"floor":"1',
      true,
    ],
    ['device', 'hw-9', { type: 'device-changed', device: aDevice('hw-9') }, '"kind":"h', true],
    ['standard', 'house-10s@1', { type: 'standard-changed', standard: house10s }, '"limitS":10', true],
    [
      'stay',
      's-1',
      {
        type: 'stay-changed',
        stay: { key: 's-1', reference: 'PMS-1', events: [{ id: 'e1', type: 'arrived', at: 1_000_000 }] },
      },
      '"at":1000000',
      false,
    ],
  ];

  test.each(readable)(
    'that leaves a row readable (%s) is found all the same, and what it said is there again',
    async (table, id, fact, text, mended) => {
      store = await openStore({ dataDir });
      await store.commit(aBatch({ facts: [{ seq: 9_000, at: 1, fact }] }));
      const { lastSeq: _seq, samples: _samples, ...before } = await store.recover();
      await store.close();
      const connection = new DatabaseSync(join(dataDir, 'hub.db'));
      const turned = text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) ^ 1);
      const [key] = table === 'standard' ? ["id || '@' || version"] : table === 'stay' ? ['key'] : ['id'];
      const { changes } = connection
        .prepare(`update ${table} set body = replace(body, ?, ?) where ${key} = ? and json_valid(replace(body, ?, ?))`)
        .run(text, turned, id, text, turned);
      connection.close();
      expect(changes).toBe(1);

      const named: DamagedRow[] = [];
      store = await openStore({ dataDir, damaged: (row) => named.push(row) });
      const { lastSeq, samples, ...after } = await store.recover();
      expect(named).toEqual([{ table, id, mended }]);
      expect(after).toEqual(before);
      expect((await store.deadLetters(10)).map(({ reason }) => reason)).toEqual(
        mended ? [] : [`damaged: ${table} ${id}`],
      );
    },
  );

  test('in the state of a device costs no more than the reading of its samples', async () => {
    store = await openStore({ dataDir });
    const snapshot = { device: 'hw-17' as DeviceId, seq: 1, state: '{"lastHeardAt":1}' };
    await store.commit(aBatch({ snapshots: [snapshot] }));
    await store.close();
    const connection = new DatabaseSync(join(dataDir, 'hub.db'));
    connection.exec(`update device_snapshot set state = '{"lastHeardAt":9}'`);
    connection.close();
    const named: DamagedRow[] = [];
    store = await openStore({ dataDir, damaged: (row) => named.push(row) });
    expect((await store.recover()).snapshots.size).toBe(0);
    expect(named).toEqual([{ table: 'device_snapshot', id: 'hw-17', mended: false }]);
  });

  const hourMs = 3_600_000;

  test.each([
    ['is mended within the time that causes look back', 73 * hourMs, true],
    ['is left to hub verify where no start reads it', 75 * hourMs, false],
  ])('in a draw %s', async (_, agoMs, isRead) => {
    store = await openStore({ dataDir });
    const now = 1_000 * hourMs;
    const damaged = aDraw({ id: 'hw-9:0', startedAt: now - agoMs });
    const last = aDraw({ id: 'hw-8:0', device: 'hw-8' as DeviceId, startedAt: now });
    const draws = [damaged, last].map((draw) => ({ ...draw, device: draw.id.split(':')[0] as DeviceId }));
    const facts: Fact[] = [
      ...['hw-8', 'hw-9'].map((id) => ({ type: 'device-changed' as const, device: aDevice(id) })),
      ...draws.map((draw) => ({ type: 'draw-closed' as const, draw, curve: [] })),
    ];
    await store.commit(aBatch({ facts: facts.map((fact, index) => ({ seq: 9_000 + index, at: now, fact })) }));
    await store.close();
    store = undefined;
    intact = await readFile(join(dataDir, 'hub.db'));
    intact[placeOf('{"id":"hw-9:0",') + '{"id"'.length]! ^= 1;
    await writeFile(join(dataDir, 'hub.db'), intact);

    const named: DamagedRow[] = [];
    store = await openStore({ dataDir, damaged: (row) => named.push(row) });
    const { recentDraws } = await store.recover();
    expect(recentDraws).toEqual(isRead ? draws : draws.slice(1));
    expect(named).toEqual(isRead ? [{ table: 'draw', id: 'hw-9:0', mended: true }] : []);
  });

  test.each([
    ['is made anew from the evidence but for what its guests prefer', true],
    ['is gone where no evidence holds it either', false],
  ])('in a stay keeps no hub from starting: what was read is set aside, and the stay %s', async (_, isOnRecord) => {
    store = await openStore({ dataDir });
    const [reference, key] = ['PMS-7061304407766', 's-1'];
    const arrived = { id: 'e1', type: 'arrived' as const, at: 1 };
    const stay = { key, reference, events: [{ ...arrived, preferences: { pillow: 'of-goose-down' } }] };
    await store.commit(aBatch({ facts: [{ seq: 9_000, at: 1, fact: { type: 'stay-changed', stay } }] }));
    await store.close();
    const connection = new DatabaseSync(join(dataDir, 'hub.db'));
    connection.exec(`update stay set body = replace(body, '"key":', '"key"')`);
    if (!isOnRecord) connection.exec("drop trigger fact_is_final; update fact set body = '{}' where subject = 's-1'");
    connection.close();

    const named: DamagedRow[] = [];
    store = await openStore({ dataDir, damaged: (row) => named.push(row) });
    const { journey } = await store.recover();
    expect(journey.stays).toEqual(isOnRecord ? [{ key, reference, events: [arrived] }] : []);
    expect(named).toEqual([{ table: 'stay', id: key, mended: false }]);
    const [letter] = await store.deadLetters(1);
    expect(letter).toMatchObject({ projection: 'store', reason: 'damaged: stay s-1' });
    expect(letter?.content).toContain('of-goose-down');
    await store.commit(aBatch({ facts: [{ seq: 9_001, at: 2, fact: { type: 'stays-erased', keys: [key] } }] }));
    expect(await store.deadLetters(1)).toEqual([]);
  });

  test('in the only whole copy of a row keeps no hub from starting: it is set aside and named', async () => {
    await copyFile(join(dataDir, 'hub.db'), join(folder, 'before.db'));
    const connection = new DatabaseSync(join(dataDir, 'hub.db'));
    connection.exec(`drop trigger fact_is_final;
      update fact set body = replace(body, '"id":"hw-17"', '"id"hw-17"') where subject = 'hw-17';
      update device set body = replace(body, '"id":"hw-17"', '"id"hw-17"') where id = 'hw-17'`);
    connection.close();
    const named: DamagedRow[] = [];
    store = await openStore({ dataDir, damaged: (row) => named.push(row) });
    expect((await store.recover()).devices).toHaveLength(records - 1);
    expect(named).toEqual([{ table: 'device', id: 'hw-17', mended: false }]);
    expect(await store.deadLetters(1)).toMatchObject([{ projection: 'store', reason: 'damaged: device hw-17' }]);
    expect(await store.factsAfter(0, 1_000)).toHaveLength(2 * records - 1);
    expect(verdictOn(join(dataDir, 'hub.db')).broken).toMatchObject({ subject: 'hw-17', what: 'altered' });
  });
});

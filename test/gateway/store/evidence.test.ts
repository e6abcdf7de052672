// The chain on the disk: kept in the transaction of what it proves, sealed by the day, and broken by whatever is done to it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../../gateway/domain/facts.ts';
import { openEvidence } from '../../../gateway/store/evidence-reader.ts';
import { createRetention } from '../../../gateway/store/retention.ts';
import { createSealing } from '../../../gateway/store/sealing.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';
import { verifyEvidence } from '../../../gateway/store/verify-evidence.ts';
import { aBatch, aDraw, aSampleMessage, aTask, aTouchpoint } from './examples.ts';

const day = 24 * 3_600_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const dayAt = (at: number) => {
  const from = Math.floor(at / day) * day;
  return { key: dayOf(from), from, to: from + day };
};

let dataDir: string;
let store: Store;
let seq: number;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-evidence-'));
  store = await openStore({ dataDir });
  seq = 0;
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

async function commit(at: number, ...facts: Fact[]): Promise<void> {
  const samples = [aSampleMessage({ seq: ++seq, receivedAt: at })];
  await store.commit(aBatch({ samples, facts: facts.map((fact) => ({ seq: ++seq, at, fact })) }));
}

const drawn = (id: string): Fact => ({ type: 'draw-closed', draw: aDraw({ id }), curve: [{ s: 0, temperatureC: 20 }] });
const change = { at: 1, step: 'accept', by: 'li', to: 'accepted' } as const;
const moved = (state: 'open' | 'accepted' | 'started' | 'done', version: number): Fact => ({
  type: 'task-changed',
  task: aTask({ id: 't-1', state, version }),
  change,
});
const told = (id: string): Fact => ({ type: 'touchpoint-recorded', touchpoint: aTouchpoint({ id }) });

const seal = (now: number) => createSealing({ ...store.database, dayAt }).sealDays(now);

/** Records 2–3, 5–6, 8–9 on three days, and 11–12 today. */
async function fourDays(): Promise<void> {
  await commit(0, drawn('hw-1:0'), moved('open', 1));
  await commit(day, told('tea-1'), moved('accepted', 2));
  await commit(2 * day, drawn('hw-1:2'), moved('started', 3));
  await commit(3 * day, told('tea-3'), moved('done', 4));
  await seal(3 * day + 1);
}

function verification() {
  const evidence = openEvidence(join(dataDir, 'hub.db'));
  const proven: string[] = [];
  try {
    const found = verifyEvidence(evidence, {
      dayOf,
      proven: ({ day: key, count, seal: its }) =>
        proven.push(`${key} ${count} ${its === undefined ? 'open' : 'sealed'}`),
    });
    return { ...found, proven };
  } finally {
    evidence.close();
  }
}

const whole = ['1970-01-01 2 sealed', '1970-01-02 2 sealed', '1970-01-03 2 sealed', '1970-01-04 2 open'];

/** With the hub's own guard taken away first, as somebody with the file would. */
function tamper(sql: string): void {
  const connection = new DatabaseSync(join(dataDir, 'hub.db'), { timeout: 5_000 });
  connection.exec(`drop trigger if exists fact_is_final; ${sql}`);
  connection.close();
}

test('what was recorded proves itself day by day, and seals are made once', async () => {
  await fourDays();
  expect(await seal(3 * day + 2)).toEqual([]);
  expect(verification()).toMatchObject({ proven: whole, lastSeal: { number: 3, day: '1970-01-03' } });
  expect(verification().broken).toBeUndefined();
});

test('an empty store is proven, and one whose records all went by in one day', async () => {
  expect(verification()).toEqual({ proven: [] });
  await commit(0, drawn('hw-1:0'));
  expect(verification()).toEqual({ proven: ['1970-01-01 1 open'] });
});

test('a commit that fails leaves the chain where it was', async () => {
  await commit(0, drawn('hw-1:0'));
  const doomed = aBatch({ facts: [{ seq: 2, at: 1, fact: drawn('hw-1:1') }] });
  await expect(store.commit(doomed)).rejects.toThrow(/UNIQUE/);
  await commit(0, drawn('hw-1:2'));
  expect(verification()).toEqual({ proven: ['1970-01-01 2 open'] });
});

test('the hub’s own hand cannot change what is on record', async () => {
  await commit(0, drawn('hw-1:0'));
  const write = { sql: "update fact set body = '{}'", parameters: [] };
  await expect(store.database.file.write([write])).rejects.toThrow('what is on record is never changed');
});

describe('of what is done to four days', () => {
  beforeEach(fourDays);

  test.each<readonly [string, string, object]>([
    [
      'a word of a draw',
      'update fact set body = replace(body, \'"met"\', \'"missed"\') where seq = 8',
      { day: '1970-01-03', seq: 8, kind: 'draw-closed', what: 'altered' },
    ],
    [
      'the instant of a task change',
      'update fact set at = at + 1 where seq = 6',
      { day: '1970-01-02', seq: 6, kind: 'task-changed', subject: 't-1', what: 'altered' },
    ],
    [
      'a word of today',
      "update fact set body = replace(body, 'tea-3', 'tea-9') where seq = 11",
      { day: '1970-01-04', seq: 11, what: 'altered' },
    ],
    [
      'a record that is gone',
      'delete from fact where seq = 5',
      { day: '1970-01-02', seq: 6, what: 'missing', detail: '1 record is gone before it' },
    ],
    [
      'the last record of a day',
      'delete from fact where seq = 6',
      { day: '1970-01-02', kind: 'day', what: 'missing', detail: '1 record is gone at the end of the day' },
    ],
    [
      'a removed day',
      'delete from fact where seq between 4 and 6',
      { day: '1970-01-02', seq: 5, kind: 'day', what: 'missing', detail: '2 records are gone: all of the day' },
    ],
    [
      'a removed day with its seal',
      'delete from fact where seq between 4 and 6; delete from seal where number = 2',
      { day: '1970-01-01', kind: 'seal', what: 'missing', detail: 'seal 2, which comes next, is gone' },
    ],
    [
      'the first days, removed by nobody',
      'delete from fact where seq < 7',
      { day: '1970-01-01', seq: 2, what: 'missing' },
    ],
    ['the first record', 'delete from fact where seq = 2', { day: '1970-01-01', seq: 2, what: 'missing' }],
    ['the newest record', 'delete from fact where seq = 12', { seq: 12, what: 'missing' }],
    [
      'two task changes in each other’s place',
      'update fact set seq = -1 where seq = 3; update fact set seq = 3 where seq = 6; update fact set seq = 6 where seq = -1',
      { day: '1970-01-01', seq: 3, what: 'reordered' },
    ],
    [
      'two records of a day in each other’s place',
      'update fact set seq = -1 where seq = 8; update fact set seq = 8 where seq = 9; update fact set seq = 9 where seq = -1',
      { day: '1970-01-03', seq: 8, kind: 'task-changed', what: 'reordered' },
    ],
    [
      'a record that is there twice',
      'insert into fact select 10, at, type, subject, body, digest, link from fact where seq = 8',
      { day: '1970-01-03', seq: 10, what: 'doubled' },
    ],
    [
      'a seal with another count',
      'update seal set count = 3 where number = 2',
      { day: '1970-01-02', kind: 'seal', what: 'altered' },
    ],
    [
      'a draw in the lists',
      "update draw set outcome = 'met', body = replace(body, '7.6', '5.1') where id = 'hw-1:2'",
      { day: '1970-01-03', seq: 8, kind: 'draw', subject: 'hw-1:2', what: 'altered' },
    ],
    [
      'a column of the lists',
      "update draw set outcome = 'missed' where id = 'hw-1:2'",
      { seq: 8, kind: 'draw', what: 'altered' },
    ],
    [
      'a task that is gone from the lists',
      "delete from task where id = 't-1'",
      { seq: 3, kind: 'task', what: 'missing' },
    ],
    [
      'a touchpoint in the lists that never was',
      "insert into touchpoint select 'made-up', at, touchpoint, outcome, body, stay, standard, 999 from touchpoint limit 1",
      { kind: 'touchpoint', subject: 'made-up', what: 'added' },
    ],
  ])('%s is named', (_, sql, expected) => {
    tamper(sql);
    expect(verification().broken).toMatchObject(expected);
  });
});

test('who takes the newest record away is found out even after the hub has gone on', async () => {
  await commit(0, drawn('hw-1:0'), drawn('hw-1:1'));
  tamper('delete from fact where seq = 3');
  await commit(0, drawn('hw-1:2'));
  expect(verification().broken).toMatchObject({ seq: 5, what: 'missing', detail: '1 record is gone before it' });
});

test('a clock that is set back opens no day again; one that ran ahead closes none too early', async () => {
  await commit(5 * day, drawn('ahead'));
  await commit(day, drawn('back'));
  expect(await seal(day + 1)).toEqual([]);
  await commit(2 * day, drawn('next'));
  const made = await seal(2 * day + 1);
  expect(made.map((one) => [one.day, one.count])).toEqual([['1970-01-02', 2]]);
  expect(verification().broken).toBeUndefined();
});

test('days that were off are not sealed, days that were missed are sealed later, each for itself', async () => {
  await commit(0, drawn('a'));
  await commit(4 * day, drawn('b'));
  await commit(4 * day + 5, drawn('c'));
  const made = await seal(9 * day);
  expect(made.map((one) => [one.number, one.day, one.count])).toEqual([
    [1, '1970-01-01', 1],
    [2, '1970-01-05', 2],
  ]);
});

describe('when days have been kept for their years', () => {
  const removedOf = (lastSeq: number): Fact => ({
    type: 'action-noted',
    noted: { action: 'evidence-removed', by: 'hub', data: { day: '1970-01-02', lastSeq } },
  });

  test('they go as a whole, on record, and what is left is still proven', async () => {
    await fourDays();
    await store.moveCursor('history', seq);
    const retention = createRetention(store.database);
    const old = (await retention.oldEvidence(10 * day))!;
    expect(old).toEqual({ day: '1970-01-03', lastSeq: 9 });
    await commit(10 * day, removedOf(old.lastSeq));
    expect(verification().broken).toBeUndefined();
    await retention.dropEvidence(10 * day, old);
    expect(verification()).toMatchObject({ removedThrough: '1970-01-03', proven: ['1970-01-11 3 open'] });
    expect(verification().broken).toBeUndefined();
  });

  test('a removal that was interrupted is none that broke the chain', async () => {
    await fourDays();
    await commit(10 * day, removedOf(6));
    tamper('delete from fact where seq <= 2');
    expect(verification()).toMatchObject({ removedThrough: '1970-01-01' });
    expect(verification().broken).toBeUndefined();
  });

  test('more than the record of the removal says is missing', async () => {
    await fourDays();
    await commit(10 * day, removedOf(3));
    tamper('delete from fact where seq <= 6');
    expect(verification().broken).toMatchObject({ day: '1970-01-02', seq: 5, what: 'missing' });
  });
});

test('an erased stay leaves the chain whole: its key is gone, and with it what its name in the evidence meant', async () => {
  const reference = 'PMS-7061304407766';
  const stay = { key: 's-1', reference, events: [{ id: 'e1', type: 'arrived' as const, at: 0 }] };
  const cup = aTouchpoint({ id: 'tap-1', stay: 's-1', stayReference: reference });
  await commit(0, { type: 'stay-changed', stay }, { type: 'touchpoint-recorded', touchpoint: cup });
  const inLog = () =>
    store.database.kysely
      .selectFrom('fact')
      .select('body')
      .where('type', '=', 'stay-changed')
      .executeTakeFirstOrThrow();
  const secrets = () => store.database.kysely.selectFrom('stay_secret').selectAll().execute();
  const { sealedReference } = JSON.parse((await inLog()).body);
  expect(sealedReference).toMatch(/^[0-9a-f]{64}$/);
  expect(await secrets()).toHaveLength(1);

  await commit(day, { type: 'stay-changed', stay: { ...stay, events: [] } });
  const all = await store.database.kysely
    .selectFrom('fact')
    .select('body')
    .where('type', '=', 'stay-changed')
    .execute();
  expect(new Set(all.map(({ body }) => JSON.parse(body).sealedReference))).toEqual(new Set([sealedReference]));

  await commit(2 * day, { type: 'stays-erased', keys: ['s-1'] });
  expect(await secrets()).toEqual([]);
  expect(verification().broken).toBeUndefined();
});

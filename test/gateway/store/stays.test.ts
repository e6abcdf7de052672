// Stays on record: their reference is in one place, so that it can be erased, and the counts outlive it.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fact } from '../../../gateway/domain/facts.ts';
import { ship } from '../../../gateway/domain/standards/stay-presets.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';
import { aBatch, aTouchpoint } from './examples.ts';

const reference = 'PMS-7061304407766';
const day = 24 * 3_600_000;
let dataDir: string;
let store: Store;
let seq: number;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-stays-'));
  store = await openStore({ dataDir });
  seq = 0;
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

const commit = (...facts: Fact[]) =>
  store.commit(aBatch({ facts: facts.map((fact) => ({ seq: ++seq, at: day, fact })) }));

const events = [
  { id: 'e1', type: 'arrived' as const, at: day, preferences: { pillow: 'of-goose-down' } },
  { id: 'e2', type: 'checked-out' as const, at: day + 3_600_000 },
];
const stayed: Fact = { type: 'stay-changed', stay: { key: 's-1', reference, events } };
const of = { stay: 's-1', stayReference: reference };
const cup = aTouchpoint({ id: 'tap-1', at: day + 1000, ...of });
const cell = aTouchpoint({
  id: 'cell/tea-first/s-1',
  at: day + 1000,
  type: 'judged',
  outcome: 'met',
  standard: 'tea-first@1',
  seconds: 41,
  ...of,
});
const told: Fact[] = [
  stayed,
  { type: 'touchpoint-recorded', touchpoint: cup },
  { type: 'touchpoint-judged', touchpoint: cell },
];

test('a stay is found by its reference, with its cells and what was told of it', async () => {
  await commit(...told);
  expect(await store.stay(reference)).toEqual({
    record: { key: 's-1', reference, events },
    cells: [cell],
    events: [cup],
  });
  expect((await store.touchpoints({ limit: 10, stay: reference })).items).toHaveLength(2);
  expect((await store.touchpoints({ limit: 10, stay: 'another' })).items).toEqual([]);
});

test('the log of facts holds neither the reference nor what the guest prefers, and tells the reference while it is known', async () => {
  await commit(...told);
  const log = await store.database.kysely.selectFrom('fact').select('body').execute();
  expect(JSON.stringify(log)).not.toMatch(/PMS-7061304407766|goose/);
  const [, , judged] = await store.factsAfter(0, 10);
  expect(judged?.fact).toMatchObject({ type: 'touchpoint-judged', touchpoint: cell });
});

test('erased, a stay is nobody’s; what was judged of it still counts, and the file does not name it', async () => {
  await commit(...told);
  await commit({ type: 'stays-erased', keys: ['s-1'] });
  expect(await store.stay(reference)).toBeUndefined();
  const { items } = await store.touchpoints({ limit: 10 });
  expect(items.map(({ id, stay, stayReference }) => [id, stay, stayReference])).toEqual([
    ['tap-1', undefined, undefined],
    ['cell/tea-first/s-1', undefined, undefined],
  ]);
  const tally = { from: 0, to: 2 * day, by: 'standard' as const, dayOf: () => '1970-01-02' };
  expect(await store.serviceTally(tally)).toEqual([
    { key: 'tea-first', met: 1, missed: 0, noEvidence: 0, seconds: [41] },
  ]);
  await store.close();
  expect((await readFile(join(dataDir, 'hub.db'))).includes(reference)).toBe(false);
  store = await openStore({ dataDir });
});

test('why something was given goes with the stay; that it was given stays, and the record was never told why', async () => {
  const recovery = {
    id: 'g1',
    at: day,
    by: 'mei',
    kind: 'fruit' as const,
    space: '0801' as never,
    amount: 20,
    stay: 's-1',
    reason: 'cold soup for the birthday',
  };
  await commit(...told, { type: 'recovery-granted', recovery });
  expect((await store.recoveries({ limit: 10 })).items).toEqual([{ grant: recovery, stayReference: reference }]);
  const log = await store.database.kysely.selectFrom('fact').select('body').execute();
  expect(JSON.stringify(log)).not.toContain('birthday');
  await commit({ type: 'stays-erased', keys: ['s-1'] });
  const { reason: _reason, ...kept } = recovery;
  expect(await store.recovery('g1')).toEqual({ grant: kept });
  await store.close();
  expect((await readFile(join(dataDir, 'hub.db'))).includes('birthday')).toBe(false);
  store = await openStore({ dataDir });
});

test('a restart gives back stays, what was told of them, their cells, and every version of a promise', async () => {
  const standard = ship('plants', {
    kind: 'done-by',
    promise: 'Plants',
    by: '12:00',
    evidence: [{ types: ['watered'] }],
    owner: 'manager',
    source: 'house rule',
  });
  const silence = { source: 'device:tea-l1', from: 1, to: day };
  await commit(...told, { type: 'silence-ended', silence }, { type: 'service-standard-changed', standard });
  const { journey, standards } = await store.recover();
  expect(journey).toMatchObject({
    lastAt: day,
    stays: [{ key: 's-1', reference, events }],
    events: [cup],
    cells: [cell],
    silences: [silence],
    standards: [standard],
  });
  expect(journey.words).toContain('touchpoint:arrival');
  expect(standards).toEqual([]);
});

// hub verify from outside: a hotel at work, its file in other hands, and what the command says of it.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hubCommand } from '../../support/hub-command.ts';
import { startHub, type TestHub } from '../../support/start-hub.ts';

let hub: TestHub;

beforeEach(async () => {
  hub = await startHub();
  await hub.admin.addDevice({ id: 'tea-l1', kind: 'tea-dispenser', space: 'lobby' });
  for (const id of ['r-1', 'r-2', 'r-3']) {
    await hub.admin.post('/requests', { id, space: 'lobby', request: 'towels', channel: 'phone' });
  }
});

afterEach(async () => {
  await hub.stop();
  await rm(hub.dataDir, { recursive: true, force: true });
});

const verify = (words = 'verify') => hubCommand(hub.dataDir, words);

function inTheFile<T>(work: (file: DatabaseSync) => T): T {
  const file = new DatabaseSync(join(hub.dataDir, 'hub.db'), { timeout: 5_000 });
  try {
    file.exec('drop trigger if exists fact_is_final');
    return work(file);
  } finally {
    file.close();
  }
}

const taskChange = () =>
  inTheFile((file) =>
    file.prepare("select seq, subject from fact where type = 'task-changed' order by seq limit 1").get(),
  ) as { seq: number; subject: string };

test('a hub at work is proven while it runs, and after it has stopped', async () => {
  const running = await verify();
  expect(running).toMatchObject({ code: 0, err: '' });
  expect(running.out).toMatch(
    /^\d{4}-\d\d-\d\d {2}\d+ records {2}1–\d+ {2}not sealed yet\nProven: \d+ records, none altered, removed or moved\.\n$/,
  );
  await hub.stop();
  const { ok, broken, days } = JSON.parse((await verify('verify --json')).out);
  expect({ ok, broken, days: days.length }).toEqual({ ok: true, broken: null, days: 1 });
});

test('a task change that somebody rewrote is named, with code 1', async () => {
  const { seq, subject } = taskChange();
  inTheFile((file) => file.prepare("update fact set body = replace(body, 'towels', 'nothing') where seq = ?").run(seq));
  const { code, err } = await verify();
  const record = `record ${seq} (task-changed ${subject})`;
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringContaining(`, ${record}: altered: it does not say what it said when it was linked\n`),
  });
  const found = await verify('verify --json');
  expect(found.code).toBe(1);
  expect(JSON.parse(found.out)).toMatchObject({ ok: false, broken: { seq, kind: 'task-changed', what: 'altered' } });
});

test('task changes in each other’s place are named on a stopped hub', async () => {
  await hub.stop();
  const { seq } = taskChange();
  const other = inTheFile((file) => file.prepare('select max(seq) as seq from fact').get()) as { seq: number };
  inTheFile((file) =>
    file.exec(`update fact set seq = -1 where seq = ${seq}; update fact set seq = ${seq} where seq = ${other.seq};
      update fact set seq = ${other.seq} where seq = -1`),
  );
  const { code, err } = await verify();
  expect(code).toBe(1);
  expect(err).toMatch(new RegExp(`record ${seq} \\(.*\\): reordered: .* record ${other.seq}`));
});

test('a task that only the lists show otherwise is named too', async () => {
  const { subject } = taskChange();
  inTheFile((file) => file.prepare("update task set state = 'verified' where id = ?").run(subject));
  expect((await verify()).err).toContain(
    `(task ${subject}): altered: the record is as it was, the row that lists show of it is not`,
  );
});

test('a seal that was noted elsewhere and is not in the store convicts whoever made the chain anew', async () => {
  const { code, err } = await verify(`verify --seal ${'ab'.repeat(32)}`);
  expect(code).toBe(1);
  expect(err).toContain('the store has no such seal');
});

test('a folder without a store is a mistake of the caller', async () => {
  expect(await hubCommand('/nowhere/at-all', 'verify')).toEqual({
    code: 2,
    out: '',
    err: 'HUB_DATA_DIR: expected the store of a hub, found none at /nowhere/at-all/hub.db\n',
  });
});

test('a file that the pages exported is proven as it was given out, and one that was changed shows', async () => {
  const csv = await (await hub.admin.call('GET', '/exports/touchpoints')).text();
  const file = join(hub.dataDir, 'touchpoints.csv');
  const verdictOn = async (text: string) => {
    await writeFile(file, text);
    const { code, out } = await verify(`verify --export ${file} --json`);
    return [code, JSON.parse(out || '{}').verdict];
  };
  expect(await verdictOn(csv)).toEqual([0, 'as-made']);
  expect(await verdictOn(csv.replace('towels', 'flowers'))).toEqual([1, 'changed']);
  expect(await verdictOn(csv.replace('# filter,', '# filter,space=lobby'))).toEqual([1, 'relabelled']);
});

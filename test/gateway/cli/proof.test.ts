// An export carries its proof: checked without a hub, it stands for what was exported and falls with every line of it.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clock } from '../../../gateway/ports.ts';
import { createSealing } from '../../../gateway/store/sealing.ts';
import { openStore } from '../../../gateway/store/store.ts';
import { systemClock } from '../../../gateway/system-clock.ts';
import { hubCommand } from '../../support/hub-command.ts';
import { startHub } from '../../support/start-hub.ts';

const dayMs = 24 * 3_600_000;
const reference = 'PMS-7061304407766';
/** Without a hub, as an auditor has it. */
let desk: string;
let dataDir: string;

async function oneDayOfWork(daysAgo: number, name: string): Promise<void> {
  const clock: Clock = { ...systemClock, now: () => Date.now() - daysAgo * dayMs };
  const hub = await startHub({ dataDir, clock, settings: { HUB_PROPERTY: 'grand' } });
  const at = new Date(clock.now()).toISOString();
  await hub.admin.call('PUT', '/spaces/lobby', { kind: 'lobby' });
  await hub.admin.post('/stays/events', { id: `${name}-1`, type: 'arrived', at, stay: reference });
  await hub.admin.post('/touchpoints', {
    id: `${name}-2`,
    touchpoint: 'arrival',
    type: 'tea-served',
    at,
    stay: reference,
    space: 'lobby',
  });
  await hub.admin.post('/requests', { id: `${name}-3`, space: 'lobby', request: '=cmd|"x"', channel: 'phone' });
  await hub.stop();
}

beforeAll(async () => {
  desk = await mkdtemp(join(tmpdir(), 'hub-desk-'));
  dataDir = await mkdtemp(join(tmpdir(), 'hub-proof-'));
  await oneDayOfWork(2, 'two-days-ago');
  await oneDayOfWork(1, 'yesterday');
  const store = await openStore({ dataDir });
  const dayAt = (at: number) => {
    const from = Math.floor(at / dayMs) * dayMs;
    return { key: new Date(from).toISOString().slice(0, 10), from, to: from + dayMs };
  };
  expect(await createSealing({ ...store.database, dayAt }).sealDays(Date.now())).toHaveLength(2);
  await store.close();
  await oneDayOfWork(0, 'today');
}, 60_000);

afterAll(async () => {
  await rm(desk, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

const inDesk = (name: string) => join(desk, name);

async function exportOf(kind: string, more = ''): Promise<void> {
  const grand = { HUB_PROPERTY: 'grand' };
  const { code, out, err } = await hubCommand(dataDir, `export ${kind} --proof ${inDesk('proof')}${more}`, grand);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  await writeFile(inDesk('rows'), out);
}
const verify = () => hubCommand(desk, `verify --proof ${inDesk('proof')} --export ${inDesk('rows')}`);
const today = () => new Date().toISOString().slice(0, 10);

test.each([
  ['tasks', ''],
  ['tasks', ' --format ndjson'],
  ['touchpoints', ''],
  ['touchpoints', ' --format ndjson'],
  ['touchpoints', ` --to ${today()}`],
  ['touchpoints', ` --from ${today()}`],
  ['audit', ''],
  ['draws', ''],
])('every row of %s%s is a record, and so is their number', async (kind, more) => {
  await exportOf(kind, more);
  const { code, out, err } = await verify();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(new RegExp(`^Proven: \\d+ records? of ${kind} of grand`));
});

test('what the export is not about is in the proof as a hash alone', async () => {
  await exportOf('tasks');
  const proof = await readFile(inDesk('proof'), 'utf8');
  expect(proof).toContain('"type":"task-changed"');
  expect(proof).not.toMatch(/stay-changed|touchpoint-judged|PMS-7061304407766/);
});

test('a stay is proven by its own key, which is in the proof of what names it alone', async () => {
  await exportOf('touchpoints');
  expect(await readFile(inDesk('rows'), 'utf8')).toContain(reference);
  const rows = await readFile(inDesk('rows'), 'utf8');
  await writeFile(inDesk('rows'), rows.replaceAll(reference, 'PMS-of-another'));
  expect(await verify()).toMatchObject({ code: 1, err: expect.stringContaining('no record of the proof says this') });
});

test.each<readonly [string, (text: string) => string, string]>([
  ['a changed row', (text) => text.replace('open', 'done'), 'altered: no record of the proof says this'],
  ['a row that is gone', (text) => text.split('\n').toSpliced(1, 1).join('\n'), 'missing: '],
  [
    'a row that is there twice',
    (text) => text.split('\n').toSpliced(1, 0, text.split('\n')[1]!).join('\n'),
    'doubled: ',
  ],
  [
    'rows in another order',
    (text) => [text.split('\n')[0], ...text.trim().split('\n').slice(1).reverse(), ''].join('\n'),
    'reordered: ',
  ],
])('%s of the export is named', async (_, change, expected) => {
  await exportOf('audit');
  const rows = await readFile(inDesk('rows'), 'utf8');
  await writeFile(inDesk('rows'), change(rows.replace('signed-in', 'open')).replace('open', 'signed-in'));
  if (expected.startsWith('altered')) await writeFile(inDesk('rows'), rows.replace('signed-in', 'signed-out'));
  const { code, err } = await verify();
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(expected) });
});

test.each<readonly [string, (lines: string[]) => string[]]>([
  [
    'a record of the proof that says something else',
    (lines) => lines.map((line) => line.replace('tea-served', 'tea-denied')),
  ],
  ['a record that is gone from the proof', (lines) => lines.toSpliced(3, 1)],
  ['two records in each other’s place', (lines) => lines.with(3, lines[4]!).with(4, lines[3]!)],
  [
    'a seal that is another',
    ([header, ...lines]) => [
      header!.replace(/"count":(\d+)/, (_all, count) => `"count":${Number(count) + 1}`),
      ...lines,
    ],
  ],
])('%s is named', async (_, change) => {
  await exportOf('touchpoints');
  const lines = (await readFile(inDesk('proof'), 'utf8')).split('\n');
  await writeFile(inDesk('proof'), change(lines).join('\n'));
  expect(await verify()).toMatchObject({ code: 1, err: expect.stringMatching(/altered|missing|rewritten/) });
});

test.each([
  ['export compliance --proof /tmp/p', '--proof: expected nothing for counts'],
  ['export draws --proof /tmp/p --json', '--proof: expected nothing beside --json'],
  ['export draws --proof /nowhere/at/all', '--proof: expected a file in a folder that is there'],
  ['verify --export /tmp/no-such-rows', 'no-such-rows: cannot be read'],
  ['verify --proof /nowhere/at/all', '/nowhere/at/all: cannot be read (ENOENT)'],
])('%s is a mistake of the caller', async (words, expected) => {
  expect(await hubCommand(dataDir, words)).toMatchObject({ code: 2, err: expect.stringContaining(expected) });
});

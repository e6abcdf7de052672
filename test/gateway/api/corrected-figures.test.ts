// What notes on periods set aside: each verdict once, however many notes are about it, and never more than is in the range.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CorrectionCategory, noteOfCorrection } from '../../../gateway/domain/corrections/correction.ts';
import type { Draw } from '../../../gateway/domain/draw.ts';
import type { Fact } from '../../../gateway/domain/facts.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { openEmbeddedHistory } from '../../../gateway/history/embedded.ts';
import { embeddedHistoryFile } from '../../../gateway/history/embedded-schema.ts';
import type { History } from '../../../gateway/ports.ts';
import { aDraw } from './examples.ts';
import { type Call, startTestApi, type TestApi } from './start-test-api.ts';

const hourMs = 3_600_000;
const begin = Date.parse('2026-03-01T00:00:00Z');
let hub: TestApi;
let manager: Call;
let history: History;
beforeEach(async () => {
  hub = await startTestApi();
  manager = await hub.as('manager');
  const file = await hub.store.openFile('history.db', embeddedHistoryFile);
  history = await openEmbeddedHistory({ file, timeZone: 'Asia/Shanghai' });
  hub.history.outcomes = history.outcomes;
  hub.history.tally = ({ by }) =>
    by === 'standard'
      ? [{ key: 'house-10s', met: 6, missed: 2, inconclusive: 0, excluded: 0, warmStarts: 0, hotInTime: 6 }]
      : [];
});
afterEach(async () => {
  await hub.stop();
  expect(hub.failures).toEqual([]);
});

const draw = (space: string, afterHours: number, outcome: Draw['outcome']): Fact => ({
  type: 'draw-closed',
  draw: aDraw({
    id: `${space}:${afterHours}`,
    space: space as SpaceId,
    floor: space.slice(0, 2),
    startedAt: begin + afterHours * hourMs,
    outcome,
  }),
  curve: [],
});

/** Two rooms of floor 12 and one of floor 8, a draw each hour and room; misses at one and at two. */
async function aMorning(): Promise<void> {
  const facts = [
    draw('1203', 0, 'met'),
    draw('1203', 1, 'missed'),
    draw('1203', 2, 'met'),
    draw('1204', 0, 'met'),
    draw('1204', 1, 'met'),
    draw('1204', 2, 'missed'),
    draw('0801', 1, 'met'),
    draw('0801', 2, 'met'),
  ];
  await history.writeFacts(await hub.happen(...facts));
}

const note = (
  category: CorrectionCategory,
  [fromHours, toHours]: readonly [number, number],
  about: { readonly space?: string; readonly floor?: string; readonly standard?: string },
): Fact => {
  const told = { from: begin + fromHours * hourMs, to: begin + toHours * hourMs, category, reason: 'empty', ...about };
  return { type: 'action-noted', noted: noteOfCorrection(told, 'user:chen') };
};

async function setAside(query = `from=${new Date(begin).toISOString()}`): Promise<readonly unknown[]> {
  const { body } = await manager('GET', `/api/v1/corrections?standard=house-10s&${query}`);
  return body.figures.map((one: { setAside: unknown }) => one.setAside);
}

test('a verdict that two notes are about is set aside once', async () => {
  await aMorning();
  await hub.happen(
    note('sensor-fault', [0, 3], { space: '1203' }),
    note('no-guests', [1, 2], { floor: '12' }),
    note('no-guests', [1, 3], { space: '0801', standard: 'vdi' }),
  );
  // All three of 1203, and of 1204 the one from one to two.
  expect(await setAside()).toEqual([{ met: 3, missed: 1 }]);
});

test('a note on the whole house sets all aside that lies in its hours', async () => {
  await aMorning();
  await hub.happen(note('no-guests', [1, 2], {}), note('no-guests', [2, 3], {}));
  expect(await setAside()).toEqual([{ met: 4, missed: 2 }]);
});

test('a note that reaches beyond the range takes nothing from outside', async () => {
  await aMorning();
  await hub.happen(note('sensor-fault', [-24, 48], { space: '1203' }));
  expect(await setAside(`from=${new Date(begin + hourMs).toISOString()}`)).toEqual([{ met: 1, missed: 1 }]);
});

test('works explain a miss and set nothing aside', async () => {
  await aMorning();
  await hub.happen(note('works', [0, 3], {}));
  expect(await setAside()).toEqual([]);
});

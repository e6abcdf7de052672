// What managers read is counted in a file of its own: it may be lost, and InfluxDB beside it may be away, and the figures are those of
// the evidence all the same.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Draw } from '../../gateway/domain/draw.ts';
import { openStore } from '../../gateway/store/store.ts';
import { aDraw } from '../gateway/store/examples.ts';
import { eventually } from '../support/eventually.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';

/** More than a projection takes at once. */
const drawsTold = 1_200;
const startedAt = Date.now() - 3_600_000;

let hub: HubProcess;
beforeEach(async () => {
  hub = await startHubProcess();
  await hub.stop();
});
afterEach(() => hub.remove());

/** On record, as a hub that was killed after the commit leaves them: in the evidence, and nowhere else yet. */
async function putOnRecord(outcomes: readonly Draw['outcome'][]): Promise<void> {
  const store = await openStore({ dataDir: hub.dataDir });
  const { lastSeq } = await store.recover();
  const facts = outcomes.map((outcome, index) => ({
    seq: lastSeq + 1 + index,
    at: startedAt,
    fact: { type: 'draw-closed', draw: aDraw({ id: `d${index}`, startedAt, judgedAt: startedAt, outcome }), curve: [] },
  }));
  await store.commit({ facts, samples: [], seen: [], snapshots: [] } as Parameters<typeof store.commit>[0]);
  await store.close();
}

async function counted(from: HubProcess) {
  const rows = await from.admin.list<{ met: number; missed: number }>('/compliance?by=space');
  const { items } = await from.admin.get<{ items: { met: number; missed: number }[] }>('/compliance/heatmap?rows=hour');
  return [rows, items].map((some) => some.reduce((sum, { met, missed }) => sum + met + missed, 0));
}

const allOf = [drawsTold, drawsTold];
const outcomes = Array.from({ length: drawsTold }, (_, index) => (index % 9 === 0 ? 'missed' : 'met'));

test('a file of tallies that was removed is counted again from the evidence, and that is on record', async () => {
  await putOnRecord(outcomes);
  await hub.start();
  await eventually(
    () => counted(hub),
    (some) => some.join() === allOf.join(),
  );
  await hub.stop();
  for (const file of await readdir(hub.dataDir)) {
    if (file.startsWith('history.db')) await rm(join(hub.dataDir, file));
  }
  await hub.start();
  await eventually(
    () => counted(hub),
    (some) => some.join() === allOf.join(),
  );
  const audit = await hub.admin.list<{ action: string; subject: string }>('/audit?action=history-told-again');
  expect(audit.map(({ subject }) => subject)).toEqual(['embedded-facts']);
});

test('a hub that is started again and again has lost nothing, and does not say so', async () => {
  await putOnRecord(outcomes);
  for (let starts = 0; starts < 3; starts += 1) {
    await hub.start();
    await eventually(
      () => counted(hub),
      (some) => some.join() === allOf.join(),
    );
    // On record behind the draws, and nothing that the tallies are told of.
    await hub.admin.call('PUT', '/standards/house-10s', { limit: 12 + starts });
    await hub.stop();
  }
  await hub.start();
  expect(await hub.admin.list('/audit?action=history-told-again')).toEqual([]);
});

test('compliance goes on counting while InfluxDB is away, however much waits for it', async () => {
  const away = await startHubProcess({ HUB_DATA_DIR: hub.dataDir, HUB_INFLUX_URL: 'http://127.0.0.1:1' });
  try {
    await away.stop();
    await putOnRecord(outcomes);
    await away.start();
    await eventually(
      () => counted(away),
      (some) => some.join() === allOf.join(),
    );
  } finally {
    await away.remove();
  }
});

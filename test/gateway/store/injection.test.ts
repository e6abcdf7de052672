// Whatever stands in a filter, a reference or a cursor: it is compared, never executed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { Fact } from '../../../gateway/domain/facts.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import type { Page } from '../../../gateway/ports.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';
import { injections } from '../../support/injections.ts';
import { aBatch, aDraw, aTask, aTouchpoint } from './examples.ts';

let dataDir: string;
let store: Store;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-injection-'));
  store = await openStore({ dataDir });
  const task = aTask();
  const step = { at: 0, step: 'open', by: 'hub', from: null, to: 'open' } as never;
  const facts: Fact[] = [
    { type: 'draw-closed', draw: aDraw(), curve: [] },
    { type: 'task-changed', task: { ...task, history: [step] }, change: step },
    { type: 'touchpoint-recorded', touchpoint: aTouchpoint() },
  ];
  await store.commit(aBatch({ facts: facts.map((fact, index) => ({ seq: index + 1, at: 0, fact })) }));
});
afterAll(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

const hostile = fc.oneof(fc.constantFrom(...injections), fc.string({ unit: 'binary', maxLength: 60 }));
const page = { limit: 10 };

async function found(value: string): Promise<readonly unknown[]> {
  const lists: readonly Promise<Page<unknown>>[] = [
    store.draws({ ...page, space: value }),
    store.draws({ ...page, riser: value }),
    store.draws({ ...page, device: value as DeviceId }),
    store.draws({ ...page, outcome: value as never }),
    store.tasks({ ...page, space: value }),
    store.tasks({ ...page, role: value }),
    store.tasks({ ...page, assignee: value }),
    store.tasks({ ...page, states: [value as never] }),
    store.touchpoints({ ...page, touchpoint: value }),
    store.touchpoints({ ...page, outcome: value }),
    store.touchpoints({ ...page, stay: value }),
    store.stays({ ...page, state: value }),
    store.pushes({ ...page, person: value }),
    store.recoveries({ ...page, stay: value }),
  ];
  const single = [store.draw(value), store.task(value), store.stay(value), store.command(value), store.recovery(value)];
  const items = (await Promise.all(lists)).flatMap((list) => list.items);
  return [...items, ...(await Promise.all(single)).filter((one) => one !== undefined)];
}

async function counts(): Promise<readonly number[]> {
  const lists = [store.draws(page), store.tasks(page), store.touchpoints(page)];
  return (await Promise.all<Page<unknown>>(lists)).map(({ items }) => items.length);
}

test('a filter finds what is exactly so, and nothing else', async () => {
  expect(await found('1203')).toHaveLength(2);
  for (const value of injections) expect(await found(value), value).toEqual([]);
  await fc.assert(
    fc.asyncProperty(hostile, async (value) => {
      expect(await found(value)).toEqual([]);
    }),
  );
  expect(await counts()).toEqual([1, 1, 1]);
});

test('a cursor that nobody gave out is refused or ends the list', async () => {
  const cursorOf = fc.oneof(
    hostile,
    fc
      .tuple(fc.oneof(fc.integer(), hostile), hostile)
      .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url')),
  );
  await fc.assert(
    fc.asyncProperty(cursorOf, async (cursor) => {
      const answer = await store.draws({ ...page, cursor }).then(
        ({ items }) => items.length,
        (error: { code?: string }) => error.code,
      );
      expect([0, 1, 'invalid-cursor']).toContain(answer);
    }),
  );
  expect(await counts()).toEqual([1, 1, 1]);
});

test('what a hostile id is written under is read under it, and under nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (id, space) => {
      const seq = (await store.recover()).lastSeq + 1;
      const draw = aDraw({ id: `${seq} ${id}`.toWellFormed(), space: space.toWellFormed() as SpaceId });
      await store.commit(aBatch({ facts: [{ seq, at: 0, fact: { type: 'draw-closed', draw, curve: [] } }] }));
      expect((await store.draw(draw.id))?.draw).toEqual(draw);
      const { items } = await store.draws({ limit: 1000, space: draw.space });
      expect(items.every((one) => one.space === draw.space)).toBe(true);
      expect(items.some((one) => one.id === draw.id)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

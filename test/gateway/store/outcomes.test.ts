// What is counted from an index is what the records themselves say.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fact } from '../../../gateway/domain/facts.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import type { TouchpointEvent } from '../../../gateway/domain/touchpoint.ts';
import type { OutcomeCount } from '../../../gateway/ports.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';

const hourMs = 3_600_000;
const begin = Date.parse('2026-03-01T00:00Z');
let directory: string;
let store: Store;
let seq = 0;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hub-outcomes-'));
  store = await openStore({ dataDir: directory });
  seq = 0;
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

const commit = (facts: readonly Fact[]) =>
  store.commit({
    facts: facts.map((fact) => ({ seq: ++seq, at: begin, fact })),
    samples: [],
    seen: [],
    snapshots: [],
  });

const place = fc.constantFrom({ space: '1203', floor: '12' }, { space: '0801', floor: '8' }, { space: 'lobby' });
const hour = fc.integer({ min: 0, max: 30 });
const cellOf = fc.record({
  hour,
  place,
  standard: fc.constantFrom('tea-first@1', 'tea-first@2', 'room-ready@1'),
  outcome: fc.constantFrom('met', 'missed', 'no-evidence'),
  seconds: fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined }),
});

/** By floor, quarter and outcome, from counts that know more. */
function byFloor(counts: readonly OutcomeCount[]) {
  const sums = new Map<string, number>();
  for (const { at, floor, outcome, count } of counts) {
    const key = `${at}/${floor}/${outcome}`;
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return [...sums].sort();
}

test('by floor, the index counts what the bodies of cells say, under a standard or all', async () => {
  let id = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(cellOf, { maxLength: 20 }), hour, async (cells, until) => {
      await commit([
        ...cells.map(({ hour: after, place: { space, floor }, ...cell }): Fact => {
          id += 1;
          const touchpoint = {
            id: `c${id}`,
            at: begin + after * hourMs,
            type: 'judged',
            source: 'hub',
            space: space as SpaceId,
            evidence: {},
            ...(floor !== undefined && { floor }),
            ...cell,
          } as TouchpointEvent;
          return { type: 'touchpoint-judged', touchpoint };
        }),
      ]);
      const span = { from: begin, to: begin + until * hourMs };
      for (const query of [span, { ...span, standard: 'tea-first' }]) {
        const fast = (await store.cellOutcomesByFloor(query)).map((one) => ({
          ...one,
          standard: '',
          space: '',
          riser: '',
          cause: '',
        }));
        expect(byFloor(fast)).toEqual(byFloor(await store.cellOutcomes(query)));
      }
      const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
      for (const by of ['day', 'floor', 'space', 'riser', 'standard'] as const) {
        const rows = await store.serviceTally({ ...span, by, dayOf });
        const told = await store.cellOutcomes(span);
        const sum = (outcome: string) =>
          told.filter((one) => one.outcome === outcome).reduce((total, { count }) => total + count, 0);
        const total = (name: 'met' | 'missed' | 'noEvidence') => rows.reduce((all, row) => all + row[name], 0);
        expect([total('met'), total('missed'), total('noEvidence')]).toEqual([
          sum('met'),
          sum('missed'),
          sum('no-evidence'),
        ]);
        for (const { seconds } of rows) expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
      }
    }),
    { numRuns: 25 },
  );
});

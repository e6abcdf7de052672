// Where and when promises were missed, and one row of the ledger with what stood there before.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Draw } from '../../../gateway/domain/draw.ts';
import type { Fact } from '../../../gateway/domain/facts.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { ship } from '../../../gateway/domain/standards/stay-presets.ts';
import type { TouchpointEvent } from '../../../gateway/domain/touchpoint.ts';
import { openEmbeddedHistory } from '../../../gateway/history/embedded.ts';
import { embeddedHistoryFile } from '../../../gateway/history/embedded-schema.ts';
import type { History } from '../../../gateway/ports.ts';
import { aDraw, aStandard } from './examples.ts';
import { type Call, startTestApi, type TestApi } from './start-test-api.ts';

const hour = 3_600_000;
const teaFirst = ship('tea-first', {
  kind: 'within',
  promise: 'Tea first',
  from: { stay: ['arrived'] },
  withinSeconds: 120,
  evidence: [{ types: ['tea-served'] }],
  owner: 'front-desk',
  source: 'house rule',
});
/** Ten past nine on the wall in Shanghai. */
const morning = Date.parse('2026-03-01T01:10:00Z');
let hub: TestApi;
let manager: Call;
let history: History;

beforeEach(async () => {
  hub = await startTestApi();
  manager = await hub.as('manager');
  const file = await hub.store.openFile('history.db', embeddedHistoryFile);
  history = await openEmbeddedHistory({ file, timeZone: 'Asia/Shanghai' });
  hub.history.outcomes = history.outcomes;
});
afterEach(async () => {
  await hub.stop();
  expect(hub.failures).toEqual([]);
});

const drawn = (id: string, more: Partial<Draw>): Fact => {
  const { seconds, ...draw } = aDraw({ id, ...more });
  const known = draw.censored || seconds === undefined ? {} : { seconds };
  return { type: 'draw-closed', draw: { ...draw, ...known }, curve: [] };
};
/** It happens, and the history has it. */
const told = async (...facts: readonly Fact[]) => history.writeFacts(await hub.happen(...facts));

const cell = (id: string, more: Partial<TouchpointEvent>): TouchpointEvent => ({
  id: `cell/tea-first/${id}`,
  at: morning,
  type: 'judged',
  touchpoint: 'arrival',
  standard: 'tea-first@1',
  space: 'lobby' as SpaceId,
  source: 'hub',
  outcome: 'missed',
  evidence: { why: 'nothing-told' },
  ...more,
});
const judged = (id: string, more: Partial<TouchpointEvent> = {}): Fact => ({
  type: 'touchpoint-judged',
  touchpoint: cell(id, more),
});

async function someDay(): Promise<void> {
  await told(
    { type: 'service-standard-changed', standard: teaFirst },
    drawn('d1', { startedAt: morning, space: '1203' as SpaceId, floor: '12', riser: 'r2' }),
    drawn('d2', { startedAt: morning + hour, space: '1203' as SpaceId, floor: '12', riser: 'r2', censored: true }),
    drawn('d3', { startedAt: morning + hour, space: '1104' as SpaceId, floor: '11', riser: 'r1' }),
    drawn('d4', { startedAt: morning, outcome: 'met', otherVerdicts: [] }),
    drawn('d5', { startedAt: morning, outcome: 'excluded', reason: 'too-short' }),
    judged('s-1'),
    judged('s-2', { seconds: 400, evidence: {} }),
    judged('s-3', { outcome: 'met', evidence: {} }),
    judged('s-4', { outcome: 'no-evidence', evidence: { why: 'device:tea-l1' }, at: morning + 3 * hour }),
  );
}

describe('the heatmap', () => {
  test('of hot water has the hours of the clock, with what could not be judged beside', async () => {
    await someDay();
    const { body } = await manager('GET', '/api/v1/compliance/heatmap?rows=hour');
    expect(body.items).toEqual([
      { day: '2026-03-01', row: '09', met: 1, missed: 1, unjudged: 1 },
      { day: '2026-03-01', row: '10', met: 0, missed: 2, unjudged: 0 },
    ]);
  });

  test('of hot water has floors', async () => {
    await someDay();
    const { body } = await manager('GET', '/api/v1/compliance/heatmap?rows=floor&standard=house-10s');
    expect(body.items).toEqual([
      { day: '2026-03-01', row: '11', met: 0, missed: 1, unjudged: 0 },
      { day: '2026-03-01', row: '12', met: 1, missed: 2, unjudged: 1 },
    ]);
  });

  test('of a promise of service has its cells', async () => {
    await someDay();
    const { body } = await manager('GET', '/api/v1/compliance/heatmap?standard=tea-first');
    expect(body.items).toEqual([
      { day: '2026-03-01', row: '09', met: 1, missed: 2, unjudged: 0 },
      { day: '2026-03-01', row: '12', met: 0, missed: 0, unjudged: 1 },
    ]);
  });

  test('of a standard that judged beside the outlet’s own has that one’s verdicts', async () => {
    const other = { outcome: 'met' as const, censored: false, uncertaintyS: 0.5, standard: 'aspe-bands@1' };
    await told(
      { type: 'standard-changed', standard: aStandard({ id: 'aspe-bands' }) },
      drawn('d1', { startedAt: morning, otherVerdicts: [other] }),
    );
    const { body } = await manager('GET', '/api/v1/compliance/heatmap?standard=aspe-bands');
    expect(body.items).toEqual([{ day: '2026-03-01', row: '09', met: 1, missed: 0, unjudged: 0 }]);
  });

  test.each([
    ['standard=nonsense', 'standard'],
    ['rows=moon', 'rows'],
    ['from=2025-01-01T00:00:00Z&to=2025-12-31T00:00:00Z', 'from'],
  ])('?%s is refused at its field', async (query, field) => {
    const { status, body } = await manager('GET', `/api/v1/compliance/heatmap?${query}`);
    expect([status, body.errors[0].field]).toEqual([400, field]);
  });
});

test('what ate the budget: each standard’s misses by place, hour and cause, the largest first', async () => {
  await someDay();
  const { body } = await manager('GET', '/api/v1/compliance/misses');
  const [water, tea] = body.items;
  expect([water.standard, water.missed, tea.standard, tea.missed]).toEqual(['house-10s', 3, 'tea-first', 2]);
  const of = (item: typeof water, by: string) =>
    item.shares
      .filter((one: { by: string }) => one.by === by)
      .map((one: { key: string; missed: number }) => [one.key, one.missed]);
  expect(of(water, 'space')).toEqual([
    ['1203', 2],
    ['1104', 1],
  ]);
  expect(of(water, 'riser')).toEqual([
    ['r2', 2],
    ['r1', 1],
  ]);
  expect(of(water, 'hour')).toEqual([
    ['10', 2],
    ['09', 1],
  ]);
  expect(of(water, 'cause')).toEqual([
    ['late', 2],
    ['never-hot', 1],
  ]);
  expect(of(tea, 'cause')).toEqual([
    ['late', 1],
    ['nothing-told', 1],
  ]);
  expect(of(tea, 'riser')).toEqual([]);
});

describe('one touchpoint', () => {
  test('carries the events that its proof names, and the promise that judged it', async () => {
    await hub.happen(
      {
        type: 'touchpoint-recorded',
        touchpoint: { ...cell('x', {}), id: 'tea-l1:cup-1', type: 'dispensed', evidence: { product: 'tea' } },
      },
      judged('s-1', { outcome: 'met', evidence: { event: 'tea-l1:cup-1', matchedBy: 'time-window' } }),
    );
    const { body } = await manager('GET', `/api/v1/touchpoints/${encodeURIComponent('cell/tea-first/s-1')}`);
    expect(body).toMatchObject({
      outcome: 'met',
      told: [{ id: 'tea-l1:cup-1', type: 'dispensed' }],
      said: [{ outcome: 'met', saidAt: '2026-03-01T06:00:00.000Z' }],
    });
  });

  test('a correction stands beside what was said first', async () => {
    await hub.happen(judged('s-1'));
    hub.now += hour;
    await hub.happen(judged('s-1', { type: 'corrected', outcome: 'met', evidence: { event: 'late-tap' } }));
    const { body } = await manager('GET', `/api/v1/touchpoints/${encodeURIComponent('cell/tea-first/s-1')}`);
    expect(body.said.map((one: Record<string, unknown>) => [one['outcome'], one['type'], one['saidAt']])).toEqual([
      ['missed', 'judged', '2026-03-01T06:00:00.000Z'],
      ['met', 'corrected', '2026-03-01T07:00:00.000Z'],
    ]);
  });

  test('that is not there is not found', async () => {
    expect((await manager('GET', '/api/v1/touchpoints/cell%2Ftea-first%2Fnobody')).status).toBe(404);
  });
});

test('the ledger is cut by standard and by place', async () => {
  await someDay();
  await hub.happen(judged('s-9', { space: '1203' as SpaceId, floor: '12', standard: 'room-ready@2' }));
  await hub.happen({ type: 'space-changed', space: { id: '1203' as SpaceId, kind: 'room', riser: 'r2' } });
  const found = async (query: string) =>
    (await manager('GET', `/api/v1/touchpoints?${query}`)).body.items.map(({ id }: { id: string }) => id).sort();
  expect(await found('standard=tea-first')).toHaveLength(4);
  expect(await found('standard=tea-first&space=lobby&outcome=met')).toEqual(['cell/tea-first/s-3']);
  expect(await found('floor=12')).toEqual(['cell/tea-first/s-9']);
  expect(await found('riser=r2')).toEqual(['cell/tea-first/s-9']);
  expect(await found('standard=tea-first&riser=')).toHaveLength(4);
});

describe('stays', () => {
  async function twoStays(): Promise<void> {
    for (const [key, room] of [
      ['s-1', '1203'],
      ['s-2', '1204'],
    ] as const) {
      const events = [
        { id: `${key}-a`, type: 'arrived' as const, at: morning },
        { id: `${key}-r`, type: 'checked-in' as const, at: morning + 60_000, space: room as SpaceId },
      ];
      await hub.happen({ type: 'stay-changed', stay: { key, reference: `R-${key}`, events } });
    }
    await hub.happen(judged('s-1', { stay: 's-1' }), judged('s-2', { stay: 's-2', outcome: 'met' }));
  }
  const found = async (query: string) => {
    const { body } = await manager('GET', `/api/v1/stays?${query}`);
    return [body.items.map(({ stay }: { stay: string }) => stay), body.next];
  };

  test('are found by a room that they were given', async () => {
    await twoStays();
    expect(await found('space=1204')).toEqual([['R-s-2'], null]);
    expect(await found('space=1205')).toEqual([[], null]);
  });

  test('with a miss are found by the strip, what the house missed for all included', async () => {
    await twoStays();
    expect(await found('missed=true')).toEqual([['R-s-1'], null]);
    const breakfast = { id: 'cell/breakfast-machines/d', stay: undefined, touchpoint: 'breakfast' as const };
    const { stay: _nobody, ...ofTheDay } = { ...cell('x', {}), ...breakfast };
    await hub.happen({
      type: 'touchpoint-judged',
      touchpoint: {
        ...ofTheDay,
        standard: 'breakfast-machines@1',
        at: morning + hour,
        evidence: { day: '2026-03-01' },
      },
    });
    expect((await found('missed=true'))[0]).toHaveLength(2);
    expect((await manager('GET', '/api/v1/stays?missed=maybe')).status).toBe(400);
  });
});

// Which points a fact makes, under the names that others read.
import { expect, test } from 'vitest';
import type { Fact } from '../../../gateway/domain/facts.ts';
import { toFactPoints } from '../../../gateway/history/points.ts';
import { aDevice, aDraw, aTask, aTouchpoint } from '../store/examples.ts';

const at = 1_767_225_600_123;
const pointsOf = (fact: Fact, seq = 7) => toFactPoints([{ seq, at, fact }], 'demo');

test('a closed draw is one point under its primary standard', () => {
  expect(pointsOf({ type: 'draw-closed', draw: aDraw({ startedAt: at }), curve: [] })).toEqual([
    {
      measurement: 'draw',
      timestamp: '1767225600123000007',
      tags: {
        property: 'demo',
        space: '1203',
        floor: '12',
        riser: 'r2',
        device: 'hw-1203',
        outcome: 'met',
        standard: 'house-10s@1',
      },
      fields: {
        seconds: 7.6,
        litres: 0.93,
        start_temperature: 20,
        uncertainty: 0.5,
        censored: false,
        hot_in_time: true,
        id: 'hw-1203:0',
      },
    },
  ]);
});

test('what other standards say of a draw stands in a measurement of its own', () => {
  const other = {
    standard: 'hse-hot-1min@1',
    outcome: 'excluded',
    reason: 'too-short',
    censored: false,
    uncertaintyS: 0.5,
  } as const;
  const points = pointsOf({ type: 'draw-closed', draw: aDraw({ otherVerdicts: [other] }), curve: [] });
  expect(points.map(({ measurement }) => measurement)).toEqual(['draw', 'standard_verdict']);
  expect(points[1]).toMatchObject({
    tags: { outcome: 'excluded', standard: 'hse-hot-1min@1' },
    fields: { reason: 'too-short', hot_in_time: false },
  });
});

test.each<[string, Fact]>([
  ['a verdict whose tap still runs', { type: 'draw-judged', draw: aDraw() }],
  ['a change of a device', { type: 'device-changed', device: aDevice('hw-1') }],
])('%s makes no point', (_, fact) => {
  expect(pointsOf(fact)).toEqual([]);
});

test('a judged cell is a point with its outcome, and never says whose stay it was', () => {
  const cell = aTouchpoint({ at, type: 'judged', outcome: 'met', standard: 'tea-first@1', seconds: 41, stay: 's-1' });
  const [point] = pointsOf({ type: 'touchpoint-judged', touchpoint: { ...cell, stayReference: 'R-1' } });
  expect(point).toMatchObject({
    measurement: 'touchpoint',
    tags: { touchpoint: 'arrival', outcome: 'met', type: 'judged' },
    fields: { seconds: 41, standard: 'tea-first@1' },
  });
  expect(JSON.stringify(point)).not.toMatch(/s-1|R-1/);
});

test('a touchpoint is a point, its absent parts left out', () => {
  expect(pointsOf({ type: 'touchpoint-recorded', touchpoint: aTouchpoint({ at, value: 0.2 }) })).toEqual([
    {
      measurement: 'touchpoint',
      timestamp: '1767225600123000007',
      tags: {
        property: 'demo',
        touchpoint: 'arrival',
        type: 'dispensed',
        outcome: 'met',
        source: 'device:tea-l1',
        space: 'lobby',
      },
      fields: { id: 'tea-l1:8f3', value: 0.2 },
    },
  ]);
});

test('a task’s step is a point with the seconds in the state that it was in', () => {
  const opened = { at, step: 'open', by: 'hub', to: 'open' } as const;
  const comment = { at: at + 10_000, step: 'comment', by: 'li', from: 'open', to: 'open' } as const;
  const accepted = { at: at + 30_000, step: 'accept', by: 'li', from: 'open', to: 'accepted' } as const;
  const first = pointsOf({ type: 'task-changed', task: aTask({ history: [opened] }), change: opened });
  expect(first[0]).toMatchObject({ tags: { state: 'open' }, fields: { id: 't1', seconds_in_state: 0 } });
  const task = aTask({ state: 'accepted', history: [opened, comment, accepted] });
  expect(pointsOf({ type: 'task-changed', task, change: accepted })[0]).toMatchObject({
    measurement: 'task',
    tags: { property: 'demo', role: 'engineer', kind: 'warm-up', state: 'accepted', space: '1203', floor: '12' },
    fields: { seconds_in_state: 30 },
  });
});

test('two events in one millisecond are two points, one event told twice is one', () => {
  const told = (seq: number) =>
    pointsOf({ type: 'touchpoint-recorded', touchpoint: aTouchpoint({ at }) }, seq)[0]!.timestamp;
  expect(told(7)).toBe(told(7));
  expect(told(7)).not.toBe(told(8));
});

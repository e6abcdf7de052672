// The first screen's lines: what is promised, how it stands, what is left of its budget, and what ate it.
import { describe, expect, test } from 'vitest';
import { errorBudget } from '../../../dashboards/management/error-budget.ts';
import { largestShares, promiseLines, stripOfHouse } from '../../../dashboards/management/promise-lines.ts';
import type { ComplianceRow } from '../../../gateway/api/contract/compliance.ts';
import type { MissShare } from '../../../gateway/api/contract/misses.ts';
import type { AnyStandard, ServiceStandard } from '../../../gateway/api/contract/standard.ts';

const aStandard = (id: string, parts: Partial<ServiceStandard> = {}): AnyStandard => ({
  id,
  version: 1,
  kind: 'within',
  of: 'service',
  touchpoint: 'arrival',
  promise: id,
  enabled: true,
  offered: true,
  since: null,
  targetShare: 0.9,
  owner: 'front-desk',
  source: 'house rule',
  ...parts,
});

const aRow = (key: string, met: number, missed: number, noEvidence = 0): ComplianceRow => ({
  key,
  of: 'service',
  met,
  missed,
  noEvidence,
  excluded: 0,
  inconclusive: 0,
  rate: met + missed === 0 ? null : met / (met + missed),
  low: met + missed === 0 ? null : 0.1,
  high: met + missed === 0 ? null : missed === 0 ? 1 : 0.8,
  guestRate: null,
  guestDraws: 0,
  coverage: (met + missed) / Math.max(1, met + missed + noEvidence),
  p50: null,
  p95: null,
});

test('those in most need come first, what nobody can tell before what is kept, what was not due last', () => {
  const ids = ['kept', 'not-due', 'grey', 'broken', 'worse'];
  const lines = promiseLines(
    ids.map((id) => aStandard(id)),
    [aRow('kept', 40, 1), aRow('grey', 0, 0, 7), aRow('broken', 30, 10), aRow('worse', 10, 30)],
    [],
  );
  expect(lines.map(({ id, standing }) => [id, standing])).toEqual([
    ['worse', 'not-kept'],
    ['broken', 'not-kept'],
    ['grey', 'no-evidence'],
    ['kept', 'kept'],
    ['not-due', 'nothing-due'],
  ]);
});

test('what the house cannot promise has no line, unless something was judged of it', () => {
  const standards = [aStandard('nowhere', { offered: false }), aStandard('was-here', { offered: false })];
  expect(promiseLines(standards, [aRow('was-here', 3, 0)], []).map(({ id }) => id)).toEqual(['was-here']);
});

describe('the error budget', () => {
  test.each([
    ['nothing judged is unknown, never whole', { met: 0, missed: 0 }, 0.9, { kind: 'unknown' }],
    ['none missed is whole', { met: 100, missed: 0 }, 0.9, { left: 1, state: 'healthy' }],
    ['half of it', { met: 95, missed: 5 }, 0.9, { allowed: 10, left: 0.5, state: 'attention' }],
    ['overdrawn goes below nothing', { met: 80, missed: 20 }, 0.9, { left: -1, state: 'exhausted' }],
    ['where none is allowed, one exhausts it', { met: 99, missed: 1 }, 1, { kind: 'none-allowed', state: 'exhausted' }],
    ['where none is allowed and none was missed', { met: 9, missed: 0 }, 1, { kind: 'none-allowed', state: 'healthy' }],
  ] as const)('%s', (_name, counts, target, expected) => {
    const budget = errorBudget(counts, target);
    const near = Object.fromEntries(
      Object.entries(expected).map(([name, value]) => [
        name,
        typeof value === 'number' ? expect.closeTo(value, 9) : value,
      ]),
    );
    expect(budget).toMatchObject(near);
  });
});

const share = (by: MissShare['by'], key: string, of: number): MissShare => ({ by, key, missed: of * 10, share: of });

test('what ate it: the largest of each kind; a single riser or floor says nothing beyond the place', () => {
  expect(
    largestShares([
      share('space', '1203', 0.4),
      share('space', '1204', 0.2),
      share('floor', '12', 1),
      share('hour', '06', 0.7),
      share('hour', '07', 0.3),
      share('cause', 'late', 0.5),
    ]).map(({ by, key }) => [by, key]),
  ).toEqual([
    ['hour', '06'],
    ['cause', 'late'],
  ]);
});

test('the twelve of the house stand as their promise in most need, and a touchpoint without promise is blank', () => {
  const lines = promiseLines(
    [aStandard('tea'), aStandard('check-in'), aStandard('drink', { touchpoint: 'waiting' })],
    [aRow('tea', 10, 30), aRow('check-in', 40, 0)],
    [],
  );
  const twelve = stripOfHouse(lines);
  expect(twelve).toHaveLength(12);
  expect(twelve.find(({ touchpoint }) => touchpoint === 'arrival')).toMatchObject({
    standing: 'not-kept',
    met: 50,
    judged: 80,
  });
  expect(twelve.find(({ touchpoint }) => touchpoint === 'waiting')).toMatchObject({
    standing: 'nothing-due',
    judged: 0,
  });
  expect(twelve.find(({ touchpoint }) => touchpoint === 'booking')).not.toHaveProperty('standing');
});

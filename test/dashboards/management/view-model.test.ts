import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  behindRow,
  belongsToRow,
  everyDayOf,
  inReadingOrder,
  questionOf,
  rangeOf,
  standingOf,
  stateOfStanding,
} from '../../../dashboards/management/view-model.ts';
import type { ComplianceRow } from '../../../gateway/api/contract/compliance.ts';

const zone = 'Asia/Shanghai';
const now = Date.parse('2026-03-01T06:00:00Z');

function aRow(parts: Partial<ComplianceRow> = {}): ComplianceRow {
  return {
    key: '12',
    of: 'draws',
    met: 95,
    missed: 5,
    excluded: 10,
    inconclusive: 1,
    noEvidence: 0,
    rate: 0.95,
    low: 0.888,
    high: 0.978,
    guestRate: 0.97,
    guestDraws: 105,
    coverage: 0.9,
    p50: 7.1,
    p95: 9.9,
    ...parts,
  };
}

test('the days of a chart run evenly, those with nothing due among them', () => {
  const of = (...days: string[]) => everyDayOf(days.map((key) => aRow({ key })));
  expect(of('2026-02-27', '2026-03-01', '2026-03-02')).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
    '2026-03-02',
  ]);
  expect(of('2026-03-01')).toEqual(['2026-03-01']);
  expect(of()).toEqual([]);
});

describe('what may be said of a rate', () => {
  test.each([
    ['silence is no evidence, never kept', { met: 0, missed: 0, rate: null, low: null, high: null }, 'no-evidence'],
    ['three of three is too few to say', { met: 3, missed: 0, rate: 1, low: 0.44, high: 1 }, 'few'],
    ['the target reached is kept', {}, 'kept'],
    ['below, and the interval reaches the target', { rate: 0.93, met: 93, missed: 7, low: 0.86, high: 0.966 }, 'below'],
    [
      'of service, nothing due is neither good nor grey',
      { of: 'service', met: 0, missed: 0, noEvidence: 0, rate: null },
      'nothing-due',
    ],
    [
      'of service, what nobody can judge is no evidence',
      { of: 'service', met: 0, missed: 0, noEvidence: 4, rate: null },
      'no-evidence',
    ],
    [
      'of service, good where seen and mostly unseen',
      { of: 'service', met: 9, missed: 0, rate: 1, coverage: 0.3 },
      'unseen',
    ],
    ['below, and surely so', { rate: 0.7, met: 70, missed: 30, low: 0.6, high: 0.78 }, 'not-kept'],
  ] as const)('%s', (_name, parts, standing) => {
    expect(standingOf(aRow(parts), 0.95)).toBe(standing);
  });

  test('where no miss is allowed, one is enough', () => {
    expect(standingOf(aRow({ met: 2, missed: 1, rate: 2 / 3, low: 0.2, high: 0.94 }), 1)).toBe('not-kept');
    expect(standingOf(aRow({ met: 3, missed: 0, rate: 1, low: 0.44, high: 1 }), 1)).toBe('few');
  });
});

test('a rate has a colour however it stands', () => {
  const styles = readFileSync(new URL('../../../dashboards/management/management.css', import.meta.url), 'utf8');
  const uncoloured = Object.values(stateOfStanding).filter((state) => !styles.includes(`.is-rate-${state} {`));
  expect(uncoloured).toEqual([]);
});

test('the surest misses first: nine of twenty before one of one', () => {
  const rows = [
    aRow({ key: 'well', rate: 0.99, high: 0.998 }),
    aRow({ key: 'one of one', met: 0, missed: 1, rate: 0, low: 0, high: 0.79 }),
    aRow({ key: 'nine of twenty', met: 11, missed: 9, rate: 0.55, low: 0.34, high: 0.74 }),
    aRow({ key: 'silent', met: 0, missed: 0, rate: null, low: null, high: null }),
  ];
  expect(inReadingOrder(rows, 'space').map(({ key }) => key)).toEqual([
    'nine of twenty',
    'one of one',
    'well',
    'silent',
  ]);
});

describe('the address says the question', () => {
  test('an empty one asks for seven days', () => {
    expect(questionOf(new URLSearchParams())).toEqual({ by: 'day', days: 7 });
  });

  test('nonsense in it is not believed', () => {
    expect(questionOf(new URLSearchParams('by=guest&days=9999'))).toEqual({ by: 'day', days: 7 });
    for (const key of ['<img>', '', '2026-02-99', '9999-99-99', '+275760-09-13']) {
      expect(questionOf(new URLSearchParams({ key }))).toEqual({ by: 'day', days: 7 });
    }
    expect(questionOf(new URLSearchParams('key=2026-03-01'))).toEqual({ by: 'day', days: 7, key: '2026-03-01' });
  });

  test('days are the hotel’s, today with them', () => {
    const { from, to } = rangeOf({ days: 7 }, now, zone);
    expect([new Date(from).toISOString(), new Date(to).toISOString()]).toEqual([
      '2026-02-22T16:00:00.000Z',
      '2026-03-01T16:00:00.000Z',
    ]);
  });
});

describe('what is behind a row', () => {
  const range = { from: now - 1, to: now };
  const behind = (by: 'day' | 'floor' | 'riser' | 'space', key: string) => behindRow({ by, key, days: 7 }, range, zone);

  test('of a day: from midnight to midnight', () => {
    expect(behind('day', '2026-02-28')).toEqual({
      from: '2026-02-27T16:00:00.000Z',
      to: '2026-02-28T16:00:00.000Z',
    });
  });

  test('of a room and of a riser: the hub finds them', () => {
    expect(behind('space', '1203')).toMatchObject({ space: '1203' });
    expect(behind('riser', 'r1')).toMatchObject({ riser: 'r1' });
  });

  test.each([
    ['of a floor, where it is set', { by: 'floor', key: '12' }, { floor: '12' }, true],
    ['of another floor', { by: 'floor', key: '12' }, { floor: '11' }, false],
    ['of no floor, where none is set', { by: 'floor', key: '' }, { floor: null }, true],
    ['of the hour on the wall', { by: 'day', key: '2026-03-01', hour: '14' }, { floor: '12' }, true],
    ['of another hour', { by: 'day', key: '2026-03-01', hour: '06' }, { floor: '12' }, false],
    ['of a day on one floor', { by: 'day', key: '2026-03-01', floor: '11' }, { floor: '12' }, false],
  ] as const)('%s', (_name, question, one, expected) => {
    expect(belongsToRow({ ...question, days: 7 }, zone)(one, now)).toBe(expected);
  });
});

// Who is on duty: over midnight, on days of 23 and 25 hours, on the days that a roster changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../../gateway/domain/calendar.ts';
import type { RosterEntry, Shift } from '../../../../gateway/domain/dispatch/dispatch-rules.ts';
import { createDuty } from '../../../../gateway/domain/dispatch/duty.ts';

const early: Shift = { id: 'early', from: '06:00', to: '14:00', days: [] };
const late: Shift = { id: 'late', from: '14:00', to: '22:00', days: [] };
const night: Shift = { id: 'night', from: '22:00', to: '06:00', days: [] };
const around: Shift = { id: 'around', from: '08:00', to: '08:00', days: [] };
const weekend: Shift = { id: 'weekend', from: '22:00', to: '06:00', days: ['sat'] };
const smallHours: Shift = { id: 'small-hours', from: '02:30', to: '04:00', days: [] };
const shifts = [early, late, night, around, weekend, smallHours];
const li = (shift: string, date?: string): RosterEntry => ({ shift, people: ['li'], ...(date && { date }) });

describe('on duty', () => {
  const rows: [name: string, roster: RosterEntry[], at: string, zone: string, isOnDuty: boolean][] = [
    ['whom no roster names', [{ shift: 'early', people: ['mei'] }], '2026-03-02T03:00+08:00', 'Asia/Shanghai', true],
    ['in the shift', [li('early')], '2026-03-02T06:00+08:00', 'Asia/Shanghai', true],
    ['not before it', [li('early')], '2026-03-02T05:59+08:00', 'Asia/Shanghai', false],
    ['not at its end', [li('early')], '2026-03-02T14:00+08:00', 'Asia/Shanghai', false],
    ['before midnight', [li('night')], '2026-03-02T23:00+08:00', 'Asia/Shanghai', true],
    ['after midnight', [li('night')], '2026-03-03T05:59+08:00', 'Asia/Shanghai', true],
    ['all round the clock', [li('around')], '2026-03-03T07:59+08:00', 'Asia/Shanghai', true],
    ['in two shifts', [li('early'), li('late')], '2026-03-02T14:00+08:00', 'Asia/Shanghai', true],
    ['on Sunday morning, of Saturday’s night', [li('weekend')], '2026-03-08T05:00+08:00', 'Asia/Shanghai', true],
    ['not on Saturday morning', [li('weekend')], '2026-03-07T05:00+08:00', 'Asia/Shanghai', false],
    ['on the day of a line', [li('early', '2026-03-02')], '2026-03-02T07:00+08:00', 'Asia/Shanghai', true],
    ['not on another', [li('early', '2026-03-02')], '2026-03-03T07:00+08:00', 'Asia/Shanghai', false],
    [
      'not on the day of somebody else’s line',
      [li('early'), { shift: 'early', date: '2026-03-02', people: ['mei'] }],
      '2026-03-02T07:00+08:00',
      'Asia/Shanghai',
      false,
    ],
    [
      'on a day that is not the shift’s, by its line',
      [li('weekend', '2026-03-02')],
      '2026-03-02T23:00+08:00',
      'Asia/Shanghai',
      true,
    ],
    ['in the property’s own zone', [li('early')], '2026-03-02T07:00+08:00', 'Europe/Berlin', false],
    ['through a night of seven hours', [li('night')], '2026-03-29T05:59+02:00', 'Europe/Berlin', true],
    ['and not after it', [li('night')], '2026-03-29T06:00+02:00', 'Europe/Berlin', false],
    ['through a night of nine hours', [li('night')], '2026-10-25T05:59+01:00', 'Europe/Berlin', true],
    ['from where the clocks leapt to', [li('small-hours')], '2026-03-29T03:00+02:00', 'Europe/Berlin', true],
    ['not before that', [li('small-hours')], '2026-03-29T01:59+01:00', 'Europe/Berlin', false],
    ['from the first half past two of two', [li('small-hours')], '2026-10-25T02:30+02:00', 'Europe/Berlin', true],
    ['on a leap day', [li('early')], '2028-02-29T07:00+08:00', 'Asia/Shanghai', true],
  ];
  it.each(rows)('%s', (_name, roster, at, zone, isOnDuty) => {
    expect(createDuty({ shifts, roster }, zone).isOnDuty('li', Date.parse(at))).toBe(isOnDuty);
  });
});

describe('the next change', () => {
  const next = (roster: RosterEntry[], at: string, zone = 'Europe/Berlin') => {
    const changeAt = createDuty({ shifts, roster }, zone).nextChangeAt(Date.parse(at));
    return changeAt === undefined ? undefined : new Date(changeAt).toISOString();
  };

  it('is never, without a roster', () => {
    expect(next([], '2026-03-28T12:00Z')).toBeUndefined();
  });
  it('is the end of the shift, whatever the clocks do meanwhile', () => {
    expect(next([li('night')], '2026-03-28T22:00Z')).toBe('2026-03-29T04:00:00.000Z');
    expect(next([li('night')], '2026-10-24T21:00Z')).toBe('2026-10-25T05:00:00.000Z');
  });
  it('is a day far ahead that only a line names', () => {
    expect(next([li('early', '2026-06-01')], '2026-03-28T12:00Z')).toBe('2026-06-01T04:00:00.000Z');
  });
});

it('at every minute of a year somebody of three shifts is on duty, and only one of them', () => {
  const roster = [
    { shift: 'early', people: ['a'] },
    { shift: 'late', people: ['b'] },
    { shift: 'night', people: ['c'] },
  ];
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe', 'America/Santiago'];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 366 * 24 * 60 }), (zone, minutes) => {
      const at = Date.UTC(2026, 0, 1) + minutes * 60_000;
      const duty = createDuty({ shifts, roster }, zone);
      expect(['a', 'b', 'c'].filter((one) => duty.isOnDuty(one, at))).toHaveLength(1);
      const changeAt = duty.nextChangeAt(at) ?? 0;
      expect(changeAt).toBeGreaterThan(at);
      const calendar = createCalendar(zone);
      const day = calendar.dayOf(changeAt);
      expect(['06:00', '14:00', '22:00'].map((time) => calendar.instantOf(day, time))).toContain(changeAt);
    }),
    { numRuns: 60 },
  );
});

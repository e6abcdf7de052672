// Deadlines are clock times of the hotel: on the days on which clocks change, on the leap day, in any zone, and over restarts.
import { describe, expect, test } from 'vitest';
import { hour, lobby, minute } from '../small-hotel.ts';
import { openStayingHotel } from './staying-hotel.ts';

const at = (text: string) => Date.parse(text);

describe('milk by half past ten', () => {
  test.each([
    ['in Shanghai', 'Asia/Shanghai', '2026-01-05T07:00Z', '2026-01-06T14:30:00.000Z'],
    ['in Berlin on the day that loses an hour', 'Europe/Berlin', '2026-03-28T12:00Z', '2026-03-29T20:30:00.000Z'],
    ['in Berlin on the day that wins an hour', 'Europe/Berlin', '2026-10-24T12:00Z', '2026-10-25T21:30:00.000Z'],
    ['in New York on the leap day', 'America/New_York', '2028-02-28T15:00Z', '2028-03-01T03:30:00.000Z'],
    ['in Kathmandu', 'Asia/Kathmandu', '2026-05-01T04:00Z', '2026-05-02T16:45:00.000Z'],
  ])('%s is missed at its own instant, and once', (_where, timeZone, from, dueAt) => {
    const hotel = openStayingHotel({ timeZone, startAt: at(from) });
    hotel.tell('snack', 'milk-ready', { space: lobby });
    hotel.wait(at(dueAt) - hotel.now());
    expect(hotel.cellsOf('bedtime-milk').map(({ outcome }) => outcome)).toEqual(['met']);
    hotel.wait(minute);
    expect(hotel.cellsOf('bedtime-milk').map(({ outcome }) => outcome)).toEqual(['met', 'missed']);
    hotel.wait(3 * hour);
    expect(hotel.cellFacts().filter(({ id, outcome }) => id.includes('bedtime-milk') && outcome === 'missed')).toEqual([
      expect.objectContaining({ at: at(dueAt) }),
    ]);
  });
});

test('a day of 25 hours has 25 hours of hot water to keep, one of 23 has 23', () => {
  for (const [day, noon, hours] of [
    ['2026-10-25', '2026-10-24T12:00Z', 25],
    ['2026-03-29', '2026-03-28T12:00Z', 23],
  ] as const) {
    const hotel = openStayingHotel({ timeZone: 'Europe/Berlin', startAt: at(noon) });
    hotel.add('hw-1201', 'hot-water-sensor', lobby);
    const facts = hotel.facts.length;
    for (let passed = 0; passed < 40; passed++) {
      hotel.wait(hour);
      hotel.speakAll();
    }
    const cell = hotel.cells().find(({ id }) => id.startsWith(`cell/hot-water-24h/${day}`));
    const before = hotel.cells().find(({ id }) => id.startsWith('cell/hot-water-24h/') && !id.includes(day));
    expect(((cell?.at ?? 0) - (before?.at ?? 0)) / hour).toBe(hours);
    expect(hotel.facts.length).toBeGreaterThan(facts);
  }
});

describe('a restart', () => {
  test('across a deadline judges it afterwards, once', () => {
    const hotel = openStayingHotel();
    hotel.add('tea-l1', 'tea-dispenser', lobby);
    hotel.live(5 * minute);
    hotel.stay('r1', 'arrived');
    hotel.wait(90_000);
    hotel.crashFor(60_000);
    hotel.live(2 * minute);
    expect(hotel.cellsOf('tea-first', 'r1')).toEqual([expect.objectContaining({ outcome: 'missed' })]);
    hotel.crashFor(1000);
    hotel.live(2 * minute);
    hotel.crashFor(0);
    hotel.live(2 * minute);
    expect(hotel.cellFacts().filter(({ id }) => id.includes('tea-first'))).toHaveLength(1);
    expect(hotel.tasks().filter(({ cause }) => cause.startsWith('touchpoint:tea-first'))).toHaveLength(1);
  });

  test('so long that the hub itself was away turns the cells of that time grey', () => {
    const hotel = openStayingHotel();
    hotel.add('tea-l1', 'tea-dispenser', lobby);
    hotel.live(5 * minute);
    hotel.stay('r1', 'arrived');
    hotel.crashFor(30 * minute);
    hotel.live(2 * minute);
    expect(hotel.cellsOf('tea-first', 'r1')).toEqual([
      expect.objectContaining({ outcome: 'no-evidence', evidence: expect.objectContaining({ why: 'hub' }) }),
    ]);
  });

  test('keeps who had which cup', () => {
    const hotel = openStayingHotel();
    const tea = hotel.add('tea-l1', 'tea-dispenser', lobby);
    hotel.stay('r1', 'arrived');
    hotel.dispense(tea, 'green-tea', hotel.now() + 1000);
    hotel.crashFor(10_000);
    hotel.stay('r2', 'arrived', hotel.now() - 10_000);
    hotel.live(5 * minute);
    expect([hotel.outcome('tea-first', 'r1'), hotel.outcome('tea-first', 'r2')]).toEqual(['met', 'missed']);
  });
});

describe('a stay', () => {
  test('with two touchpoints missed is to be made good before check-out, and not after', () => {
    const hotel = openStayingHotel();
    hotel.add('tea-l1', 'tea-dispenser', lobby);
    hotel.live(5 * minute);
    hotel.stay('r1', 'reserved', hotel.now() - hour, { expectedArrivalAt: hotel.now() });
    hotel.stay('r1', 'arrived');
    hotel.live(5 * minute);
    const [task] = hotel.openTasks().filter(({ kind }) => kind === 'recovery');
    expect(task).toMatchObject({ role: 'front-desk', priority: 1 });
    expect(task?.evidence.map(({ data }) => data?.['touchpoint'])).toEqual(['booking', 'arrival']);
    hotel.stay('r1', 'checked-out');
    expect(hotel.tasks().find(({ id }) => id === task?.id)).toMatchObject({ state: 'cancelled' });
  });

  test('that is erased leaves its counts, and nothing that names it', () => {
    const hotel = openStayingHotel();
    hotel.stay('r1', 'arrived');
    hotel.stay('r1', 'checked-out', hotel.now() + minute);
    hotel.live(20 * minute);
    const erased = hotel.send({ type: 'erase-stays', before: hotel.now() });
    expect(erased.facts).toEqual([{ type: 'stays-erased', keys: [hotel.stays()[0]?.key] }]);
    expect(hotel.send({ type: 'erase-stays', before: hotel.now() }).facts).toEqual([]);
  });

  test('whose reservation is withdrawn owes nothing any more', () => {
    const hotel = openStayingHotel();
    hotel.tell('booking', 'message-sent', { stay: 'r0' });
    hotel.stay('r1', 'reserved', hotel.now(), { expectedArrivalAt: hotel.now() + 24 * hour });
    hotel.live(4 * hour);
    expect(hotel.outcome('message-day-before', 'r1')).toBe('missed');
    hotel.stay('r1', 'cancelled');
    expect(hotel.cellsOf('message-day-before', 'r1')).toEqual([expect.objectContaining({ type: 'withdrawn' })]);
  });
});

// A machine is filled before the guests come who will empty it, though what was used so far would last.
import { describe, expect, test } from 'vitest';
import { openStayingHotel, type StayingHotel } from '../journey/staying-hotel.ts';
import { device, hour, lobby, minute, room } from '../small-hotel.ts';

const at = (time: string) => Date.parse(`2026-01-05T${time}:00+08:00`);

/** 15:00, a tea machine that held 60 cups and has 15 left, which nobody has used for hours. */
function quietLobby(cups = 15): StayingHotel {
  const hotel = openStayingHotel({ startAt: at('10:00') });
  hotel.add('tea-l1', 'tea-dispenser', lobby);
  hotel.set('tea-l1', { cups: 60 });
  hotel.live(minute);
  hotel.set('tea-l1', { cups });
  hotel.live(at('15:00') - hotel.now());
  return hotel;
}

/** Parties that come one after the other from an hour on. */
function expectParties(hotel: StayingHotel, count: number, from: string, everyMs: number, partySize?: number): void {
  for (let index = 0; index < count; index++) {
    hotel.stay(`p${index}`, 'reserved', hotel.now(), {
      expectedArrivalAt: at(from) + index * everyMs,
      ...(partySize !== undefined && { partySize }),
    });
  }
}

/** The morning, in which the machines were emptied, is over by then. */
const refills = (hotel: StayingHotel, reading = 'cups', id = 'tea-l1') =>
  hotel.tasks().filter(({ cause, openedAt }) => cause === `refill:${id}:${reading}` && openedAt >= at('15:00'));

describe('a refill is planned from arrivals', () => {
  test('23 arrivals until 17:30, stock for 15 cups: before the sixteenth', () => {
    const hotel = quietLobby();
    expect(refills(hotel)).toEqual([]);
    expectParties(hotel, 23, '15:40', 5 * minute);
    hotel.live(minute);
    expect(refills(hotel)).toMatchObject([
      {
        role: 'front-desk',
        state: 'open',
        title: 'Refill cups of tea-l1: 23 arrivals expected, stock for 15',
        dueAt: at('15:40') + 15 * 5 * minute,
        evidence: [
          { data: { reading: 'cups', level: 15, expected: 'arrivals', guests: 23, until: at('17:30'), servings: 15 } },
        ],
      },
    ]);
  });

  test.each([
    ['eight parties of two', 8, 2, true],
    ['eight guests', 8, 1, false],
    ['parties of whom nobody said how many they are count as one', 15, undefined, false],
  ] as const)('%s', (_name, count, partySize, isTold) => {
    const hotel = quietLobby();
    expectParties(hotel, count, '16:00', minute, partySize);
    hotel.live(minute);
    expect(refills(hotel)).toHaveLength(isTold ? 1 : 0);
  });

  test('two hours ahead, and not at breakfast for the evening', () => {
    const hotel = quietLobby();
    expectParties(hotel, 20, '19:00', minute);
    hotel.live(2 * hour);
    expect(refills(hotel)).toEqual([]);
    hotel.live(20 * minute);
    expect(refills(hotel)).toHaveLength(1);
  });

  test('of guests who come after all not, it ends by itself', () => {
    const hotel = quietLobby();
    expectParties(hotel, 23, '15:40', 5 * minute);
    hotel.live(minute);
    for (let index = 0; index < 12; index++) hotel.stay(`p${index}`, index % 2 === 0 ? 'cancelled' : 'no-show');
    hotel.live(minute);
    expect(refills(hotel)).toMatchObject([{ state: 'cancelled' }]);
    expect(refills(hotel)[0]?.history.at(-1)?.note).toBe('solved-itself');
  });

  test('a refill ends it, even where more guests come than a full machine serves', () => {
    const hotel = quietLobby();
    expectParties(hotel, 90, '16:00', minute);
    hotel.live(minute);
    const [task] = refills(hotel);
    if (task) for (const action of ['accept', 'start', 'complete'] as const) hotel.act(task, action);
    hotel.set('tea-l1', { cups: 60 });
    hotel.live(5 * minute);
    expect(refills(hotel)).toMatchObject([{ state: 'verified' }]);
  });

  test('two machines share the guests; when one is dead, the other has them all', () => {
    const hotel = quietLobby();
    hotel.add('tea-l2', 'tea-dispenser', lobby);
    hotel.set('tea-l2', { cups: 15 });
    hotel.live(minute);
    expectParties(hotel, 23, '15:40', 5 * minute);
    hotel.live(minute);
    expect(refills(hotel)).toEqual([]);
    hotel.die('tea-l2');
    hotel.live(10 * minute);
    expect(refills(hotel)).toHaveLength(1);
  });

  test('what a guest drinks is learned from cups, where the machine only knows percent', () => {
    const hotel = openStayingHotel({ startAt: at('10:00') });
    hotel.add('tea-l1', 'tea-dispenser', lobby);
    hotel.set('tea-l1', { leaves: 100 });
    hotel.live(minute);
    for (let cup = 1; cup <= 20; cup++) {
      hotel.dispense(device('tea-l1'), 'green-tea');
      hotel.set('tea-l1', { leaves: 100 - 3 * cup });
      hotel.live(10 * minute);
    }
    hotel.live(5 * hour);
    expect(refills(hotel, 'leaves')).toEqual([]);
    for (let index = 0; index < 16; index++) {
      hotel.stay(`p${index}`, 'reserved', hotel.now(), { expectedArrivalAt: hotel.now() + hour });
    }
    hotel.live(minute);
    expect(refills(hotel, 'leaves')).toMatchObject([{ evidence: [{ data: { servings: 13, guests: 16 } }] }]);
  });

  test.each([0, hour])('a restart of %d ms tells nothing twice', (awayMs) => {
    const hotel = quietLobby();
    expectParties(hotel, 23, '15:40', 5 * minute);
    hotel.live(minute);
    hotel.crash(awayMs);
    hotel.live(5 * minute);
    expect(refills(hotel)).toHaveLength(1);
    expect(refills(hotel)[0]?.state).toBe('open');
  });
});

describe('a refill is planned from departures', () => {
  test('twelve guests leave in the morning, eight bottles are there', () => {
    const hotel = openStayingHotel({ startAt: at('10:30') });
    hotel.add('water-l1', 'water-dispenser', lobby);
    hotel.set('water-l1', { bottles: 40 });
    hotel.live(minute);
    hotel.set('water-l1', { bottles: 8 });
    hotel.live(5 * hour);
    for (let index = 0; index < 6; index++) {
      hotel.stay(`d${index}`, 'checked-in', hotel.now(), {
        space: room('1201').id,
        partySize: 2,
        expectedDepartureAt: hotel.now() + hour + index * 10 * minute,
      });
    }
    hotel.live(minute);
    expect(refills(hotel, 'bottles', 'water-l1')).toMatchObject([
      { evidence: [{ data: { expected: 'departures', guests: 12, servings: 8 } }] },
    ]);
  });
});

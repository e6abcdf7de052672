// What the house promises beside the twelve: the card at the door, the hair dryer of the floor, a drink after the gym and one
// before sleep, of which the house knows beforehand that they are to be brought.

import { expect } from 'vitest';
import {
  awayTomorrow,
  doneTodayOnly,
  expectCancelled,
  type PromiseRow,
  provePromises,
  servedBy,
  silenceOf,
  workInTime,
} from './promise-row.ts';
import { hour, iso, minute, type PromisedHotel } from './promised-hotel.ts';

const card = { standard: 'card-entry-23h', beginsAt: '22:30' } as const;
const dryer = { standard: 'hair-dryer-present', beginsAt: '19:30' } as const;

const gymDrink = { standard: 'gym-drink', stay: 'r1', beginsAt: '15:00' } as const;
const sleepDrink = { standard: 'sleep-drink', stay: 'r1', beginsAt: '17:20' } as const;

const byCard = (hotel: PromisedHotel) => hotel.tell('front-desk', 'waiting', 'entry-by-card', { space: 'lobby' });
const dryerSeen = (hotel: PromisedHotel) =>
  hotel.tell('housekeeping', 'waiting', 'hair-dryer-present', { space: 'corridor-12' });

async function leaveTheGym(hotel: PromisedHotel, preferences: object = { 'gym-drink': true }) {
  await hotel.stay('r1', 'checked-in', { space: '1201', preferences });
  await hotel.tell('front-desk', 'waiting', 'gym-left', { stay: 'r1', space: 'gym' });
}

/** In house for two nights, and likes milk before sleep. */
const staysForMilk = (hotel: PromisedHotel) =>
  hotel.stay('r1', 'checked-in', {
    space: '1201',
    expectedDepartureAt: iso(hotel.now() + 40 * hour),
    preferences: { 'sleep-drink': 'milk' },
  });

const rows: PromiseRow[] = [
  {
    ...card,
    name: 'entry by card from eleven',
    expected: 'met',
    async happens(hotel) {
      await hotel.live(25 * minute);
      await byCard(hotel);
    },
  },
  {
    ...card,
    name: 'the door stays open on the second evening',
    expected: 'missed',
    work: servedBy('front-desk'),
    happens: (hotel) => doneTodayOnly(hotel, byCard),
  },
  {
    ...card,
    name: 'the hub was away at eleven',
    expected: 'no-evidence',
    happens: (hotel) => awayTomorrow(hotel, byCard, hour),
  },
  {
    ...dryer,
    name: 'the hair dryer of floor 12 is in its place',
    expected: 'met',
    async happens(hotel) {
      await hotel.live(10 * minute);
      await dryerSeen(hotel);
    },
  },
  {
    ...dryer,
    name: 'the hair dryer of floor 12 is missing on the second evening',
    expected: 'missed',
    work: servedBy('housekeeping'),
    happens: (hotel) => doneTodayOnly(hotel, dryerSeen),
  },
  {
    ...dryer,
    name: 'the hub was away when somebody looked for the hair dryer',
    expected: 'no-evidence',
    happens: (hotel) => awayTomorrow(hotel, dryerSeen, hour),
  },
  {
    ...gymDrink,
    name: 'after the gym, housekeeping brings a drink in time',
    expected: 'met',
    async happens(hotel) {
      await leaveTheGym(hotel);
      await hotel.live(2 * minute);
      await hotel.act(await workInTime(hotel, 'gym-drink'), 'accept', 'start', 'complete');
    },
  },
  {
    ...gymDrink,
    name: 'after the gym, the guest takes water from the machine there',
    expected: 'met',
    async happens(hotel) {
      await hotel.add('water-g1', 'water-dispenser', 'gym');
      await leaveTheGym(hotel);
      await hotel.live(minute);
      await hotel.dispense('water-g1', 'cold-water');
      await expectCancelled(hotel, await workInTime(hotel, 'gym-drink'), 'done-already');
    },
  },
  {
    ...gymDrink,
    name: 'after the gym, nobody comes',
    expected: 'missed',
    work: servedBy('housekeeping'),
    async happens(hotel) {
      await leaveTheGym(hotel);
      await hotel.live(7 * minute);
      await expectCancelled(hotel, await workInTime(hotel, 'gym-drink'), 'too-late');
    },
  },
  {
    ...gymDrink,
    name: 'after the gym, the machine there is dead',
    expected: 'no-evidence',
    work: silenceOf('water-g1'),
    async happens(hotel) {
      await hotel.add('water-g1', 'water-dispenser', 'gym');
      await hotel.die('water-g1');
      await leaveTheGym(hotel);
      await hotel.live(9 * minute);
    },
  },
  {
    ...sleepDrink,
    name: 'a sleep drink, brought from the list of the evening',
    expected: 'met',
    async happens(hotel) {
      await staysForMilk(hotel);
      await hotel.liveUntil('20:00');
      const task = await workInTime(hotel, 'sleep-drink');
      expect(task).toMatchObject({
        space: '1201',
        dueAt: '2026-01-20T13:30:00.000Z',
        evidence: [{ data: { wish: 'milk' } }],
      });
      await hotel.act(task, 'accept', 'start', 'complete');
    },
  },
  {
    ...sleepDrink,
    name: 'a sleep drink, not brought by half past nine, and welcome at ten',
    expected: 'missed',
    work: {
      task: ({ title }) => title.startsWith('To do in time: A sleep drink'),
      role: 'housekeeping',
      ends: (hotel, task) => hotel.act(task, 'accept', 'start', 'complete'),
      as: ['verified', 'no-device'],
    },
    async happens(hotel) {
      await staysForMilk(hotel);
      await hotel.liveUntil('21:32');
    },
  },
  {
    ...sleepDrink,
    name: 'a sleep drink, and the hub was away over the evening',
    expected: 'no-evidence',
    work: {
      task: ({ title }) => title.startsWith('To do in time: A sleep drink'),
      role: 'housekeeping',
      ends: (hotel) => hotel.stay('r1', 'checked-out'),
      as: ['cancelled', 'guest-left'],
    },
    async happens(hotel) {
      await staysForMilk(hotel);
      await hotel.liveUntil('18:00');
      await hotel.hubAway(4 * hour);
    },
  },
];

provePromises(rows);

// The guest leaves: a bottle, warm in winter; what was lent comes back, and what went wrong was made good before.

import {
  expectCancelled,
  type PromiseRow,
  provePromises,
  servedBy,
  silenceOf,
  silenceOfFeed,
  toldLate,
} from './promise-row.ts';
import { day, hour, iso, minute, type PromisedHotel } from './promised-hotel.ts';

const departure = { touchpoint: 'departure', stay: 'r1', beginsAt: '10:00' } as const;
const bottle = { ...departure, standard: 'bottle-at-departure' } as const;
const warm = { ...departure, standard: 'bottle-warm' } as const;
const book = { standard: 'book-returned', stay: 'r1', beginsAt: '10:00' } as const;
const recovered = { standard: 'recovered-before-check-out', stay: 'r1', beginsAt: '10:00' } as const;

const addCabinet = (hotel: PromisedHotel) => hotel.add('water-l1', 'water-dispenser', 'lobby');
const lend = (hotel: PromisedHotel) =>
  hotel.tell('front-desk', 'waiting', 'book-lent', { stay: 'r1', data: { book: 'b7' } });
const bringBack = (hotel: PromisedHotel) =>
  hotel.tell('front-desk', 'waiting', 'book-returned', { stay: 'r1', data: { book: 'b7' } });

/** Nobody asked what the guest likes, and the key took four minutes. */
async function failTwice(hotel: PromisedHotel) {
  const expectedDepartureAt = iso(hotel.now() + 20 * hour);
  await hotel.stay('r1', 'reserved', {
    at: hotel.now() - day,
    expectedArrivalAt: iso(hotel.now()),
    expectedDepartureAt,
  });
  await hotel.stay('r1', 'check-in-started');
  await hotel.live(4 * minute);
  await hotel.stay('r1', 'checked-in', { space: '1201' });
}
const makeGood: PromiseRow['work'] = {
  task: ({ kind }) => kind === 'recovery',
  role: 'front-desk',
  ends: (hotel) => hotel.stay('r1', 'checked-out'),
  as: ['cancelled', 'guest-left'],
};

const rows: PromiseRow[] = [
  {
    ...bottle,
    name: '8 departure, a bottle at check-out',
    expected: 'met',
    async happens(hotel) {
      await addCabinet(hotel);
      await hotel.stay('r1', 'check-out-started');
      await hotel.live(minute);
      await hotel.dispense('water-l1', 'bottle', { temperature: 45 });
    },
  },
  {
    ...bottle,
    name: '8 departure, no bottle, until the desk says that there was one',
    expected: 'missed',
    work: toldLate('front-desk', (hotel) =>
      hotel.tell('front-desk', 'departure', 'bottle-handed-out', { stay: 'r1', at: iso(hotel.now() - 9 * minute) }),
    ),
    async happens(hotel) {
      await addCabinet(hotel);
      await hotel.stay('r1', 'check-out-started');
      await hotel.live(12 * minute);
    },
  },
  {
    ...bottle,
    name: '8 departure, the cabinet is dead',
    expected: 'no-evidence',
    work: silenceOf('water-l1'),
    async happens(hotel) {
      await addCabinet(hotel);
      await hotel.die('water-l1');
      await hotel.stay('r1', 'check-out-started');
      await hotel.live(15 * minute);
    },
  },
  {
    ...warm,
    name: '8 departure, the bottle is warm in winter',
    expected: 'met',
    async happens(hotel) {
      await addCabinet(hotel);
      await hotel.stay('r1', 'check-out-started');
      await hotel.dispense('water-l1', 'bottle', { temperature: 45 });
    },
  },
  {
    ...warm,
    name: '8 departure, the bottle is cold in winter',
    expected: 'missed',
    work: servedBy('front-desk'),
    async happens(hotel) {
      await addCabinet(hotel);
      await hotel.stay('r1', 'check-out-started');
      await hotel.dispense('water-l1', 'bottle', { temperature: 12 });
    },
  },
  {
    ...warm,
    name: '8 departure, a bottle was handed out, and nobody knows how warm it was',
    expected: 'no-evidence',
    async happens(hotel) {
      await addCabinet(hotel);
      await hotel.stay('r1', 'check-out-started');
      await hotel.tell('front-desk', 'departure', 'bottle-handed-out', { stay: 'r1' });
    },
  },
  {
    ...book,
    name: 'a book of the library, lent and brought back',
    expected: 'met',
    async happens(hotel) {
      await lend(hotel);
      await hotel.live(hour);
      await bringBack(hotel);
    },
  },
  {
    ...book,
    name: 'a book of the library, the guest left with it',
    expected: 'missed',
    work: servedBy('front-desk'),
    async happens(hotel) {
      await hotel.stay('r1', 'checked-in', { space: '1201' });
      await lend(hotel);
      await hotel.live(hour);
      await hotel.stay('r1', 'checked-out');
      await hotel.live(minute);
    },
  },
  {
    ...book,
    name: 'a book of the library, and the hotel system does not say whether the guest has left',
    expected: 'no-evidence',
    work: silenceOfFeed('pms', (hotel) => hotel.stay('r2', 'arrived')),
    async happens(hotel) {
      await hotel.stay('r1', 'checked-in', { space: '1201', expectedDepartureAt: iso(hotel.now() + 2 * hour) });
      await lend(hotel);
      await hotel.live(2 * hour + minute);
    },
  },
  {
    ...recovered,
    name: 'a guest failed twice, made good by a person before check-out',
    expected: 'met',
    async happens(hotel) {
      await failTwice(hotel);
      await hotel.act(await hotel.taskOf('recovery'), 'accept', 'start', 'complete');
    },
  },
  {
    ...recovered,
    name: 'a guest failed twice, who leaves without',
    expected: 'missed',
    async happens(hotel) {
      await failTwice(hotel);
      await hotel.live(hour);
      const task = await hotel.taskOf('recovery');
      await hotel.stay('r1', 'checked-out');
      await hotel.live(minute);
      await expectCancelled(hotel, task, 'guest-left');
    },
  },
  {
    ...recovered,
    name: 'a guest failed twice, and the hotel system does not say whether they have left',
    expected: 'no-evidence',
    work: makeGood,
    async happens(hotel) {
      await failTwice(hotel);
      await hotel.live(21 * hour);
    },
  },
];

provePromises(rows);

// The guest comes: tea first, a key within three minutes, and a room that is ready before it.

import { type PromiseRow, provePromises, servedBy, silenceOf, silenceOfFeed, toldLate } from './promise-row.ts';
import { hour, iso, minute, type PromisedHotel } from './promised-hotel.ts';

const tea = { standard: 'tea-first', touchpoint: 'arrival', stay: 'r1', beginsAt: '15:00' } as const;
const checkIn = { standard: 'check-in-3min', touchpoint: 'arrival', stay: 'r1', beginsAt: '15:00' } as const;
const firstLook = { standard: 'room-ready', touchpoint: 'room-first-look', stay: 'r1', beginsAt: '15:00' } as const;

const addTea = (hotel: PromisedHotel) => hotel.add('tea-l1', 'tea-dispenser', 'lobby');
const addRoom = (hotel: PromisedHotel) => hotel.add('rc-1201', 'room-controller', '1201');
const checkedIn = (hotel: PromisedHotel) => hotel.stay('r1', 'checked-in', { space: '1201' });

const rows: PromiseRow[] = [
  {
    ...tea,
    name: '2 arrival, tea within two minutes',
    expected: 'met',
    async happens(hotel) {
      await addTea(hotel);
      await hotel.stay('r1', 'arrived');
      await hotel.live(minute);
      await hotel.dispense('tea-l1', 'green-tea');
    },
  },
  {
    ...tea,
    name: '2 arrival, no tea that anybody told of, until the host does',
    expected: 'missed',
    work: toldLate('front-desk', (hotel) =>
      hotel.tell('front-desk', 'arrival', 'tea-served', { stay: 'r1', at: iso(hotel.now() - 2 * minute) }),
    ),
    async happens(hotel) {
      await addTea(hotel);
      await hotel.stay('r1', 'arrived');
      await hotel.live(3 * minute);
    },
  },
  {
    ...tea,
    name: '2 arrival, no tea at all',
    expected: 'missed',
    work: servedBy('front-desk'),
    async happens(hotel) {
      await addTea(hotel);
      await hotel.stay('r1', 'arrived');
      await hotel.stay('r1', 'check-in-started', { at: hotel.now() + 30_000 });
      await hotel.live(3 * minute);
    },
  },
  {
    ...tea,
    name: '2 arrival, the tea machine is dead',
    expected: 'no-evidence',
    work: silenceOf('tea-l1'),
    async happens(hotel) {
      await addTea(hotel);
      await hotel.die('tea-l1');
      await hotel.stay('r1', 'arrived');
      await hotel.live(10 * minute);
    },
  },
  {
    ...checkIn,
    name: '2 arrival, the key after two minutes',
    expected: 'met',
    async happens(hotel) {
      await hotel.stay('r1', 'check-in-started');
      await hotel.live(2 * minute);
      await checkedIn(hotel);
    },
  },
  {
    ...checkIn,
    name: '2 arrival, the key after four minutes',
    expected: 'missed',
    work: servedBy('front-desk'),
    async happens(hotel) {
      await hotel.stay('r1', 'check-in-started');
      await hotel.live(4 * minute);
      await checkedIn(hotel);
    },
  },
  {
    ...checkIn,
    name: '2 arrival, the hotel system fell silent in mid check-in',
    expected: 'no-evidence',
    work: silenceOfFeed('pms', (hotel) => hotel.stay('r2', 'arrived')),
    async happens(hotel) {
      await hotel.stay('r1', 'check-in-started');
      await hotel.live(11 * minute);
    },
  },
  {
    ...firstLook,
    name: '3 first look, the room is warm, online, and its last draw was hot in time',
    expected: 'met',
    async happens(hotel) {
      await addRoom(hotel);
      await hotel.add('hw-1201', 'hot-water-sensor', '1201', { point: 'hot-branch' });
      await hotel.live(2 * minute);
      await hotel.draw('hw-1201', 6);
      await hotel.live(2 * minute);
      await checkedIn(hotel);
    },
  },
  {
    ...firstLook,
    name: '3 first look, the room is cold',
    expected: 'missed',
    work: servedBy('housekeeping'),
    async happens(hotel) {
      await addRoom(hotel);
      hotel.set('rc-1201', { temperature: 19 });
      await hotel.live(2 * minute);
      await checkedIn(hotel);
    },
  },
  {
    ...firstLook,
    name: '3 first look, the last draw of the room was slow',
    expected: 'missed',
    work: servedBy('housekeeping'),
    async happens(hotel) {
      await addRoom(hotel);
      await hotel.add('hw-1201', 'hot-water-sensor', '1201', { point: 'hot-branch' });
      await hotel.live(2 * minute);
      await hotel.draw('hw-1201', 20);
      await hotel.live(2 * minute);
      await checkedIn(hotel);
    },
  },
  {
    ...firstLook,
    name: '3 first look, the water of the room was never drawn',
    expected: 'no-evidence',
    async happens(hotel) {
      await addRoom(hotel);
      await hotel.add('hw-1201', 'hot-water-sensor', '1201', { point: 'hot-branch' });
      await hotel.live(hour / 4);
      await checkedIn(hotel);
    },
  },
];

provePromises(rows);

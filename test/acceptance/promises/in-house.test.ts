// While the guest is there: requests, breakfast, something to drink and to eat, and hot water.

import { type PromiseRow, provePromises, servedBy, silenceOf, toldLate } from './promise-row.ts';
import { hour, iso, minute, type PromisedHotel } from './promised-hotel.ts';

const firstAnswer = { standard: 'first-answer', touchpoint: 'first-contact', beginsAt: '15:00', stay: 'r1' } as const;
const requestClosed = { standard: 'request-closed', beginsAt: '15:00', stay: 'r1' } as const;
const breakfast = { standard: 'breakfast-machines', touchpoint: 'breakfast', beginsAt: '06:20' } as const;
const waiting = { standard: 'waiting-drink', touchpoint: 'waiting', beginsAt: '06:50' } as const;
const snack = { standard: 'snack-stocked', touchpoint: 'snack', beginsAt: '11:20' } as const;
const milk = { standard: 'bedtime-milk', touchpoint: 'snack', beginsAt: '22:00' } as const;
const hotWater = { standard: 'hot-water-24h', beginsAt: '00:00' } as const;

const inTheRoom = (hotel: PromisedHotel) => hotel.stay('r1', 'checked-in', { space: '1201' });
async function requestTask(hotel: PromisedHotel) {
  const task = (await hotel.tasks()).find(({ kind }) => kind === 'request');
  if (task === undefined) throw new Error('expected the task of the request');
  return task;
}
const milkIsKnownHere = (hotel: PromisedHotel) => hotel.tell('housekeeping', 'snack', 'milk-ready', { space: 'lobby' });

/** A machine, as the hours of its promise go by. */
async function through(
  hotel: PromisedHotel,
  until: string,
  ...machine: readonly [string, 'tea-dispenser' | 'water-dispenser', string]
) {
  await hotel.add(...machine);
  await hotel.liveUntil(until);
}

const rows: PromiseRow[] = [
  {
    ...firstAnswer,
    name: '4 first contact, somebody takes the call at once',
    expected: 'met',
    async happens(hotel) {
      await inTheRoom(hotel);
      await hotel.ask('1201', 'towels');
      await hotel.live(10_000);
      await hotel.act(await requestTask(hotel), 'accept');
    },
  },
  {
    ...firstAnswer,
    name: '4 first contact, the call from the panel of the room is taken, and a restart forgets nothing',
    expected: 'met',
    async happens(hotel) {
      await hotel.add('rc-1201', 'room-controller', '1201');
      await inTheRoom(hotel);
      await hotel.event('rc-1201', 'request', { request: 'towels' });
      await hotel.live(10_000);
      await hotel.act(await requestTask(hotel), 'accept');
      await hotel.hubAway(minute);
      await hotel.live(5 * minute);
    },
  },
  {
    ...firstAnswer,
    name: '4 first contact, nobody takes the call',
    expected: 'missed',
    async happens(hotel) {
      await inTheRoom(hotel);
      await hotel.ask('1201', 'towels');
      await hotel.live(2 * minute);
    },
  },
  {
    ...firstAnswer,
    name: '4 first contact, the panel of the room was dead while the guest was there',
    expected: 'no-evidence',
    work: silenceOf('rc-1201'),
    async happens(hotel) {
      await hotel.add('rc-1201', 'room-controller', '1201');
      await inTheRoom(hotel);
      await hotel.die('rc-1201');
      await hotel.live(20 * minute);
      await hotel.stay('r1', 'checked-out');
    },
  },
  {
    ...requestClosed,
    name: 'a request, tracked and closed in time',
    expected: 'met',
    async happens(hotel) {
      await inTheRoom(hotel);
      await hotel.ask('1201', 'towels', 'chat');
      await hotel.live(10 * minute);
      await hotel.act(await requestTask(hotel), 'accept', 'start', 'complete');
    },
  },
  {
    ...requestClosed,
    name: 'a request, still open after half an hour',
    expected: 'missed',
    work: {
      task: ({ kind }) => kind === 'request',
      role: 'housekeeping',
      ends: (hotel, task) => hotel.act(task, 'accept', 'start', 'complete'),
      as: ['verified', 'no-device'],
    },
    async happens(hotel) {
      await inTheRoom(hotel);
      await hotel.ask('1201', 'towels', 'speaker');
      await hotel.live(31 * minute);
    },
  },
  {
    ...requestClosed,
    name: 'a request, while the hub was away',
    expected: 'no-evidence',
    async happens(hotel) {
      await inTheRoom(hotel);
      await hotel.ask('1201', 'towels', 'app');
      await hotel.hubAway(40 * minute);
    },
  },
  {
    ...breakfast,
    name: '5 breakfast, the machine is full through the hours',
    expected: 'met',
    happens: (hotel) => through(hotel, '10:04', 'tea-b1', 'tea-dispenser', 'breakfast'),
  },
  {
    ...breakfast,
    name: '5 breakfast, the machine ran dry',
    expected: 'missed',
    work: servedBy('housekeeping'),
    async happens(hotel) {
      await through(hotel, '08:00', 'tea-b1', 'tea-dispenser', 'breakfast');
      hotel.set('tea-b1', { level: 0 });
      await hotel.liveUntil('10:04');
    },
  },
  {
    ...breakfast,
    name: '5 breakfast, the machine was silent for most of it',
    expected: 'no-evidence',
    work: silenceOf('tea-b1'),
    async happens(hotel) {
      await through(hotel, '07:00', 'tea-b1', 'tea-dispenser', 'breakfast');
      await hotel.die('tea-b1');
      await hotel.liveUntil('10:04');
    },
  },
  {
    ...waiting,
    name: '6 waiting, the lobby has something to drink all day',
    expected: 'met',
    happens: (hotel) => through(hotel, '23:04', 'water-l1', 'water-dispenser', 'lobby'),
  },
  {
    ...waiting,
    name: '6 waiting, the lobby dispenser is empty from noon',
    expected: 'missed',
    work: servedBy('front-desk'),
    async happens(hotel) {
      await through(hotel, '12:00', 'water-l1', 'water-dispenser', 'lobby');
      hotel.set('water-l1', { level: 0 });
      await hotel.liveUntil('23:04');
    },
  },
  {
    ...waiting,
    name: '6 waiting, the lobby dispenser is dead',
    expected: 'no-evidence',
    work: silenceOf('water-l1'),
    async happens(hotel) {
      await through(hotel, '08:00', 'water-l1', 'water-dispenser', 'lobby');
      await hotel.die('water-l1');
      await hotel.liveUntil('23:04');
    },
  },
  {
    ...snack,
    name: '7 snack, the cabinet is stocked at noon and at night',
    expected: 'met',
    happens: (hotel) => through(hotel, '23:34', 'snack-1', 'water-dispenser', 'snack-bar'),
  },
  {
    ...snack,
    name: '7 snack, the cabinet is empty at night',
    expected: 'missed',
    work: servedBy('housekeeping'),
    async happens(hotel) {
      await through(hotel, '20:00', 'snack-1', 'water-dispenser', 'snack-bar');
      hotel.set('snack-1', { level: 0 });
      await hotel.liveUntil('23:34');
    },
  },
  {
    ...snack,
    name: '7 snack, the cabinet says nothing',
    expected: 'no-evidence',
    work: silenceOf('snack-1'),
    async happens(hotel) {
      await through(hotel, '12:00', 'snack-1', 'water-dispenser', 'snack-bar');
      await hotel.die('snack-1');
      await hotel.liveUntil('23:34');
    },
  },
  {
    ...milk,
    name: '7 snack, milk at half past ten',
    expected: 'met',
    async happens(hotel) {
      await hotel.live(20 * minute);
      await milkIsKnownHere(hotel);
    },
  },
  {
    ...milk,
    name: '7 snack, no milk on the second evening, until somebody says that there was',
    expected: 'missed',
    work: toldLate('housekeeping', (hotel) =>
      hotel.tell('housekeeping', 'snack', 'milk-ready', { space: 'lobby', at: iso(hotel.now() - 10 * minute) }),
    ),
    async happens(hotel) {
      await milkIsKnownHere(hotel);
      await hotel.live(24 * hour + 31 * minute);
    },
  },
  {
    ...milk,
    name: '7 snack, the hub was away when the milk was due',
    expected: 'no-evidence',
    async happens(hotel) {
      await milkIsKnownHere(hotel);
      await hotel.live(24 * hour);
      await hotel.hubAway(2 * hour);
    },
  },
  {
    ...hotWater,
    name: 'hot water, the first draw of the day was hot in time',
    expected: 'met',
    async happens(hotel) {
      await hotel.add('hw-1201', 'hot-water-sensor', '1201', { point: 'hot-branch' });
      await hotel.live(2 * minute);
      await hotel.draw('hw-1201', 6);
      await hotel.live(24 * hour + 6 * minute);
    },
  },
  {
    ...hotWater,
    name: 'hot water, the last draw of the morning was slow, and nothing better came',
    expected: 'missed',
    work: {
      task: ({ kind }) => kind === 'warm-up',
      role: 'engineer',
      ends: async (hotel) => {
        await hotel.draw('hw-1201', 6);
        await hotel.live(2 * minute);
      },
      as: ['cancelled', 'solved-itself'],
    },
    async happens(hotel) {
      await hotel.add('hw-1201', 'hot-water-sensor', '1201', { point: 'hot-branch' });
      await hotel.live(2 * minute);
      await hotel.draw('hw-1201', 20);
      await hotel.live(24 * hour + 6 * minute);
    },
  },
  {
    ...hotWater,
    name: 'hot water, no draw of the day tells',
    expected: 'no-evidence',
    async happens(hotel) {
      await hotel.add('hw-1201', 'hot-water-sensor', '1201', { point: 'hot-branch' });
      await hotel.live(24 * hour + 6 * minute);
    },
  },
];

provePromises(rows);

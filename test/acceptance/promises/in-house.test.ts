// While the guest is there: requests, breakfast, something to drink and to eat, and hot water.

import {
  awayTomorrow,
  doneTodayOnly,
  type PromiseRow,
  provePromises,
  servedBy,
  silenceOf,
  toldLate,
} from './promise-row.ts';
import { hour, iso, minute, type PromisedHotel } from './promised-hotel.ts';

const firstAnswer = { standard: 'first-answer', touchpoint: 'first-contact', beginsAt: '15:00', stay: 'r1' } as const;
const requestClosed = { standard: 'request-closed', beginsAt: '15:00', stay: 'r1' } as const;
const breakfast = { standard: 'breakfast-machines', touchpoint: 'breakfast', beginsAt: '06:20' } as const;
const waiting = { standard: 'waiting-drink', touchpoint: 'waiting', beginsAt: '06:50' } as const;
const snack = { standard: 'snack-stocked', touchpoint: 'snack', beginsAt: '11:20' } as const;
const milk = { standard: 'bedtime-milk', touchpoint: 'snack', beginsAt: '22:00' } as const;
const hotWater = { standard: 'hot-water-24h', beginsAt: '00:00' } as const;

const inTheRoom = (hotel: PromisedHotel) => hotel.stay('r1', 'checked-in', { space: '1201' });
const milkIsKnownHere = (hotel: PromisedHotel) => hotel.tell('housekeeping', 'snack', 'milk-ready', { space: 'lobby' });

/** Where something is promised, and when the hours of its day are over and judged. */
interface Machine {
  readonly id: string;
  readonly kind: 'tea-dispenser' | 'water-dispenser';
  readonly space: string;
  readonly judgedAt: string;
}
const breakfastTea: Machine = { id: 'tea-b1', kind: 'tea-dispenser', space: 'breakfast', judgedAt: '10:04' };
const lobbyWater: Machine = { id: 'water-l1', kind: 'water-dispenser', space: 'lobby', judgedAt: '23:04' };
const snackCabinet: Machine = { id: 'snack-1', kind: 'water-dispenser', space: 'snack-bar', judgedAt: '23:34' };

async function fullUntil(hotel: PromisedHotel, { id, kind, space }: Machine, time: string) {
  await hotel.add(id, kind, space);
  await hotel.liveUntil(time);
}
const fullAllDay = (hotel: PromisedHotel, machine: Machine) => fullUntil(hotel, machine, machine.judgedAt);
async function emptyFrom(hotel: PromisedHotel, machine: Machine, time: string) {
  await fullUntil(hotel, machine, time);
  hotel.set(machine.id, { level: 0 });
  await hotel.liveUntil(machine.judgedAt);
}
async function deadFrom(hotel: PromisedHotel, machine: Machine, time: string) {
  await fullUntil(hotel, machine, time);
  await hotel.die(machine.id);
  await hotel.liveUntil(machine.judgedAt);
}

/** A whole day with one draw, soon after midnight: hot after so many seconds. */
async function oneDraw(hotel: PromisedHotel, hotAfterS: number) {
  await hotel.add('hw-1201', 'hot-water-sensor', '1201', { point: 'hot-branch' });
  await hotel.live(2 * minute);
  await hotel.draw('hw-1201', hotAfterS);
  await hotel.live(24 * hour + 6 * minute);
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
      await hotel.act(await hotel.taskOf('request'), 'accept');
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
      await hotel.act(await hotel.taskOf('request'), 'accept');
      await hotel.hubAway(minute);
      await hotel.live(5 * minute);
    },
  },
  {
    ...firstAnswer,
    name: '4 first contact, the call was taken by a slip that was taken back, and a restart does not bring it back',
    expected: 'missed',
    async happens(hotel) {
      await inTheRoom(hotel);
      await hotel.ask('1201', 'towels');
      await hotel.live(10_000);
      await hotel.act(await hotel.taskOf('request'), 'accept', 'undo');
      await hotel.live(2 * minute);
      await hotel.hubAway(minute);
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
      await hotel.act(await hotel.taskOf('request'), 'accept', 'start', 'complete');
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
    happens: (hotel) => fullAllDay(hotel, breakfastTea),
  },
  {
    ...breakfast,
    name: '5 breakfast, the machine ran dry',
    expected: 'missed',
    work: servedBy('housekeeping'),
    happens: (hotel) => emptyFrom(hotel, breakfastTea, '08:00'),
  },
  {
    ...breakfast,
    name: '5 breakfast, the machine was silent for most of it',
    expected: 'no-evidence',
    work: silenceOf('tea-b1'),
    happens: (hotel) => deadFrom(hotel, breakfastTea, '07:00'),
  },
  {
    ...waiting,
    name: '6 waiting, the lobby has something to drink all day',
    expected: 'met',
    happens: (hotel) => fullAllDay(hotel, lobbyWater),
  },
  {
    ...waiting,
    name: '6 waiting, the lobby dispenser is empty from noon',
    expected: 'missed',
    work: servedBy('front-desk'),
    happens: (hotel) => emptyFrom(hotel, lobbyWater, '12:00'),
  },
  {
    ...waiting,
    name: '6 waiting, the lobby dispenser is dead',
    expected: 'no-evidence',
    work: silenceOf('water-l1'),
    happens: (hotel) => deadFrom(hotel, lobbyWater, '08:00'),
  },
  {
    ...snack,
    name: '7 snack, the cabinet is stocked at noon and at night',
    expected: 'met',
    happens: (hotel) => fullAllDay(hotel, snackCabinet),
  },
  {
    ...snack,
    name: '7 snack, the cabinet is empty at night',
    expected: 'missed',
    work: servedBy('housekeeping'),
    happens: (hotel) => emptyFrom(hotel, snackCabinet, '20:00'),
  },
  {
    ...snack,
    name: '7 snack, the cabinet says nothing',
    expected: 'no-evidence',
    work: silenceOf('snack-1'),
    happens: (hotel) => deadFrom(hotel, snackCabinet, '12:00'),
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
    happens: (hotel) => doneTodayOnly(hotel, milkIsKnownHere),
  },
  {
    ...milk,
    name: '7 snack, the hub was away when the milk was due',
    expected: 'no-evidence',
    happens: (hotel) => awayTomorrow(hotel, milkIsKnownHere, 2 * hour),
  },
  {
    ...hotWater,
    name: 'hot water, the first draw of the day was hot in time',
    expected: 'met',
    happens: (hotel) => oneDraw(hotel, 6),
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
    happens: (hotel) => oneDraw(hotel, 20),
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

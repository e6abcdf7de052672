// The table of the house's promises, row by row: each met, missed and without evidence, and the task that a miss becomes.
import { describe, expect, test } from 'vitest';
import { hour, minute, room } from '../small-hotel.ts';
import {
  breakfastRoom,
  corridor,
  crm,
  gym,
  openStayingHotel,
  pms,
  type StayingHotel,
  snackBar,
} from './staying-hotel.ts';

const lobbySpace = { id: 'lobby', kind: 'lobby', floor: '1' } as never;
/** 15:00 in Shanghai on a winter day; the hotel of these tests begins there. */
const day = 24 * hour;
type Outcome = 'met' | 'missed' | 'no-evidence';

interface Row {
  readonly name: string;
  readonly standard: string;
  readonly expected: Outcome;
  readonly task?: 'none' | 'touchpoint' | 'silence';
  happen(hotel: StayingHotel): void;
}

/** A guest who arrives, gets tea, a key and a bottle; whatever a row does not change. */
function furnish(hotel: StayingHotel) {
  hotel.add('tea-l1', 'tea-dispenser', lobbySpace);
  hotel.add('water-l1', 'water-dispenser', lobbySpace);
  hotel.add('rc-1201', 'room-controller', room('1201'));
  hotel.live(5 * minute);
}

/** So long that the hub takes its own absence for silence. */
function hubAway(hotel: StayingHotel, ms: number) {
  hotel.crashFor(ms);
}

const rows: Row[] = [
  {
    name: '1 booking: arrival time and preferences are known before arrival',
    standard: 'booking-known',
    expected: 'met',
    happen(hotel) {
      hotel.stay('r1', 'reserved', hotel.now() - day, {
        expectedArrivalAt: hotel.now(),
        preferences: { pillow: 'soft' },
      });
      hotel.stay('r1', 'arrived');
    },
  },
  {
    name: '1 booking: nobody asked what the guest likes',
    standard: 'booking-known',
    expected: 'missed',
    happen(hotel) {
      hotel.stay('r1', 'reserved', hotel.now() - day, { expectedArrivalAt: hotel.now() });
      hotel.stay('r1', 'arrived');
    },
  },
  {
    name: '1 booking: no reservation was ever told',
    standard: 'booking-known',
    expected: 'no-evidence',
    happen: (hotel) => void hotel.stay('r1', 'arrived'),
  },
  {
    name: '2 arrival: tea within two minutes',
    standard: 'tea-first',
    expected: 'met',
    happen(hotel) {
      hotel.stay('r1', 'arrived');
      hotel.live(minute);
      hotel.dispense('tea-l1' as never, 'green-tea', hotel.now() - 10_000);
    },
  },
  {
    name: '2 arrival: check-in began before the tea',
    standard: 'tea-first',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      const at = hotel.now();
      hotel.stay('r1', 'arrived', at);
      hotel.stay('r1', 'check-in-started', at + 30_000);
      hotel.live(minute);
      hotel.dispense('tea-l1' as never, 'green-tea', at + 45_000);
    },
  },
  {
    name: '2 arrival: the dispenser is dead',
    standard: 'tea-first',
    expected: 'no-evidence',
    task: 'silence',
    happen(hotel) {
      hotel.die('tea-l1');
      hotel.live(10_000);
      hotel.stay('r1', 'arrived');
      hotel.live(10 * minute);
    },
  },
  {
    name: '2 arrival: check-in within three minutes',
    standard: 'check-in-3min',
    expected: 'met',
    happen(hotel) {
      hotel.stay('r1', 'check-in-started');
      hotel.live(2 * minute);
      hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id });
    },
  },
  {
    name: '2 arrival: check-in took four minutes',
    standard: 'check-in-3min',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.stay('r1', 'check-in-started');
      hotel.live(4 * minute);
      hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id });
    },
  },
  {
    name: '2 arrival: the hotel system fell silent in mid check-in',
    standard: 'check-in-3min',
    expected: 'no-evidence',
    task: 'silence',
    happen(hotel) {
      hotel.stay('r1', 'check-in-started');
      hotel.live(11 * minute);
    },
  },
  {
    name: '3 first look: the room is warm, online and has hot water',
    standard: 'room-ready',
    expected: 'met',
    happen: (hotel) => void hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id }),
  },
  {
    name: '3 first look: the room is cold',
    standard: 'room-ready',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.set('rc-1201', { temperature: 19 });
      hotel.live(10 * minute);
      hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id });
    },
  },
  {
    name: '3 first look: the water of the room was never drawn',
    standard: 'room-ready',
    expected: 'no-evidence',
    happen(hotel) {
      hotel.register('hw-1201', 'hot-water-sensor', room('1201'), { point: 'hot-branch', tauS: 0, resolutionC: 0 });
      hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id });
    },
  },
  {
    name: '4 first contact: somebody takes the request at once',
    standard: 'first-answer',
    expected: 'met',
    happen(hotel) {
      hotel.ask('q1', room('1201'), 'towels');
      hotel.live(10_000);
      const [task] = hotel.openTasks();
      if (task !== undefined) hotel.act(task, 'accept');
    },
  },
  {
    name: '4 first contact: nobody takes the request',
    standard: 'first-answer',
    expected: 'missed',
    happen(hotel) {
      hotel.ask('q1', room('1201'), 'towels');
      hotel.live(2 * minute);
    },
  },
  {
    name: '4 first contact: the panel of the room was dead while the guest was there',
    standard: 'first-answer',
    expected: 'no-evidence',
    task: 'silence',
    happen(hotel) {
      hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id });
      hotel.die('rc-1201');
      hotel.live(20 * minute);
      hotel.stay('r1', 'checked-out');
    },
  },
  {
    name: '5 breakfast: the machine is full through the hours',
    standard: 'breakfast-machines',
    expected: 'met',
    happen(hotel) {
      hotel.add('tea-b1', 'tea-dispenser', breakfastRoom);
      hotel.live(20 * hour);
    },
  },
  {
    name: '5 breakfast: the machine ran dry',
    standard: 'breakfast-machines',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.add('tea-b1', 'tea-dispenser', breakfastRoom);
      hotel.live(16 * hour);
      hotel.set('tea-b1', { level: 0 });
      hotel.live(4 * hour);
    },
  },
  {
    name: '5 breakfast: the machine was silent for most of it',
    standard: 'breakfast-machines',
    expected: 'no-evidence',
    task: 'silence',
    happen(hotel) {
      hotel.add('tea-b1', 'tea-dispenser', breakfastRoom);
      hotel.live(15 * hour);
      hotel.die('tea-b1');
      hotel.live(5 * hour);
    },
  },
  {
    name: '6 waiting: there is something to drink in the lobby',
    standard: 'waiting-drink',
    expected: 'met',
    happen: (hotel) => hotel.live(33 * hour),
  },
  {
    name: '6 waiting: the lobby dispenser is empty all day',
    standard: 'waiting-drink',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.live(9 * hour);
      hotel.set('tea-l1', { level: 0 });
      hotel.set('water-l1', { level: 0 });
      hotel.forget();
      hotel.live(24 * hour);
    },
  },
  {
    name: '6 waiting: the lobby dispensers are dead',
    standard: 'waiting-drink',
    expected: 'no-evidence',
    task: 'silence',
    happen(hotel) {
      hotel.live(9 * hour);
      hotel.die('tea-l1');
      hotel.die('water-l1');
      hotel.forget();
      hotel.live(24 * hour);
    },
  },
  {
    name: '7 snack: the cabinet is stocked at noon and at night',
    standard: 'snack-stocked',
    expected: 'met',
    happen(hotel) {
      hotel.add('snack-1', 'water-dispenser', snackBar);
      hotel.live(9 * hour);
      hotel.forget();
      hotel.live(24 * hour);
    },
  },
  {
    name: '7 snack: the cabinet is empty',
    standard: 'snack-stocked',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.add('snack-1', 'water-dispenser', snackBar);
      hotel.live(9 * hour);
      hotel.forget();
      hotel.set('snack-1', { level: 0 });
      hotel.live(24 * hour);
    },
  },
  {
    name: '7 snack: the cabinet says nothing',
    standard: 'snack-stocked',
    expected: 'no-evidence',
    task: 'silence',
    happen(hotel) {
      hotel.add('snack-1', 'water-dispenser', snackBar);
      hotel.live(9 * hour);
      hotel.forget();
      hotel.die('snack-1');
      hotel.live(24 * hour);
    },
  },
  {
    name: '7 snack: milk at half past ten',
    standard: 'bedtime-milk',
    expected: 'met',
    happen(hotel) {
      hotel.live(7 * hour);
      hotel.tell('snack', 'milk-ready', { space: lobbySpace });
      hotel.live(hour);
    },
  },
  {
    name: '7 snack: no milk on the second evening',
    standard: 'bedtime-milk',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.tell('snack', 'milk-ready', { space: lobbySpace });
      hotel.live(9 * hour);
      hotel.forget();
      hotel.live(23 * hour);
    },
  },
  {
    name: '7 snack: the hub was down when the milk was due',
    standard: 'bedtime-milk',
    expected: 'no-evidence',
    task: 'none',
    happen(hotel) {
      hotel.tell('snack', 'milk-ready', { space: lobbySpace });
      hotel.live(9 * hour);
      hotel.forget();
      hotel.live(21 * hour);
      hubAway(hotel, 3 * hour);
      hotel.live(5 * minute);
    },
  },
  {
    name: '8 departure: a bottle at check-out',
    standard: 'bottle-at-departure',
    expected: 'met',
    happen(hotel) {
      hotel.stay('r1', 'check-out-started');
      hotel.live(minute);
      hotel.dispense('water-l1' as never, 'bottle', hotel.now() - 5000, 45);
    },
  },
  {
    name: '8 departure: no bottle',
    standard: 'bottle-at-departure',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.stay('r1', 'check-out-started');
      hotel.live(11 * minute);
    },
  },
  {
    name: '8 departure: the cabinet is dead',
    standard: 'bottle-at-departure',
    expected: 'no-evidence',
    task: 'silence',
    happen(hotel) {
      hotel.die('water-l1');
      hotel.stay('r1', 'check-out-started');
      hotel.live(15 * minute);
    },
  },
  {
    name: '8 departure: the bottle is warm in winter',
    standard: 'bottle-warm',
    expected: 'met',
    happen(hotel) {
      hotel.stay('r1', 'check-out-started');
      hotel.dispense('water-l1' as never, 'bottle', hotel.now(), 45);
    },
  },
  {
    name: '8 departure: the bottle is cold in winter',
    standard: 'bottle-warm',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.stay('r1', 'check-out-started');
      hotel.dispense('water-l1' as never, 'bottle', hotel.now(), 12);
    },
  },
  {
    name: '8 departure: somebody handed out a bottle, and nobody knows how warm it was',
    standard: 'bottle-warm',
    expected: 'no-evidence',
    happen(hotel) {
      hotel.stay('r1', 'check-out-started');
      hotel.tell('departure', 'bottle-handed-out', { stay: 'r1' });
    },
  },
  {
    name: '9 review: answered on the same day',
    standard: 'review-answered',
    expected: 'met',
    happen(hotel) {
      hotel.tell('review', 'posted', { stay: 'r1', by: crm });
      hotel.live(5 * hour);
      hotel.tell('review', 'answered', { stay: 'r1', by: crm });
    },
  },
  {
    name: '9 review: nobody answers',
    standard: 'review-answered',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.tell('review', 'posted', { stay: 'r1', by: crm });
      hotel.wait(day + minute);
      hotel.tell('review', 'posted', { stay: 'r2', by: crm });
    },
  },
  {
    name: '9 review: the system that would tell is silent',
    standard: 'review-answered',
    expected: 'no-evidence',
    task: 'silence',
    happen(hotel) {
      hotel.tell('review', 'posted', { stay: 'r1', by: crm });
      hotel.wait(9 * day);
    },
  },
  ...(
    [
      ['10 afterthought', 'thought-of-again', 'afterthought', 'contacted', 14],
      ['11 recommendation', 'recommended', 'recommendation', 'referral', 60],
      ['12 rebooking', 'booked-again', 'rebooking', 'reserved', 60],
    ] as const
  ).flatMap(([name, standard, touchpoint, type, days]): Row[] => [
    {
      name: `${name}: it happens`,
      standard,
      expected: 'met',
      happen(hotel) {
        hotel.stay('r1', 'checked-out');
        hotel.wait(3 * day);
        hotel.tell(touchpoint, type, { stay: 'r1', by: crm });
      },
    },
    {
      name: `${name}: it does not`,
      standard,
      expected: 'missed',
      task: 'none',
      happen(hotel) {
        hotel.tell(touchpoint, type, { stay: 'r0', by: crm });
        hotel.stay('r1', 'checked-out');
        for (let passed = 0; passed <= days; passed++) {
          hotel.wait(day + minute);
          hotel.tell(touchpoint, type, { stay: 'r2', by: crm });
        }
      },
    },
    {
      name: `${name}: the system that would tell is silent`,
      standard,
      expected: 'no-evidence',
      happen(hotel) {
        hotel.tell(touchpoint, type, { stay: 'r0', by: crm });
        hotel.stay('r1', 'checked-out');
        hotel.wait((days + 9) * day);
      },
    },
  ]),
  {
    name: 'gym: a drink within five minutes',
    standard: 'gym-drink',
    expected: 'met',
    happen(hotel) {
      hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id, preferences: { 'gym-drink': true } });
      hotel.tell('waiting', 'gym-left', { stay: 'r1', space: gym });
      hotel.live(2 * minute);
      hotel.tell('waiting', 'drink-offered', { stay: 'r1', space: gym });
    },
  },
  {
    name: 'gym: no drink',
    standard: 'gym-drink',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id, preferences: { 'gym-drink': true } });
      hotel.tell('waiting', 'gym-left', { stay: 'r1', space: gym });
      hotel.live(7 * minute);
    },
  },
  {
    name: 'message: told on the day before',
    standard: 'message-day-before',
    expected: 'met',
    happen(hotel) {
      hotel.stay('r1', 'reserved', hotel.now(), { expectedArrivalAt: hotel.now() + day });
      hotel.live(hour);
      hotel.tell('booking', 'message-sent', { stay: 'r1' });
    },
  },
  {
    name: 'message: six o’clock passes without one',
    standard: 'message-day-before',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.tell('booking', 'message-sent', { stay: 'r0' });
      hotel.stay('r1', 'reserved', hotel.now(), { expectedArrivalAt: hotel.now() + day });
      hotel.live(4 * hour);
    },
  },
  {
    name: 'hair dryer: not in its place on floor 12',
    standard: 'hair-dryer-present',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.tell('waiting', 'hair-dryer-present', { space: corridor });
      hotel.live(9 * hour);
      hotel.forget();
      hotel.live(21 * hour);
    },
  },
  {
    name: 'card: entry by card from eleven',
    standard: 'card-entry-23h',
    expected: 'met',
    happen(hotel) {
      hotel.live(7 * hour + 30 * minute);
      hotel.tell('waiting', 'entry-by-card', { space: lobbySpace, by: pms });
      hotel.live(hour);
    },
  },
  {
    name: 'book: lent and brought back',
    standard: 'book-returned',
    expected: 'met',
    happen(hotel) {
      hotel.tell('waiting', 'book-lent', { stay: 'r1', data: { book: 'b7' } });
      hotel.live(hour);
      hotel.tell('waiting', 'book-returned', { stay: 'r1', data: { book: 'b7' } });
    },
  },
  {
    name: 'book: the guest left with it',
    standard: 'book-returned',
    expected: 'missed',
    task: 'touchpoint',
    happen(hotel) {
      hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id });
      hotel.tell('waiting', 'book-lent', { stay: 'r1', data: { book: 'b7' } });
      hotel.live(hour);
      hotel.stay('r1', 'checked-out');
      hotel.live(minute);
    },
  },
  {
    name: 'sleep drink: for a guest who likes one',
    standard: 'sleep-drink',
    expected: 'met',
    happen(hotel) {
      hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id, preferences: { 'sleep-drink': 'milk' } });
      hotel.live(6 * hour);
      hotel.tell('snack', 'sleep-drink', { stay: 'r1' });
    },
  },
  {
    name: 'hot water: no draw of the day tells',
    standard: 'hot-water-24h',
    expected: 'no-evidence',
    happen(hotel) {
      hotel.add('hw-1201', 'hot-water-sensor', room('1201'));
      hotel.live(10 * hour);
    },
  },
];

describe('the promises of the house', () => {
  test.each(rows)('$name: $standard $expected', ({ standard, expected, task, happen }) => {
    const hotel = openStayingHotel();
    furnish(hotel);
    happen(hotel);
    hotel.live(minute);
    const latest = hotel.latestOf(standard);
    expect(latest).toMatchObject({ outcome: expected });
    const about = hotel
      .tasks()
      .filter(({ kind, cause }) => kind === 'touchpoint' && cause.startsWith(`touchpoint:${standard}:`));
    const silent = hotel.tasks().filter(({ kind }) => kind === 'device-offline');
    if (expected !== 'missed') expect(about).toEqual([]);
    if (task === 'touchpoint') expect(about).toHaveLength(1);
    if (task === 'silence') expect(silent.length).toBeGreaterThan(0);
  });
});

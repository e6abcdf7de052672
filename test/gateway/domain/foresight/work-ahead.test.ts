// Work before a promise is due: for whom, by when, and how it ends by itself with its point.
import { describe, expect, test } from 'vitest';
import { servicePresets } from '../../../../gateway/domain/standards/house-presets.ts';
import { gym, openStayingHotel, type StayingHotel } from '../journey/staying-hotel.ts';
import { hour, minute, room } from '../small-hotel.ts';

const day = 24 * hour;
const at = (time: string, date = '2026-01-05') => Date.parse(`${date}T${time}:00+08:00`);
const open = (time: string) => openStayingHotel({ startAt: at(time) });

const likes = { preferences: { 'gym-drink': true, 'sleep-drink': 'milk' } };
const checkIn = (hotel: StayingHotel, stay = 'r1', space = room('1201'), more: object = likes) =>
  hotel.stay(stay, 'checked-in', hotel.now(), { space: space.id, ...more });
const leaveGym = (hotel: StayingHotel, stay = 'r1') => hotel.tell('waiting', 'gym-left', { stay, space: gym });

const work = (hotel: StayingHotel, standard: string) =>
  hotel.tasks().filter(({ cause }) => cause.startsWith(`ahead:${standard}:`));
const misses = (hotel: StayingHotel, standard: string) =>
  hotel.tasks().filter(({ cause }) => cause.startsWith(`touchpoint:${standard}:`));
const endOf = (hotel: StayingHotel, standard: string) =>
  work(hotel, standard).map(({ state, history }) => [state, history.at(-1)?.note]);

function inTheGym(): StayingHotel {
  const hotel = open('15:00');
  checkIn(hotel);
  hotel.wait(hour);
  leaveGym(hotel);
  hotel.wait(0);
  return hotel;
}

describe('a guest who likes a drink leaves the gym', () => {
  test('housekeeping has five minutes', () => {
    const hotel = inTheGym();
    expect(work(hotel, 'gym-drink')).toMatchObject([
      {
        kind: 'touchpoint',
        role: 'housekeeping',
        space: 'gym',
        state: 'open',
        priority: 2,
        dueAt: hotel.now() + 5 * minute,
        evidence: [{ type: 'event', data: { standard: 'gym-drink', dueAt: hotel.now() + 5 * minute } }],
      },
    ]);
  });

  test('who brings it says so, and that is the evidence', () => {
    const hotel = inTheGym();
    hotel.wait(2 * minute);
    const [task] = work(hotel, 'gym-drink');
    for (const action of ['accept', 'start', 'complete'] as const) if (task) hotel.act(task, action);
    expect(hotel.latestOf('gym-drink')).toMatchObject({ outcome: 'met', seconds: 120, source: 'user:wang' });
    expect(endOf(hotel, 'gym-drink')).toEqual([['verified', 'no-device']]);
    hotel.wait(hour);
    expect(misses(hotel, 'gym-drink')).toEqual([]);
  });

  const ends: [name: string, happens: (hotel: StayingHotel) => void, note: string][] = [
    ['a colleague offered one', (h) => h.tell('waiting', 'drink-offered', { stay: 'r1', space: gym }), 'done-already'],
    ['the guest checks out', (h) => h.stay('r1', 'checked-out'), 'guest-left'],
    [
      'the guest likes none any more',
      (h) => h.stay('r1', 'changed', h.now(), { preferences: { 'gym-drink': false } }),
      'not-wanted',
    ],
    ['five minutes have passed', (h) => void h.wait(5 * minute + 1), 'too-late'],
  ];
  test.each(ends)('nobody needs to come where %s', (_name, happens, note) => {
    const hotel = inTheGym();
    const [task] = work(hotel, 'gym-drink');
    if (task) hotel.act(task, 'accept');
    happens(hotel);
    hotel.wait(0);
    expect(endOf(hotel, 'gym-drink')).toEqual([['cancelled', note]]);
  });

  test('nobody came: the miss has the task of its day', () => {
    const hotel = inTheGym();
    hotel.wait(6 * minute);
    expect(hotel.latestOf('gym-drink')).toMatchObject({ outcome: 'missed' });
    expect(misses(hotel, 'gym-drink')).toMatchObject([{ state: 'open', role: 'housekeeping' }]);
  });

  test('once a visit: back for a towel is no second one, an hour later is', () => {
    const hotel = inTheGym();
    hotel.wait(10 * minute);
    leaveGym(hotel);
    hotel.wait(0);
    expect(work(hotel, 'gym-drink')).toHaveLength(1);
    expect(hotel.cellsOf('gym-drink')).toHaveLength(1);
    hotel.wait(hour);
    leaveGym(hotel);
    hotel.wait(0);
    expect(work(hotel, 'gym-drink')).toHaveLength(2);
  });

  test('the first exit is told late: it is the visit, and the work of the second goes', () => {
    const hotel = inTheGym();
    hotel.tell('waiting', 'gym-left', { stay: 'r1', space: gym, at: hotel.now() - 10 * minute });
    hotel.wait(0);
    expect(endOf(hotel, 'gym-drink')).toEqual([['cancelled', 'not-wanted']]);
  });

  test('who did not ask for one is not offered one, and nor is somebody whom nobody knows', () => {
    const hotel = open('15:00');
    checkIn(hotel, 'r2', room('1202'), {});
    leaveGym(hotel, 'r2');
    hotel.tell('waiting', 'gym-left', { space: gym });
    hotel.wait(hour);
    expect(work(hotel, 'gym-drink')).toEqual([]);
    expect(hotel.cellsOf('gym-drink')).toEqual([]);
  });

  test('what a person called off is not given out again, nor after a restart', () => {
    const hotel = inTheGym();
    const [task] = work(hotel, 'gym-drink');
    if (task) hotel.act(task, 'cancel');
    hotel.stay('r1', 'changed');
    hotel.crash(minute);
    hotel.wait(0);
    hotel.stay('r1', 'changed');
    expect(work(hotel, 'gym-drink')).toHaveLength(1);
  });
});

describe('sleep drinks', () => {
  const evening = (): StayingHotel => {
    const hotel = open('15:00');
    checkIn(hotel, 'r1', room('1201'), { ...likes, expectedDepartureAt: hotel.now() + 2 * day });
    hotel.stay('r2', 'reserved', hotel.now(), {
      expectedArrivalAt: at('19:00'),
      expectedDepartureAt: hotel.now() + 2 * day,
      preferences: { 'sleep-drink': 'camomile' },
    });
    checkIn(hotel, 'r3', room('1203'), {});
    return hotel;
  };

  test('are a list by room from half past five, with what each likes, due at half past nine', () => {
    const hotel = evening();
    hotel.wait(2 * hour + 29 * minute);
    expect(work(hotel, 'sleep-drink')).toEqual([]);
    hotel.wait(minute);
    expect(work(hotel, 'sleep-drink')).toMatchObject([
      { space: '1201', role: 'housekeeping', dueAt: at('21:30'), priority: 3, evidence: [{ data: { wish: 'milk' } }] },
    ]);
  });

  test('of guests who are expected wait for their room', () => {
    const hotel = evening();
    hotel.wait(3 * hour);
    hotel.stay('r2', 'room-assigned', hotel.now(), { space: room('1202').id });
    expect(work(hotel, 'sleep-drink').map(({ space, evidence }) => [space, evidence[0]?.data?.['wish']])).toEqual([
      ['1201', 'milk'],
      ['1202', 'camomile'],
    ]);
    hotel.stay('r2', 'no-show');
    expect(endOf(hotel, 'sleep-drink')).toContainEqual(['cancelled', 'not-wanted']);
  });

  test('come every evening but that of the departure', () => {
    const hotel = evening();
    hotel.stay('r2', 'cancelled');
    hotel.wait(4 * day);
    expect(work(hotel, 'sleep-drink').map(({ openedAt }) => openedAt)).toEqual([
      at('17:30'),
      at('17:30', '2026-01-06'),
    ]);
    expect(hotel.cellsOf('sleep-drink').map(({ outcome }) => outcome)).toEqual(['missed', 'missed']);
    expect(hotel.openTasks().filter(({ cause }) => cause.startsWith('ahead:'))).toEqual([]);
  });

  test('go with the guest to another room', () => {
    const hotel = evening();
    hotel.wait(3 * hour);
    hotel.stay('r1', 'room-moved', hotel.now(), { space: room('1202').id });
    expect(work(hotel, 'sleep-drink').map(({ space, state, history }) => [space, state, history.at(-1)?.note])).toEqual(
      [
        ['1201', 'cancelled', 'room-moved'],
        ['1202', 'open', 'role-without-people'],
      ],
    );
  });

  test('wait where the guest does not want to be disturbed, and come back', () => {
    const hotel = evening();
    const panel = hotel.add('rc-1201', 'room-controller', room('1201'));
    const show = (scene: string) =>
      hotel.send({
        type: 'device-event',
        device: panel,
        id: scene,
        at: hotel.now(),
        clock: 'device',
        event: 'scene',
        data: { scene },
        unknownFields: 0,
      });
    show('do-not-disturb');
    hotel.live(3 * hour);
    expect(work(hotel, 'sleep-drink')).toMatchObject([{ state: 'on-hold', heldFor: 'do-not-disturb' }]);
    show('welcome');
    expect(work(hotel, 'sleep-drink')).toMatchObject([{ state: 'open' }]);
  });

  test('not brought in time stay the one piece of work until midnight, late but welcome', () => {
    const hotel = evening();
    hotel.wait(7 * hour);
    expect(hotel.cellsOf('sleep-drink', 'r1')).toMatchObject([{ outcome: 'missed' }]);
    expect(misses(hotel, 'sleep-drink')).toEqual([]);
    const [task] = work(hotel, 'sleep-drink');
    expect(task).toMatchObject({ state: 'open', priority: 2, space: '1201' });
    if (task) for (const action of ['accept', 'start', 'complete'] as const) hotel.act(task, action);
    expect(hotel.cellsOf('sleep-drink', 'r1')).toMatchObject([{ outcome: 'missed', seconds: 1800 }]);
    expect(endOf(hotel, 'sleep-drink')).toEqual([['verified', 'no-device']]);
  });

  test('nobody brings end at midnight', () => {
    const hotel = evening();
    hotel.wait(9 * hour);
    expect(endOf(hotel, 'sleep-drink')).toEqual([['cancelled', 'too-late']]);
  });

  test('end with their promise, where the house does not give it any more', () => {
    const hotel = evening();
    hotel.wait(3 * hour);
    const promise = servicePresets.find(({ id }) => id === 'sleep-drink');
    const { id, version: _version, ...terms } = promise as NonNullable<typeof promise>;
    const by = { name: 'wang', role: 'manager' } as const;
    hotel.send({ type: 'set-service-standard', id, terms: { ...terms, enabled: false }, origin: 'api', by });
    expect(endOf(hotel, 'sleep-drink')).toEqual([['cancelled', 'not-wanted']]);
  });

  test('of a guest who comes after the hour are neither work nor missed', () => {
    const hotel = open('22:00');
    checkIn(hotel);
    hotel.wait(3 * hour);
    expect(work(hotel, 'sleep-drink')).toEqual([]);
    expect(hotel.cellsOf('sleep-drink')).toEqual([]);
  });

  test.each([
    ['an hour before they are due', 2 * hour],
    ['over the hour at which they are given out', 2 * hour + 20 * minute],
    ['over their deadline', 6 * hour + 20 * minute],
  ])('are given out once, restart or not: %s', (_name, before) => {
    const hotel = evening();
    hotel.wait(before);
    hotel.crash(20 * minute);
    hotel.wait(0);
    hotel.crash(0);
    hotel.wait(8 * hour - before - 20 * minute);
    expect(work(hotel, 'sleep-drink')).toHaveLength(1);
    expect(hotel.cellsOf('sleep-drink', 'r1')).toHaveLength(1);
  });

  test.each([
    ['on the day of 23 hours', '2026-03-29', '+02:00'],
    ['on the day of 25 hours', '2026-10-25', '+01:00'],
    ['on the leap day', '2028-02-29', '+01:00'],
  ])('are due at half past nine on the wall %s', (_name, date, offset) => {
    const due = Date.parse(`${date}T21:30:00${offset}`);
    const hotel = openStayingHotel({ timeZone: 'Europe/Berlin', startAt: due - 20 * hour });
    checkIn(hotel);
    hotel.wait(17 * hour);
    expect(work(hotel, 'sleep-drink')).toMatchObject([{ dueAt: due, openedAt: due - 4 * hour }]);
  });
});

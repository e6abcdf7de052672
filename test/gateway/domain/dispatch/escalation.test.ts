// The ladder: level by level, by the clock, once each, over restarts.
import { beforeEach, describe, expect, it } from 'vitest';
import { houseDispatchRules } from '../../../../gateway/domain/dispatch/house-dispatch.ts';
import type { Phone } from '../../../../gateway/domain/dispatch/phones.ts';
import type { Role } from '../../../../gateway/domain/property.ts';
import type { Task } from '../../../../gateway/domain/task.ts';
import { admin, manager, minute, openSmallHotel, type SmallHotel } from '../small-hotel.ts';
import { ask, ladder, person, rooms, rulesOf, taskNow, told } from './staffed-hotel.ts';

const night = { shifts: [{ id: 'night', from: '22:00', to: '06:00', days: [] }] } as const;

/** It is three in the afternoon: who works at night is not there. */
const threeLevels = {
  ...night,
  people: [person('li'), person('mei', { role: 'manager' })],
  roster: [{ shift: 'night', people: ['li', 'mei'] }],
  supervisors: { housekeeping: ['mei'] },
  catchAll: 'owner',
  ...ladder(
    { afterMinutes: 3, if: 'not-taken', tell: 'duty' },
    { afterMinutes: 6, if: 'not-taken', tell: 'supervisor' },
    { afterMinutes: 9, if: 'not-taken', tell: 'catch-all' },
  ),
};

const steps = (task: Task) => task.history.map(({ step, note }) => `${step} ${note ?? ''}`.trim());
const climbed = (task: Task) =>
  task.history.filter(({ step }) => step === 'escalate').map(({ at, level }) => [level, (at - task.openedAt) / minute]);

describe('three levels with nobody on duty', () => {
  it('end at the catch-all, in time', () => {
    const hotel = openSmallHotel({ spaces: rooms, dispatch: threeLevels });
    const task = ask(hotel);
    expect(task.dispatchedTo).toEqual({ tier: 'catch-all', people: ['owner'], reason: 'no-supervisor-on-duty' });
    hotel.wait(60 * minute);
    const after = taskNow(hotel, task);
    expect(climbed(after)).toEqual([
      [1, 3],
      [2, 6],
      [3, 9],
    ]);
    expect(after.escalation).toMatchObject({ level: 3, told: ['owner'] });
    expect(after.version).toBe(1);
  });

  it('fire what came due during a restart once, and the rest at its time', () => {
    const hotel = openSmallHotel({ spaces: rooms, dispatch: threeLevels });
    const task = ask(hotel);
    hotel.wait(4 * minute);
    hotel.sleep(4 * minute);
    hotel.crash();
    hotel.crash();
    hotel.wait(0);
    expect(climbed(taskNow(hotel, task))).toEqual([
      [1, 3],
      [2, 8],
    ]);
    hotel.crash();
    hotel.wait(30 * minute);
    expect(climbed(taskNow(hotel, task))).toEqual([
      [1, 3],
      [2, 8],
      [3, 9],
    ]);
  });
});

describe('the ladder', () => {
  const house = {
    people: [person('li'), person('mei')],
    supervisors: { housekeeping: ['wang'] },
    ...ladder(
      { afterMinutes: 5, if: 'not-taken', tell: 'supervisor' },
      { afterMinutes: 10, if: 'not-started', tell: 'duty', release: true },
      { afterShare: 1, if: 'not-done', tell: ['wang'] },
    ),
  };
  let hotel: SmallHotel;
  let task: Task;
  beforeEach(() => {
    hotel = openSmallHotel({ spaces: rooms, dispatch: house });
    task = ask(hotel);
  });
  const li = { name: 'li', role: 'housekeeping' } as const;
  const now = () => taskNow(hotel, task);

  it('rests while somebody has the task', () => {
    hotel.act(task, 'start', li);
    hotel.wait(14 * minute);
    expect(steps(now())).toEqual(['open on-duty', 'start']);
  });

  it('takes it from who does not begin, and tells all again', () => {
    hotel.act(task, 'accept', li);
    const facts = hotel.wait(10 * minute);
    expect(now()).toMatchObject({ state: 'open', version: 3 });
    expect(now().assignee).toBeUndefined();
    expect(
      told(facts)
        .map((push) => push.person)
        .toSorted(),
    ).toEqual(['li', 'mei']);
  });

  it('begins anew when nobody has the task once more', () => {
    hotel.wait(5 * minute);
    hotel.act(task, 'accept', li);
    hotel.wait(minute);
    hotel.act(task, 'release', li);
    hotel.wait(4 * minute);
    expect(climbed(now())).toEqual([[1, 5]]);
    hotel.wait(minute);
    expect(climbed(now())).toEqual([
      [1, 5],
      [1, 11],
    ]);
  });

  it('ends with the task', () => {
    hotel.act(task, 'start', li);
    hotel.act(task, 'complete', li);
    hotel.wait(60 * minute);
    expect(steps(now())).toEqual(['open on-duty', 'start', 'complete', 'verify no-device']);
  });

  it('counts the deadline, however late it is taken', () => {
    hotel.act(task, 'start', li);
    hotel.wait(15 * minute);
    expect(climbed(now())).toEqual([[3, 15]]);
  });

  it('edited, holds for what is open: at once where the time has passed', () => {
    hotel.wait(2 * minute);
    const shorter = ladder({ afterMinutes: 1, if: 'not-taken', tell: ['mei'] });
    hotel.send({ type: 'set-dispatch', rules: rulesOf({ ...house, ...shorter }), source: 'api', by: admin });
    hotel.wait(0);
    expect(now().escalation).toMatchObject({ told: ['mei'] });
    hotel.wait(30 * minute);
    expect(climbed(now())).toHaveLength(1);
  });

  it('tells no two people of what one of them is told twice', () => {
    const facts = hotel.wait(60 * minute);
    expect(told(facts).map((push) => push.person)).toEqual(['wang', 'wang']);
  });
});

it('every instant is a whole millisecond, whatever share or part of a minute is asked for', () => {
  const hotel = openSmallHotel({
    spaces: rooms,
    dispatch: {
      deadlines: { request: [1, 1.00005, 3] },
      ...ladder(
        { afterShare: 1 / 3, if: 'not-done', tell: 'duty' },
        { afterMinutes: 1 / 7, if: 'not-taken', tell: 'duty' },
      ),
    },
  });
  const task = ask(hotel);
  hotel.wait(minute);
  const after = taskNow(hotel, task);
  expect(climbed(after)).toHaveLength(2);
  expect([after.dueAt, ...after.history.map(({ at }) => at)].every(Number.isInteger)).toBe(true);
});

describe('phones', () => {
  const house = {
    people: [person('li')],
    supervisors: { housekeeping: ['wang'] },
    ...ladder(
      { afterMinutes: 0, if: 'nobody-listening', tell: 'supervisor' },
      { afterMinutes: 1, if: 'not-shown', tell: 'supervisor' },
    ),
  };
  let hotel: SmallHotel;
  beforeEach(() => {
    hotel = openSmallHotel({ spaces: rooms, dispatch: house });
  });
  const hear = (...users: string[]) =>
    hotel.send({
      type: 'phones-listening',
      phones: users.map((user) => ({ user, role: 'housekeeping', listening: true })),
    });
  const notes = (task: Task) => steps(taskNow(hotel, task)).slice(1);

  it('of whom the hub has not heard escalate nothing', () => {
    const task = ask(hotel);
    hotel.wait(10 * minute);
    expect(notes(task)).toEqual([]);
  });
  it('none listening: the supervisor at once', () => {
    hear();
    const task = ask(hotel);
    hotel.wait(0);
    expect(notes(task)).toEqual(['escalate nobody-listening']);
  });
  it('listening, and the task on no screen: the supervisor after a minute', () => {
    hear('li');
    const task = ask(hotel);
    hotel.wait(minute - 1);
    expect(notes(task)).toEqual([]);
    hotel.wait(1);
    expect(notes(task)).toEqual(['escalate not-shown']);
  });
  it('that show the task are enough, the first of them', () => {
    hear('li');
    const task = ask(hotel);
    hotel.send({ type: 'task-shown', task: task.id, by: { name: 'li', role: 'housekeeping' } });
    hotel.send({ type: 'task-shown', task: task.id, by: { name: 'mei', role: 'housekeeping' } });
    hotel.wait(10 * minute);
    expect(notes(task)).toEqual(['show']);
  });
  it('that fall silent are noticed', () => {
    hear('li');
    const task = ask(hotel);
    hotel.send({ type: 'task-shown', task: task.id, by: manager });
    hotel.wait(minute);
    hear();
    hotel.wait(0);
    expect(notes(task)).toEqual(['show', 'escalate nobody-listening']);
  });
  it('of a phone that is signed in and shows nothing: the supervisor at once, as if nobody had one', () => {
    hotel.send({ type: 'phones-listening', phones: [{ user: 'li', role: 'housekeeping', listening: false }] });
    const task = ask(hotel);
    hotel.wait(0);
    expect(notes(task)).toEqual(['escalate nobody-listening']);
  });
  it('are asked again after a restart, and what climbed does not climb again', () => {
    hear();
    const task = ask(hotel);
    hotel.wait(0);
    hotel.crash();
    hotel.wait(minute);
    expect(notes(task), 'nobody has said yet who listens').toEqual(['escalate nobody-listening']);
    hear();
    hotel.wait(0);
    expect(notes(task)).toEqual(['escalate nobody-listening', 'escalate not-shown']);
    hear('li');
    hear();
    hotel.wait(10 * minute);
    expect(notes(task)).toEqual(['escalate nobody-listening', 'escalate not-shown']);
  });
});

describe('phones of a role of whom the house keeps no list', () => {
  const openHouse = () => openSmallHotel({ spaces: rooms, dispatch: { ladders: houseDispatchRules.ladders } });
  const steps = (hotel: SmallHotel, task: Task) => taskNow(hotel, task).history.map(({ note }) => note);
  const phone = (user: string, role: Role, listening: boolean): Phone => ({ user, role, listening });

  it.each<[string, Phone[], boolean]>([
    ['nobody of it is signed in: pagers may be all that there is', [phone('wang', 'engineer', true)], false],
    ['one is signed in and does not listen', [phone('li', 'housekeeping', false)], true],
    ['one listens, another does not', [phone('li', 'housekeeping', false), phone('mei', 'housekeeping', true)], false],
  ])('%s', (_when, phones, climbs) => {
    const hotel = openHouse();
    hotel.send({ type: 'phones-listening', phones });
    const task = ask(hotel);
    hotel.wait(1);
    expect(steps(hotel, task).includes('nobody-listening')).toBe(climbs);
  });
});

it.each([1, 2, 3] as const)(
  'as it ships, priority %i that no phone hears is told at once, and unseen after a minute',
  (priority) => {
    const [ladder] = houseDispatchRules.ladders.filter(({ priorities }) => priorities.includes(priority));
    expect(ladder?.levels.slice(0, 2)).toEqual([
      { afterMinutes: 0, if: 'nobody-listening', tell: 'supervisor' },
      { afterMinutes: 1, if: 'not-shown', tell: 'supervisor' },
    ]);
  },
);

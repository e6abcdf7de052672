// Laws that hold whatever a week brings: no task is nobody's, nobody is interrupted beyond the budget, and a hotel that
// crashed in between dispatched as one that never did.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDuty } from '../../../../gateway/domain/dispatch/duty.ts';
import type { Push } from '../../../../gateway/domain/dispatch/push.ts';
import { type Task, taskActions } from '../../../../gateway/domain/task.ts';
import { admin, device, hour, lobby, minute, openSmallHotel, type SmallHotel } from '../small-hotel.ts';
import { ask, person, pushesIn, rooms, rulesOf, told } from './staffed-hotel.ts';

const users = ['li', 'mei', 'sun', 'chen', 'zhao', 'wang'];
const shifts = [
  { id: 'early', from: '06:00', to: '14:00', days: [] },
  { id: 'late', from: '14:00', to: '22:00', days: [] },
  { id: 'night', from: '22:00', to: '06:00', days: ['fri', 'sat'] as const },
];

const rules = fc
  .record({
    roles: fc.array(fc.constantFrom('housekeeping' as const, 'engineer' as const, 'front-desk' as const), {
      minLength: users.length,
      maxLength: users.length,
    }),
    floors: fc.array(fc.subarray(['08', '09', '10']), { minLength: users.length, maxLength: users.length }),
    roster: fc.array(
      fc.record({ shift: fc.constantFrom('early', 'late', 'night'), people: fc.subarray(users, { minLength: 1 }) }),
      { maxLength: 4 },
    ),
    supervisors: fc.record({ housekeeping: fc.subarray(users), engineer: fc.subarray(users) }, { requiredKeys: [] }),
    pushesPerHour: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ roles, floors, ...more }) =>
    rulesOf({
      people: users.map((user, i) => person(user, { role: roles[i] ?? 'engineer', floors: floors[i] ?? [] })),
      shifts,
      ...more,
    }),
  );

type Step =
  | { readonly do: 'ask'; readonly room: number }
  | { readonly do: 'act'; readonly nth: number; readonly action: number; readonly user: number }
  | { readonly do: 'scene'; readonly quiet: boolean }
  | { readonly do: 'level'; readonly percent: number }
  | { readonly do: 'rules'; readonly rules: ReturnType<typeof rulesOf> }
  | { readonly do: 'wait'; readonly minutes: number };

const nat = (max: number) => fc.integer({ min: 0, max });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('ask' as const), room: nat(rooms.length - 1) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      nth: nat(20),
      action: nat(taskActions.length - 1),
      user: nat(users.length - 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('scene' as const), quiet: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('level' as const), percent: nat(100) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rules' as const), rules }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 7, 61, 300, 700) }),
  },
);

function openHouse(dispatch: ReturnType<typeof rulesOf>): SmallHotel {
  return openSmallHotel({
    spaces: rooms,
    dispatch,
    timeZone: 'Europe/Berlin',
    startAt: Date.UTC(2026, 2, 26, 9),
  });
}

function furnish(dispatch: ReturnType<typeof rulesOf>): SmallHotel {
  const hotel = openHouse(dispatch);
  hotel.register('rc-0801', 'room-controller', rooms[0] as (typeof rooms)[number]);
  hotel.register('hw-0801', 'hot-water-sensor', rooms[0] as (typeof rooms)[number]);
  hotel.register('tea-l1', 'tea-dispenser', lobby);
  return hotel;
}

function take(hotel: SmallHotel, one: Step, nth: number): void {
  switch (one.do) {
    case 'ask':
      ask(hotel, rooms[one.room]?.id ?? '0801', `wish-${nth % 5}`, `r${nth}`);
      return;
    case 'act': {
      const open = hotel.openTasks();
      const task = open[one.nth % Math.max(1, open.length)];
      const action = taskActions[one.action] ?? 'comment';
      const name = users[one.user] ?? 'li';
      const more = { note: 'so', assignee: name, ...(action === 'hold' && { until: hotel.now() + hour }) };
      if (task !== undefined) hotel.act(task, action, { name, role: 'manager' }, more);
      return;
    }
    case 'scene':
      hotel.send({
        type: 'device-event',
        device: device('rc-0801'),
        id: `s${nth}`,
        at: hotel.now(),
        clock: 'device',
        event: 'scene',
        data: { scene: one.quiet ? 'do-not-disturb' : 'welcome' },
        unknownFields: 0,
      });
      return;
    case 'level':
      hotel.say(device('tea-l1'), [{ at: hotel.now(), readings: { level: one.percent, temperature: 90 } }]);
      return;
    case 'rules':
      hotel.send({ type: 'set-dispatch', rules: one.rules, source: 'api', by: admin });
      return;
    case 'wait':
      hotel.wait(one.minutes * minute);
  }
}

function expectOwned(hotel: SmallHotel): void {
  const plan = hotel.facts.findLast((fact) => fact.type === 'dispatch-changed');
  const inForce = plan?.type === 'dispatch-changed' ? plan.plan.rules : undefined;
  for (const task of hotel.openTasks()) {
    expect(isOwned(task)).toBe(true);
    if (inForce === undefined || task.assignee !== undefined || task.state !== 'open') continue;
    const duty = createDuty(inForce, 'Europe/Berlin');
    const { tier, people } = task.dispatchedTo ?? { tier: 'none', people: [] };
    if (tier === 'catch-all') expect(people).toEqual([inForce.catchAll]);
    else expect(people.filter((user) => !duty.isOnDuty(user, hotel.now()))).toEqual([]);
  }
}

/** Somebody has it, or it is for somebody to take; a role without a list of people is all who sign in with it. */
function isOwned({ assignee, dispatchedTo }: Task): boolean {
  if (assignee !== undefined) return true;
  return (
    dispatchedTo !== undefined && (dispatchedTo.people.length > 0 || dispatchedTo.reason === 'role-without-people')
  );
}

it('no task of a random week is ever nobody’s, clocks changing and rules too', () => {
  fc.assert(
    fc.property(rules, fc.array(step, { minLength: 10, maxLength: 60 }), (dispatch, steps) => {
      const hotel = furnish(dispatch);
      for (const [nth, one] of steps.entries()) {
        take(hotel, one, nth);
        hotel.wait(0);
        expectOwned(hotel);
      }
    }),
    { numRuns: 60 },
  );
});

it('nobody is interrupted more often in any hour than the hotel allows, nor of nothing', () => {
  fc.assert(
    fc.property(rules, fc.array(step, { minLength: 20, maxLength: 80 }), (dispatch, steps) => {
      const hotel = furnish(dispatch);
      const asked = steps.filter((one) => one.do !== 'rules');
      for (const [nth, one] of asked.entries()) take(hotel, one, nth);
      hotel.wait(3 * hour);
      const counted = told(hotel.facts).filter(({ priority }) => priority > 1);
      for (const push of counted) {
        const hourOf = counted.filter((one) => sameListener(one, push) && one.at <= push.at && one.at > push.at - hour);
        expect(hourOf.length).toBeLessThanOrEqual(dispatch.pushesPerHour);
        expect(push.tasks.length).toBeGreaterThan(0);
      }
      const ids = told(hotel.facts).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 60 },
  );
});

it('a hotel that crashed between any two steps dispatches as one that never did', () => {
  fc.assert(
    fc.property(rules, fc.array(step, { minLength: 5, maxLength: 40 }), nat(40), (dispatch, steps, crashAt) => {
      // Without devices: that a restart forgives their silence is another law.
      const steady = openHouse(dispatch);
      const crashing = openHouse(dispatch);
      const taken = steps.filter((one) => one.do !== 'level' && one.do !== 'scene');
      for (const [nth, one] of taken.entries()) {
        take(steady, one, nth);
        if (nth >= crashAt) crashing.crash();
        take(crashing, one, nth);
        steady.wait(0);
        crashing.wait(0);
      }
      steady.wait(2 * hour);
      crashing.wait(2 * hour);
      expect(pushesIn(crashing.facts)).toEqual(pushesIn(steady.facts));
      expect(crashing.tasks()).toEqual(steady.tasks());
    }),
    { numRuns: 60 },
  );
});

function sameListener(one: Push, other: Push): boolean {
  return one.person === other.person && one.role === other.role;
}

// Interruptions: one a cause and person, so many an hour, the rest in one for each floor.
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../../devices/identifiers.ts';
import type { Fact } from '../../../../gateway/domain/facts.ts';
import { hour, manager, minute, openSmallHotel, room, type SmallHotel, tap } from '../small-hotel.ts';
import { ask, ladder, person, pushesIn, rooms, taskNow, told } from './staffed-hotel.ts';

const li = { name: 'li', role: 'housekeeping' } as const;

describe('the hour of one person', () => {
  let hotel: SmallHotel;
  beforeEach(() => {
    hotel = openSmallHotel({ spaces: rooms, dispatch: { people: [person('li')], pushesPerHour: 3 } });
  });
  const since = (from: number): readonly Fact[] => hotel.facts.slice(from);

  it('has room for so many new tasks', () => {
    for (const space of ['0801', '0901', '1001']) ask(hotel, space);
    expect(told(hotel.facts)).toHaveLength(3);
  });

  it('lets the rest wait, and brings it floor by floor when there is room', () => {
    for (const space of ['0801', '0901', '1001']) {
      ask(hotel, space);
      hotel.wait(minute);
    }
    const from = hotel.facts.length;
    const waiting = [ask(hotel, '0802'), ask(hotel, '0803'), ask(hotel, '0902')];
    expect(pushesIn(since(from)).map((push) => push.decision)).toEqual(['bundled', 'bundled', 'bundled']);
    hotel.wait(hour - 3 * minute - 1);
    expect(told(since(from))).toEqual([]);
    hotel.wait(1);
    expect(told(since(from))).toMatchObject([{ floor: '08', tasks: [waiting[0]?.id, waiting[1]?.id] }]);
    hotel.wait(minute);
    expect(told(since(from))[1]).toMatchObject({ floor: '09', tasks: [waiting[2]?.id] });
  });

  it('is over a restart what it was', () => {
    for (const space of ['0801', '0901', '1001', '0802']) ask(hotel, space);
    hotel.crash();
    hotel.wait(0);
    const from = hotel.facts.length;
    ask(hotel, '0803');
    hotel.crash();
    hotel.wait(hour);
    const late = told(since(from));
    expect(late).toHaveLength(1);
    expect(late[0]?.tasks).toHaveLength(2);
  });

  it('is not spent on what somebody took, or what is over', () => {
    for (const space of ['0801', '0901', '1001']) ask(hotel, space);
    const from = hotel.facts.length;
    hotel.act(ask(hotel, '0802'), 'start', li);
    hotel.act(ask(hotel, '0803'), 'cancel', manager);
    hotel.wait(2 * hour);
    expect(pushesIn(since(from)).at(-1)).toMatchObject({ decision: 'dropped' });
    expect(told(since(from))).toEqual([]);
  });

  it('knows no limit for priority one', () => {
    const engineers = openSmallHotel({
      dispatch: { people: [person('chen', { role: 'engineer' })], pushesPerHour: 1 },
    });
    for (const id of ['0801', '0901', '1001']) {
      const outlet = engineers.register(`hw-${id}`, 'hot-water-sensor', room(id));
      engineers.pour(outlet, { hotAfterS: 1000, forS: 40 });
    }
    expect(engineers.openTasks().map(({ priority }) => priority)).toEqual([1, 1, 1]);
    expect(new Set(told(engineers.facts).flatMap(({ tasks }) => tasks)).size).toBeGreaterThanOrEqual(2);
    expect(
      pushesIn(engineers.facts).filter(({ priority, decision }) => priority === 1 && decision === 'bundled'),
    ).toEqual([]);
  });
});

describe('who is told', () => {
  it('everybody on duty for the floor, once', () => {
    const people = [
      person('li', { floors: ['08'] }),
      person('mei', { floors: ['08'] }),
      person('sun', { floors: ['09'] }),
    ];
    const hotel = openSmallHotel({ spaces: rooms, dispatch: { people } });
    const task = ask(hotel);
    hotel.act(task, 'comment', manager, { note: 'soon' });
    hotel.wait(hour);
    expect(
      told(hotel.facts)
        .map((push) => push.person)
        .toSorted(),
    ).toEqual(['li', 'mei']);
  });

  it('a whole role, of whom no list is kept', () => {
    const hotel = openSmallHotel({ spaces: rooms });
    ask(hotel);
    expect(told(hotel.facts)).toMatchObject([{ role: 'housekeeping', tasks: [expect.any(String)] }]);
    expect(told(hotel.facts)[0]).not.toHaveProperty('person');
  });

  it('to whom a manager gives it, but not who takes it', () => {
    const hotel = openSmallHotel({
      spaces: rooms,
      dispatch: { people: [person('li'), person('mei', { role: 'engineer' })] },
    });
    const task = ask(hotel);
    const given = hotel.act(task, 'assign', manager, { assignee: 'mei' });
    expect(told(given.facts)).toMatchObject([{ person: 'mei', role: 'engineer' }]);
    const own = hotel.act(ask(hotel), 'assign', manager, { assignee: 'wang' });
    expect(told(own.facts)).toEqual([]);
  });

  it('who comes on duty, of everything that is open, in one for each floor', () => {
    const hotel = openSmallHotel({
      spaces: rooms,
      dispatch: {
        people: [person('li'), person('mei')],
        shifts: [
          { id: 'late', from: '14:00', to: '22:00', days: [] },
          { id: 'night', from: '22:00', to: '06:00', days: [] },
        ],
        roster: [
          { shift: 'late', people: ['li'] },
          { shift: 'night', people: ['mei'] },
        ],
      },
    });
    const accepted = ask(hotel, '0801');
    const started = ask(hotel, '0901');
    for (const space of ['0802', '0803', '0902']) ask(hotel, space);
    hotel.act(accepted, 'accept', li);
    hotel.act(started, 'start', li);
    const facts = hotel.wait(8 * hour);
    const mei = told(facts).filter((push) => push.person === 'mei');
    expect(mei.map(({ floor, tasks }) => [floor, tasks.length])).toEqual([
      ['08', 3],
      ['09', 1],
    ]);
    expect(taskNow(hotel, accepted)).toMatchObject({ state: 'open', dispatchedTo: { people: ['mei'] } });
    expect(taskNow(hotel, started)).toMatchObject({ state: 'started', assignee: 'li' });
  });
});

/** A tap every half minute; who does not draw says so each second, so that nobody is taken for silent. */
function pourInTurn(hotel: SmallHotel, outlets: readonly DeviceId[], hotAfterS: number): void {
  const everyS = 30;
  const taps = outlets.map((outlet, turn) => ({
    outlet,
    samples: new Map(tap(hotel.now() + turn * everyS * 1000, hotAfterS, 40).map((sample) => [sample.at, sample])),
  }));
  for (let s = 0; s < outlets.length * everyS + 120; s += 1) {
    for (const { outlet, samples } of taps) {
      const idle = { at: hotel.now(), readings: { temperature: 21, flow: 0 } };
      hotel.say(outlet, [samples.get(hotel.now()) ?? idle]);
    }
    hotel.wait(1000);
  }
}

describe('one pump of a riser of fourteen rooms', () => {
  const risen = Array.from({ length: 14 }, (_, floor) => room(`${floor + 1}01`, 'r1'));
  const people = ['chen', 'zhao'].map((user) => person(user, { role: 'engineer' }));

  it('is one incident, one push a person, and closes itself when draws pass', () => {
    const hotel = openSmallHotel({
      dispatch: {
        people,
        supervisors: { engineer: ['wang'] },
        ...ladder({ afterMinutes: 3, if: 'not-taken', tell: 'supervisor' }),
      },
    });
    const outlets = risen.map((space) => hotel.register(`hw-${space.id}`, 'hot-water-sensor', space));
    pourInTurn(hotel, outlets, 1000);
    expect(hotel.openIncidents()).toMatchObject([{ kind: 'riser', subject: 'r1' }]);
    expect(hotel.openIncidents()[0]?.tasks).toHaveLength(14);
    expect(
      told(hotel.facts)
        .map((push) => push.person)
        .toSorted(),
    ).toEqual(['chen', 'wang', 'zhao']);

    pourInTurn(hotel, outlets, 5);
    expect(hotel.openTasks()).toEqual([]);
    expect(hotel.openIncidents()).toEqual([]);
    expect(told(hotel.facts)).toHaveLength(3);
  });

  it('where one room alone is ill again and again, its task climbs as if it had no incident', () => {
    const duty = ladder({ afterMinutes: 30, if: 'not-taken', tell: 'duty' });
    const hotel = openSmallHotel({ dispatch: { people, ...duty } });
    const [ill, ...well] = risen
      .slice(0, 4)
      .map((space) => hotel.register(`hw-${space.id}`, 'hot-water-sensor', space));
    pourInTurn(hotel, well, 5);
    for (let times = 0; times < 3; times++) hotel.pour(ill as DeviceId, { hotAfterS: 14 });
    const [incident] = hotel.openIncidents();
    expect(incident).toMatchObject({ kind: 'room', subject: '101' });
    hotel.wait(31 * minute);
    const ofIt = told(hotel.facts).filter(({ tasks }) => tasks.some((id) => incident?.tasks.includes(id)));
    expect(ofIt.map(({ person: who, reason }) => `${who} ${reason}`).toSorted()).toEqual([
      'chen dispatched',
      'chen escalated',
      'zhao dispatched',
      'zhao escalated',
    ]);
  });

  it('so too when all are drawn at once', () => {
    const hotel = openSmallHotel({ dispatch: { people } });
    const outlets = risen.map((space) => hotel.register(`hw-${space.id}`, 'hot-water-sensor', space));
    const samples = tap(hotel.now(), 1000, 40);
    for (const sample of samples) {
      for (const outlet of outlets) hotel.say(outlet, [sample]);
      hotel.wait(1000);
    }
    expect(hotel.openIncidents()).toHaveLength(1);
    expect(
      told(hotel.facts)
        .map((push) => push.person)
        .toSorted(),
    ).toEqual(['chen', 'zhao']);
  });
});

// docs/warm-up.md, rule 11: rooms that miss together have one cause, and one incident that says which.
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../../devices/identifiers.ts';
import type { TaskRules } from '../../../../gateway/domain/tasks/assignment.ts';
import { engineer, hour, minute, openSmallHotel, room, type SmallHotel, tap } from '../small-hotel.ts';

let hotel: SmallHotel;
let outlets: Map<string, DeviceId>;

/** Twelve rooms on three risers: x01 to x04 of floors 11 to 13, riser by the last figure. */
function open(rules: Partial<TaskRules> = {}) {
  hotel = openSmallHotel({ rules });
  outlets = new Map();
  for (const floor of ['11', '12', '13']) {
    for (const nth of ['01', '02', '03', '04']) {
      const id = `${floor}${nth}`;
      outlets.set(id, hotel.register(`hw-${id}`, 'hot-water-sensor', room(id, `r${nth}`)));
    }
  }
}
beforeEach(() => open());

/** A whole draw that ended a minute ago, in one message: the rooms draw at their own times. */
function draw(id: string, hotAfterS: number, forS = 20) {
  hotel.say(outlets.get(id) as DeviceId, tap(hotel.now() - minute, hotAfterS, forS));
  hotel.wait(2 * minute);
}
const slow = (...ids: string[]) => {
  for (const id of ids) draw(id, 14);
};
const good = (...ids: string[]) => {
  for (const id of ids) draw(id, 7);
};
const rinse = (...ids: string[]) => {
  for (const id of ids) draw(id, 14, 6);
};
const warmUpTasks = () => hotel.tasks().filter((one) => one.kind === 'warm-up');
/** Silent devices have incidents of their own. */
const ofWater = () => hotel.incidents().filter((one) => one.kind === 'riser' || one.kind === 'plant');
const openOfWater = () => ofWater().filter((one) => one.closedAt === undefined);
const kinds = () => openOfWater().map((one) => `${one.kind} ${one.subject}`);
const toldOfWater = () =>
  hotel.facts.filter((one) => one.type === 'incident-changed' && /riser|plant/.test(one.incident.kind));

describe('rooms that miss within the hour', () => {
  const many = '1102 1103 1104 1202 1203 1204 1302 1303 1304';
  const rows: [name: string, draws: [draw: typeof slow, rooms: string][], open: string[]][] = [
    ['one room is its own trouble', [[slow, '1101']], []],
    ['two of a riser are two troubles', [[slow, '1101 1201']], []],
    ['three of a riser are the riser', [[slow, '1101 1201 1301']], ['riser r01']],
    [
      'three of a riser among many good rooms are the riser',
      [
        [good, many],
        [slow, '1101 1201 1301'],
      ],
      ['riser r01'],
    ],
    ['one room three times is one room', [[slow, '1101 1101 1101']], []],
    ['three of different risers, all that were active, are the plant', [[slow, '1101 1202 1303']], ['plant demo']],
    [
      'three of twelve active rooms are a quarter: the plant',
      [
        [good, '1102 1103 1104 1201 1203 1204 1301 1302 1304'],
        [slow, '1101 1202 1303'],
      ],
      ['plant demo'],
    ],
    ['two of two are too few for the plant', [[slow, '1101 1202']], []],
    ['excluded draws do not count', [[rinse, '1101 1201 1301']], []],
    [
      'rooms that passed since do not count',
      [
        [slow, '1101 1201'],
        [good, '1101 1201'],
        [slow, '1301'],
      ],
      [],
    ],
  ];
  it.each(rows)('%s', (_name, draws, expected) => {
    for (const [all, rooms] of draws) all(...rooms.split(' '));
    expect(kinds()).toEqual(expected);
  });

  it('less than a quarter of the active ones, of no one riser, are no incident', () => {
    open();
    for (const nth of ['05', '06']) {
      const id = `11${nth}`;
      outlets.set(id, hotel.register(`hw-${id}`, 'hot-water-sensor', room(id, 'r05')));
    }
    good('1104', '1203', '1204', '1302', '1304', '1103', '1102', '1201', '1301', '1105', '1106');
    slow('1101', '1202', '1303');
    expect(kinds()).toEqual([]);
  });

  it('more than an hour apart are not together', () => {
    slow('1101', '1201');
    hotel.wait(hour);
    slow('1301');
    expect(kinds()).toEqual([]);
  });

  it('are known by their time of the draw, not by when it was heard: a backlog joins nothing', () => {
    slow('1101', '1201');
    hotel.say(outlets.get('1301') as DeviceId, tap(hotel.now() - 5 * hour, 14, 20));
    expect(kinds()).toEqual([]);
  });

  it.each([16, 50, 300])('that were over %i minutes ago when they were heard open nothing', (minutes) => {
    for (const id of ['1101', '1201', '1301']) {
      hotel.say(outlets.get(id) as DeviceId, tap(hotel.now() - (minutes + 1) * minute, 14, 20));
    }
    expect(ofWater()).toEqual([]);
  });
});

describe('an incident', () => {
  it('says why, and takes the tasks of its rooms as its evidence', () => {
    slow('1101', '1201', '1301');
    const [incident] = openOfWater();
    expect(incident?.reasoning).toMatch(/^3 rooms of riser r01 missed since 06:59 UTC/);
    expect(incident?.spaces).toEqual(['1101', '1201', '1301']);
    expect(incident?.tasks.toSorted()).toEqual(
      warmUpTasks()
        .map((one) => one.id)
        .toSorted(),
    );
    expect(warmUpTasks().map((one) => one.incident)).toEqual(Array(3).fill(incident?.id));
  });

  it('is told in the same breath as the miss that shows it', () => {
    slow('1101', '1201');
    const told = hotel.say(outlets.get('1301') as DeviceId, tap(hotel.now() - minute, 14, 20));
    const types = told.map((one) => one.type);
    expect(types.slice(types.indexOf('draw-judged'), types.indexOf('draw-closed'))).toEqual([
      'draw-judged',
      'task-changed',
      'incident-changed',
      'task-changed',
      'task-changed',
      'task-changed',
    ]);
  });

  it('is one however many rooms follow', () => {
    open();
    const fourth = hotel.register('hw-1401', 'hot-water-sensor', room('1401', 'r01'));
    outlets.set('1401', fourth);
    slow('1101', '1201', '1301', '1401', '1101', '1401');
    expect(ofWater()).toHaveLength(1);
    expect(ofWater()[0]?.spaces).toEqual(['1101', '1201', '1301', '1401']);
  });

  it('is not told again where nothing joined it', () => {
    slow('1101', '1201', '1301');
    const before = toldOfWater().length;
    slow('1101');
    expect(toldOfWater()).toHaveLength(before);
  });

  it('of a riser goes over into the plant’s, and never back', () => {
    slow('1101', '1201', '1301');
    expect(kinds()).toEqual(['riser r01']);
    slow('1102', '1202');
    expect(kinds()).toEqual(['plant demo']);
    good('1102', '1202');
    slow('1101', '1201', '1301', '1101');
    expect(kinds()).toEqual(['plant demo']);
    expect(ofWater()).toHaveLength(2);
    const [plant] = openOfWater();
    expect(new Set(warmUpTasks().map((one) => one.incident))).toEqual(new Set([plant?.id]));
  });

  it('closes when its tasks are over, each in its own way', () => {
    slow('1101', '1201', '1301');
    good('1101');
    const [, second, third] = warmUpTasks();
    hotel.act(second as never, 'start', engineer);
    hotel.act(second as never, 'complete', engineer);
    good('1201');
    expect(kinds()).toEqual(['riser r01']);
    hotel.act(third as never, 'cancel');
    expect(kinds()).toEqual([]);
    expect(warmUpTasks().map((one) => one.state)).toEqual(['cancelled', 'verified', 'cancelled']);
  });

  it('that is over is not opened again by one more room', () => {
    slow('1101', '1201', '1301');
    good('1101', '1201', '1301');
    expect(kinds()).toEqual([]);
    slow('1101');
    expect(ofWater()).toHaveLength(1);
  });

  it('closes with the last of its devices', () => {
    slow('1101', '1201', '1301');
    for (const id of ['1101', '1201', '1301']) {
      hotel.send({ type: 'revoke-device', device: outlets.get(id) as DeviceId, by: engineer });
    }
    expect(kinds()).toEqual([]);
  });

  it('goes on after a restart', () => {
    slow('1101', '1201');
    hotel.crash();
    slow('1301');
    expect(kinds()).toEqual(['riser r01']);
    hotel.crash();
    slow('1101');
    expect(ofWater()).toHaveLength(1);
    good('1101', '1201', '1301');
    expect(kinds()).toEqual([]);
  });
});

describe('where the property wants fewer tasks', () => {
  beforeEach(() => open({ warmUpTasks: 'repeated' }));

  it('the riser is an incident all the same, and stands until its rooms pass', () => {
    slow('1101', '1201', '1301');
    expect(warmUpTasks()).toEqual([]);
    expect(kinds()).toEqual(['riser r01']);
    good('1104');
    expect(kinds()).toEqual(['riser r01']);
    good('1101', '1201', '1301');
    expect(kinds()).toEqual([]);
    expect(ofWater()).toHaveLength(1);
  });
});

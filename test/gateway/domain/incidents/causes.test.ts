// docs/causes.md: which draws show which cause, and which look like it and show another, or none.
import { describe, expect, it } from 'vitest';
import { good, neverHot, openWateredHotel, type Run, slow, trickle } from './watered-hotel.ts';

type Step = readonly [at: string, rooms: string, run: Run];

const r01 = '1101 1201 1301';
const r02 = '1102 1202 1302';
const others = '1102 1202 1302 1103 1203 1303';

/** Three good draws in each of the riser's rooms on the evening before. */
const wellBefore: Step[] = [
  ['0 18:00', r01, good],
  ['0 19:00', r01, good],
  ['0 20:00', r01, good],
];
/** Slow at half past six, good from eight on. */
const badMorning = (day: number): Step[] => [
  [`${day} 06:30`, r01, slow],
  [`${day} 08:00`, r01, good],
  [`${day} 12:00`, r01, good],
];
/** Good in the evening, slow around midnight, good again in the morning. */
const badNight = (day: number): Step[] => [
  [`${day} 20:00`, r01, good],
  [`${day} 23:00`, r01, slow],
  [`${day} 23:20`, r01, slow],
  [`${day} 23:40`, r01, slow],
];

const rows: [name: string, steps: Step[], standing: string[]][] = [
  [
    'a riser at noon, while the others are hot: its pump',
    [
      ['0 12:00', others, good],
      ['0 12:30', r01, slow],
    ],
    ['riser r01: at-all-hours, riser-pump'],
  ],
  [
    'two rooms of a riser: two troubles',
    [
      ['0 12:00', others, good],
      ['0 12:30', '1101 1201', slow],
    ],
    [],
  ],
  [
    "a riser's first draws, the second morning: its pump's timer",
    [...badMorning(0), ['1 06:30', r01, slow]],
    ['riser r01: first-draws, pump-timer'],
  ],
  [
    'the first morning: nobody can know of the timer yet',
    [['0 06:30', r01, slow]],
    ['riser r01: at-all-hours, riser-pump'],
  ],
  ['a first morning whose later draws pass: mended, and over', badMorning(0), []],
  [
    'a second morning without a draw that passed on the first: no timer',
    [
      ['0 06:30', r01, slow],
      ['1 06:30', r01, slow],
    ],
    ['riser r01: at-all-hours, riser-pump'],
  ],
  [
    'two mornings, and at noon of the second it misses too: the pump itself',
    [...badMorning(0), ['1 06:30', r01, slow], ['1 12:00', r01, slow]],
    ['riser r01: at-all-hours, riser-pump'],
  ],
  [
    'a good draw soon after midnight does not make the morning’s a later one',
    [...badMorning(0), ['1 00:10', r01, good], ['1 06:30', r01, slow]],
    ['riser r01: first-draws, pump-timer'],
  ],
  [
    'around midnight only, two nights: the timer',
    [...badNight(0), ['1 07:00', r01, good], ['1 13:00', r01, good], ...badNight(1)],
    ['riser r01: some-hours, pump-timer'],
  ],
  [
    'around midnight, and nobody ever draws at another hour: no pattern',
    [
      ['0 23:00', r01, slow],
      ['0 23:20', r01, slow],
      ['1 23:00', r01, slow],
      ['1 23:20', r01, slow],
    ],
    ['riser r01: at-all-hours, riser-pump'],
  ],
  [
    'all over the day, two days: the pump, not its timer',
    [
      ['0 09:00', r01, slow],
      ['0 15:00', r01, slow],
      ['0 21:00', r01, slow],
      ['1 09:00', r01, slow],
    ],
    ['riser r01: at-all-hours, riser-pump'],
  ],
  [
    'a floor across its risers, the other floors hot: its balancing valve',
    [
      ['0 12:00', '1201 1202 1203 1301', good],
      ['0 12:30', '1101 1102 1103', slow],
    ],
    ['floor 11: at-all-hours, balancing-valve'],
  ],
  [
    'a floor across its risers, and nobody else draws: the plant, as far as anybody can tell',
    [['0 12:30', '1101 1102 1103', slow]],
    ['plant demo: at-all-hours, boiler'],
  ],
  [
    'three rooms of a floor on one riser: the riser',
    [
      ['0 12:00', '1202 1203 1302 1303', good],
      ['0 12:30', '1101 1105 1106', slow],
    ],
    ['riser r01: at-all-hours, riser-pump'],
  ],
  [
    'rooms here and there, a quarter of those in use: the plant',
    [
      ['0 12:00', '1102 1104', good],
      ['0 12:30', '1101 1202 1303', slow],
    ],
    ['plant demo: at-all-hours, boiler'],
  ],
  [
    'a riser where little flows, and the usual litres are enough: a shut-off that is half closed',
    [...wellBefore, ['1 07:00', r02, good], ['1 07:30', r01, trickle]],
    ['riser r01: low-flow, shut-off-valve'],
  ],
  [
    'a riser where little flows, and the water comes from far: its pump',
    [...wellBefore, ['1 07:00', r02, good], ['1 07:30', r01, { hotAfterS: 40, forS: 60, flow: 4 }]],
    ['riser r01: at-all-hours, riser-pump'],
  ],
  [
    'a riser where little flows, and nobody knows what is usual there: its pump',
    [
      ['0 12:00', others, good],
      ['0 12:30', r01, trickle],
    ],
    ['riser r01: at-all-hours, riser-pump'],
  ],
  [
    'one room with twice the litres, its neighbours hot: its branch',
    [...wellBefore, ['1 07:00', '1201 1301', good], ['1 07:30', '1101 1101 1101', slow]],
    ['room 1101: again-and-again, dead-leg'],
  ],
  [
    'one room that runs long and never gets hot: the cartridge of its mixer',
    [...wellBefore, ['1 07:00', '1201 1301', good], ['1 07:30', '1101 1101 1101', neverHot]],
    ['room 1101: again-and-again, mixing-cartridge'],
  ],
  [
    'one room where little flows: its strainer',
    [...wellBefore, ['1 07:00', '1201 1301', good], ['1 07:30', '1101 1101 1101', trickle]],
    ['room 1101: low-flow, strainer'],
  ],
  [
    'one room where nobody meters: the outlet, and no more is said',
    [...wellBefore, ['1 07:00', '1201 1301', good], ['1 07:30', '1101 1101 1101', { ...slow, flow: 'switch' }]],
    ['room 1101: again-and-again, outlet'],
  ],
  [
    'one room, and no neighbour draws: it may as well be the riser, and nothing is said',
    [['0 07:30', '1101 1101 1101', slow]],
    [],
  ],
  ['one room, two misses: chance', [...wellBefore, ['1 07:00', '1201 1301', good], ['1 07:30', '1101 1101', slow]], []],
  [
    'one room, three misses with a good draw between them: not again and again',
    [
      ...wellBefore,
      ['1 07:00', '1201 1301', good],
      ['1 07:30', '1101 1101', slow],
      ['1 07:40', '1101', good],
      ['1 07:50', '1101', slow],
    ],
    [],
  ],
  [
    'one room’s first draws, three mornings: a branch that cools',
    [
      ['0 06:00', '1201 1301', good],
      ['0 06:30', '1101', slow],
      ['0 08:00', '1101 1101', good],
      ['1 06:00', '1201 1301', good],
      ['1 06:30', '1101', slow],
      ['1 08:00', '1101 1101', good],
      ['2 06:00', '1201 1301', good],
      ['2 06:30', '1101', slow],
    ],
    ['room 1101: first-draws, dead-leg'],
  ],
];

describe('the cause of slow water', () => {
  it.each(rows)('%s', (_name, steps, standing) => {
    const hotel = openWateredHotel();
    hotel.build('1105', 'r01');
    hotel.build('1106', 'r01');
    for (const step of steps) hotel.draw(...step);
    expect(hotel.causes()).toEqual(standing);
  });

  it('is the same after a restart before each draw', () => {
    for (const [name, steps, standing] of rows) {
      const hotel = openWateredHotel();
      hotel.build('1105', 'r01');
      hotel.build('1106', 'r01');
      for (const step of steps) {
        hotel.crash();
        hotel.draw(...step);
      }
      expect([name, hotel.causes()]).toEqual([name, standing]);
    }
  });

  it('is never one of the cold branches', () => {
    const hotel = openWateredHotel();
    for (const id of ['1401', '1501', '1601'])
      hotel.build(id, 'r01', { point: 'cold-branch', tauS: 0, resolutionC: 0 });
    hotel.draw('0 12:00', '1401 1501 1601', { hotAfterS: -60, hotC: 27, forS: 130 });
    expect(hotel.warmUpTasks()).toHaveLength(3);
    expect(hotel.causes()).toEqual([]);
  });
});

describe('an incident of slow water', () => {
  it('says why in words, and the same in codes', () => {
    const hotel = openWateredHotel();
    for (const step of [...badMorning(0), ['1 06:30', r01, slow] as Step]) hotel.draw(...step);
    const [incident] = hotel.ofWater().filter(({ closedAt }) => closedAt === undefined);
    expect(incident?.reasoning).toBe(
      '3 rooms of riser r01 missed since 22:30 UTC; only the first draws of the day missed, on 2 days, and 6 later draws passed: look at the timer or night set-back of its circulation pump, and the check valve behind it',
    );
    expect(incident?.reasons).toEqual([
      { code: 'rooms-missed', values: { n: 3 } },
      { code: 'only-first-draws', values: { missed: 6, days: 2, passed: 6 } },
    ]);
    expect(incident?.draws).toHaveLength(3);
  });

  it('is told to its tasks, so that who has only the task knows', () => {
    const hotel = openWateredHotel();
    hotel.draw('0 12:30', r01, slow);
    const [incident] = hotel.ofWater();
    for (const task of hotel.warmUpTasks()) {
      expect(task.incident).toBe(incident?.id);
      expect(task.sharedCause).toEqual({ kind: 'riser', subject: 'r01', shape: 'at-all-hours', part: 'riser-pump' });
      expect(task.history).toContainEqual(expect.objectContaining({ step: 'join-incident', note: 'at-all-hours' }));
    }
  });

  it('sharpens as a change of itself, with its tasks', () => {
    const hotel = openWateredHotel();
    for (const step of badMorning(0)) hotel.draw(...step);
    hotel.draw('1 06:30', r01, slow);
    hotel.draw('1 12:00', r01, slow);
    const [mended, standing] = hotel.ofWater();
    expect(hotel.ofWater()).toHaveLength(2);
    expect(mended?.closedAt).toBeDefined();
    const told = hotel.facts.flatMap((one) =>
      one.type === 'incident-changed' && one.incident.id === standing?.id ? [one.incident.shape] : [],
    );
    expect([...new Set(told)]).toEqual(['first-draws', 'at-all-hours']);
    expect(
      hotel
        .openTasks()
        .filter(({ kind }) => kind === 'warm-up')
        .map((one) => one.sharedCause?.shape),
    ).toEqual(Array(3).fill('at-all-hours'));
  });

  it('of one room goes over into the riser’s, and says so', () => {
    const hotel = openWateredHotel();
    for (const step of wellBefore) hotel.draw(...step);
    hotel.draw('1 07:00', '1201 1301', good);
    hotel.draw('1 07:30', '1101 1101 1101', slow);
    expect(hotel.causes()).toEqual(['room 1101: again-and-again, dead-leg']);
    hotel.draw('1 08:00', '1201 1301', slow);
    expect(hotel.causes()).toEqual(['riser r01: at-all-hours, riser-pump']);
    const [ofRoom, ofRiser] = hotel.ofWater();
    expect(ofRoom).toMatchObject({ kind: 'room', mergedInto: ofRiser?.id });
    expect(new Set(hotel.warmUpTasks().map(({ incident }) => incident))).toEqual(new Set([ofRiser?.id]));
  });

  it('leaves rooms that belong to another to that one', () => {
    const hotel = openWateredHotel();
    hotel.draw('0 12:00', '1202 1203 1204 1302 1303', good);
    hotel.draw('0 12:20', '1101 1102 1103 1104', slow);
    expect(hotel.causes()).toEqual(['floor 11: at-all-hours, balancing-valve']);
    hotel.draw('0 12:40', '1201 1301', slow);
    const parents = new Map(hotel.warmUpTasks().map(({ space, sharedCause }) => [space, sharedCause?.kind]));
    expect(parents.get('1102' as never)).toBe(parents.get('1101' as never));
    expect(hotel.ofWater().filter(({ closedAt, mergedInto }) => closedAt !== undefined && !mergedInto)).toEqual([]);
  });

  it('closes by itself when draws pass, whatever its shape', () => {
    for (const [name, steps, standing] of rows) {
      const hotel = openWateredHotel();
      hotel.build('1105', 'r01');
      hotel.build('1106', 'r01');
      for (const step of steps) hotel.draw(...step);
      const rooms = [...new Set(hotel.warmUpTasks().map(({ space }) => space))];
      if (rooms.length > 0) hotel.draw('3 12:00', rooms.join(' '), good);
      expect([name, hotel.causes(), standing.length]).toEqual([name, [], standing.length]);
    }
  });
});

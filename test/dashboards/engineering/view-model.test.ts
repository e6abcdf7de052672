import { describe, expect, test } from 'vitest';
import {
  countDraws,
  deviceCondition,
  deviceRows,
  floorRows,
  incidentsToShow,
  latestVerdicts,
} from '../../../dashboards/engineering/view-model.ts';
import type { Device } from '../../../gateway/api/contract/device.ts';
import type { Draw } from '../../../gateway/api/contract/draw.ts';
import type { Incident } from '../../../gateway/api/contract/incident.ts';
import { aDraw } from '../shared/draw-builder.ts';
import { aTask, minutesFromNow, now } from '../shared/task-builder.ts';

function aDevice(parts: Partial<Device> = {}): Device {
  return {
    id: 'hw-1203',
    kind: 'hot-water-sensor',
    name: null,
    space: '1203',
    floor: '12',
    riser: 'r1',
    presence: 'online',
    presenceSince: minutesFromNow(-60),
    lastSeenAt: minutesFromNow(-0.2),
    period: 20,
    model: null,
    firmware: '1.2.0',
    serial: null,
    lastReading: { at: minutesFromNow(-0.2), readings: { temperature: 41, flow: 0 }, implausible: [] },
    faults: [],
    maintenance: [],
    refused: [],
    refusedCount: 0,
    unknownFieldCount: 0,
    runOutAt: {},
    sensor: null,
    revoked: false,
    ...parts,
  };
}

describe('how a device stands', () => {
  test.each([
    ['heard lately, nothing wrong', {}, 'ok'],
    ['the broker said that it is gone', { presence: 'offline' }, 'offline'],
    ['never heard', { presence: 'unknown', lastSeenAt: null }, 'silent'],
    ['said nothing for four minutes, though its connection stands', { lastSeenAt: minutesFromNow(-4) }, 'silent'],
    ['a fault of its own', { faults: [{ code: 'E1', message: 'leak', since: minutesFromNow(-9) }] }, 'fault'],
    ['a silent device never keeps its fault as the news', { lastSeenAt: minutesFromNow(-4), faults: [] }, 'silent'],
    ['battery below a fifth', { lastReading: { at: minutesFromNow(0), readings: { battery: 19 } } }, 'watch'],
    ['a stock that ends within two hours', { runOutAt: { leaves: minutesFromNow(90) } }, 'watch'],
    ['a stock that lasts', { runOutAt: { leaves: minutesFromNow(300) } }, 'ok'],
    [
      'it sent nonsense a minute ago',
      { refused: [{ at: minutesFromNow(-1), topic: 't', reason: 'r', firstBytes: 'b' }] },
      'watch',
    ],
    [
      'nonsense of yesterday is history',
      { refused: [{ at: minutesFromNow(-1500), topic: 't', reason: 'r', firstBytes: 'b' }] },
      'ok',
    ],
  ] as const)('%s', (_name, parts, state) => {
    expect(deviceCondition(aDevice(parts as Partial<Device>), now).state).toBe(state);
  });
});

describe('the house by floors', () => {
  const draws = (list: readonly Draw[]) => latestVerdicts(list);

  test('from the top down, rooms in order, a room as well as the worst thing in it', () => {
    const rows = deviceRows(
      [
        aDevice({ id: 'a', space: '902', floor: '9' }),
        aDevice({ id: 'b', space: '1210', floor: '12' }),
        aDevice({ id: 'c', space: '1203', floor: '12' }),
        aDevice({ id: 'd', space: '1203', floor: '12', presence: 'offline' }),
      ],
      now,
    );
    const floors = floorRows(rows, draws([]), [], []);
    expect(floors.map(({ floor, cells }) => [floor, cells.map(({ space, state }) => `${space} ${state}`)])).toEqual([
      ['12', ['1203 offline', '1210 ok']],
      ['9', ['902 ok']],
    ]);
  });

  test('the last judged draw colours the room; excluded ones say nothing', () => {
    const rows = deviceRows([aDevice()], now);
    const missed = aDraw({ id: '1', outcome: 'missed', seconds: 14.2, startedAt: minutesFromNow(-30) });
    const tooShort = aDraw({ id: '2', outcome: 'excluded', reason: 'too-short', startedAt: minutesFromNow(-20) });
    const met = aDraw({ id: '3', outcome: 'met', seconds: 7, startedAt: minutesFromNow(-10) });
    const state = (list: readonly Draw[]) => floorRows(rows, draws(list), [], [])[0]?.cells[0]?.state;
    expect(state([missed, tooShort])).toBe('fault');
    expect(state([missed, tooShort, met])).toBe('ok');
    expect(state([tooShort])).toBe('ok');
  });
});

describe('a room somebody works on', () => {
  const missed = latestVerdicts([aDraw({ outcome: 'missed', seconds: 14.2 })]);
  const rows = deviceRows([aDevice()], now);
  test.each([
    ['a fault while nobody has taken its task', { state: 'open' }, 'fault'],
    ['in hand as soon as somebody has', { state: 'accepted', assignee: 'wang' }, 'work'],
    ['by its draw again when the task is over', { state: 'verified' }, 'fault'],
  ] as const)('%s', (_name, parts, state) => {
    expect(floorRows(rows, missed, [], [aTask(parts)])[0]?.cells[0]?.state).toBe(state);
  });
});

test('incidents are read the widest first, among equals the oldest, and those that are over not at all', () => {
  const incident = (id: string, kind: Incident['kind'], minutes: number, closedAt: string | null = null): Incident => ({
    id,
    kind,
    subject: id,
    shape: null,
    part: null,
    openedAt: minutesFromNow(minutes),
    since: minutesFromNow(minutes),
    closedAt,
    mergedInto: null,
    reasoning: '',
    reasons: [],
    spaces: [],
    devices: [],
    tasks: [],
    draws: [],
  });
  const all = [
    incident('1203', 'room', -50),
    incident('r2', 'riser', -10),
    incident('r1', 'riser', -20),
    incident('12', 'floor', -30),
    incident('demo', 'plant', -5),
    incident('r3', 'riser', -60, minutesFromNow(-1)),
  ];
  expect(incidentsToShow(all).map(({ id }) => id)).toEqual(['demo', 'r1', 'r2', '12', '1203']);
});

test('draws that say nothing are counted as such, neither met nor missed', () => {
  const outcomes = ['met', 'met', 'missed', 'inconclusive', 'excluded'] as const;
  expect(countDraws(outcomes.map((outcome) => ({ outcome })))).toEqual({ met: 2, missed: 1, undetermined: 2 });
});

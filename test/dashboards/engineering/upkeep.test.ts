// What will break next: batteries of a round, stocks, firmware behind, and devices with something against them.
import { describe, expect, test } from 'vitest';
import { batteryFloors } from '../../../dashboards/engineering/battery-round.ts';
import { dispenserRows } from '../../../dashboards/engineering/dispenser-rows.ts';
import { firmwareFleet, isBehind, wantedFirmware } from '../../../dashboards/engineering/firmware-fleet.ts';
import { doubts } from '../../../dashboards/engineering/truth-check.ts';
import { catalogue } from '../../../devices/catalogue.ts';
import type { Device } from '../../../gateway/api/contract/device.ts';
import type { Draw } from '../../../gateway/api/contract/draw.ts';
import type { Task } from '../../../gateway/api/contract/task.ts';
import { aDraw } from '../shared/draw-builder.ts';
import { phrasesOf } from '../shared/phrases.ts';
import { aTask, minutesFromNow, now } from '../shared/task-builder.ts';
import { aDevice, withReadings } from './device-builder.ts';

const days = (n: number) => minutesFromNow(n * 24 * 60);

describe('the round of batteries', () => {
  const devices = new Map(
    [
      aDevice({ id: 'a', space: '1210' }),
      aDevice({ id: 'b', space: '1203' }),
      aDevice({ id: 'c', space: '902', floor: '9' }),
    ].map((device) => [device.id, device]),
  );

  test('goes from the top down and along the rooms', () => {
    const told = ['a', 'b', 'c', 'gone'].map((device) => ({ device, percent: 80, endsAt: null }));
    const floors = batteryFloors(told, devices, now);
    expect(floors.map(({ floor, rows }) => [floor, rows.map(({ device }) => device.space)])).toEqual([
      ['12', ['1203', '1210']],
      ['9', ['902']],
    ]);
  });

  test.each([
    ['a low one', 19, null, true],
    ['one that ends within the month', 60, days(29), true],
    ['one that lasts longer', 60, days(31), false],
    ['one of which nothing is known but that it is full', 90, null, false],
  ])('takes %s: %d %%', (_name, percent, endsAt, isDue) => {
    expect(batteryFloors([{ device: 'a', percent, endsAt }], devices, now)[0]?.rows[0]?.isDue).toBe(isDue);
  });
});

test('a dispenser tells what is left, for how long, and who filled it last', () => {
  const device = aDevice({
    id: 'tea-1',
    kind: 'tea-dispenser',
    ...withReadings({ level: 40, temperature: 92, leaves: 70 }),
    runOutAt: { level: minutesFromNow(150) },
  });
  const step = (minutes: number, by: string) =>
    ({ at: minutesFromNow(minutes), step: 'complete', by }) as Task['history'][number];
  const refill = aTask({ kind: 'refill', device: 'tea-1', history: [step(-300, 'li'), step(-60, 'zhao')] });
  expect(dispenserRows([device, aDevice()], [refill, aTask()], now)).toEqual([
    {
      device,
      temperatureC: 92,
      stocks: [
        { reading: 'level', left: 40, hoursLeft: 2.5 },
        { reading: 'leaves', left: 70 },
      ],
      refilled: { at: Date.parse(minutesFromNow(-60)), by: 'zhao' },
    },
  ]);
});

test('places that are behind stand in the order in which one walks past them', () => {
  const behind = ['1002', '901', '1001'].map((space) =>
    aDevice({ id: space, space, model: 'HW-1', firmware: '1.9.0' }),
  );
  const [fleet] = firmwareFleet([...behind, aDevice({ id: 'b', model: 'HW-1', firmware: '1.10.0' })]);
  expect(fleet?.versions[1]?.devices.map(({ space }) => space)).toEqual(['901', '1001', '1002']);
});

test('wanted is the newest that a device of the model runs; 1.10 is newer than 1.9', () => {
  const old = aDevice({ id: 'a', model: 'HW-1', firmware: '1.9.0' });
  const fleet = firmwareFleet([
    old,
    aDevice({ id: 'b', model: 'HW-1', firmware: '1.10.0' }),
    aDevice({ id: 'c', model: 'HW-2', firmware: '1.0.0' }),
    aDevice({ id: 'd', model: null, firmware: null }),
  ]);
  expect(fleet.map(({ model, versions }) => [model, versions.map(({ firmware }) => firmware)])).toEqual([
    ['HW-1', ['1.10.0', '1.9.0']],
    ['HW-2', ['1.0.0']],
  ]);
  expect([wantedFirmware(fleet, old), isBehind(fleet, old)]).toEqual(['1.10.0', true]);
});

describe('what speaks against a device', () => {
  const at = minutesFromNow(-1);
  const reading = (parts: Partial<NonNullable<Device['lastReading']>>) => ({
    lastReading: { at, readings: { temperature: 41 }, implausible: [], ...parts },
    lastSeenAt: at,
  });
  const excluded = (reason: Draw['reason']) => aDraw({ outcome: 'excluded', reason, seconds: null });
  const rows: [name: string, parts: Partial<Device>, draws: Draw[], flags: string[]][] = [
    ['nothing', {}, [aDraw()], []],
    ['a frozen or impossible draw', {}, [excluded('sensor-fault')], ['truth.sensor']],
    ['a clock ahead by more than two seconds', reading({ at: minutesFromNow(-0.9) }), [], ['truth.clockAhead']],
    ['a clock ahead by less is believed', reading({ at: minutesFromNow(-0.98) }), [], []],
    ['a draw without a time', {}, [excluded('clock-fault')], ['truth.clock']],
    ['a draw without a flow pulse', {}, [aDraw({ meanFlow: 0 })], ['truth.noFlow']],
    ['a switch has no meter to be silent', {}, [aDraw({ meanFlow: null, litres: null })], []],
    ['what was yesterday is forgiven', {}, [aDraw({ ...excluded('sensor-fault'), startedAt: days(-2) })], []],
    ['draws that say nothing are usual', {}, [excluded('too-short'), excluded('warm-start')], []],
  ];
  test.each(rows)('%s', (_name, parts, draws, flags) => {
    const found = doubts([aDevice(parts)], draws, now);
    expect(found.flatMap((doubt) => doubt.flags.map(({ key }) => key))).toEqual(flags);
  });

  test('a reading that cannot be is against it by itself, and counts before what is less', () => {
    const frozen = aDevice({ id: 'a', ...reading({ implausible: ['temperature', 'flow'] }) });
    const both = aDevice({ id: 'b', ...reading({ implausible: ['temperature'] }) });
    const found = doubts([frozen, aDevice({ id: 'c' }), both], [aDraw({ device: 'b', meanFlow: 0 })], now);
    expect(found.map(({ device, impossible }) => [device.id, impossible])).toEqual([
      ['b', ['temperature']],
      ['a', ['temperature', 'flow']],
    ]);
  });

  test.each(['en', 'zh-Hans', 'es'] as const)('every reading of a device has its name in %s', (language) => {
    const strings = phrasesOf(language);
    const readings = Object.values(catalogue).flatMap((model) => Object.keys(model.readings));
    expect(readings.length).toBeGreaterThan(10);
    expect(readings.filter((name) => strings[`reading.name.${name}`] === undefined)).toEqual([]);
  });
});

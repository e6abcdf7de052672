// How a device stands; above all, that one which is not heard is never shown as well.
import { describe, expect, test } from 'vitest';
import { deviceCondition, isDueForAsking, maintenanceUntil } from '../../../dashboards/engineering/device-condition.ts';
import type { Device } from '../../../gateway/api/contract/device.ts';
import { minutesFromNow, now } from '../shared/task-builder.ts';
import { aDevice, withReadings } from './device-builder.ts';

const nonsense = (minutes: number) => ({
  refused: [{ at: minutesFromNow(minutes), topic: 't', reason: 'r', firstBytes: 'b' }],
});
const leak = { faults: [{ code: 'E1', message: 'leak', since: minutesFromNow(-9) }] };

describe('how a device stands', () => {
  const rows: [name: string, parts: Partial<Device>, state: string][] = [
    ['heard lately, nothing wrong', {}, 'ok'],
    ['the broker said that it is gone', { presence: 'offline' }, 'offline'],
    ['never heard', { presence: 'unknown', lastSeenAt: null }, 'silent'],
    ['connected as a broker kept it, and never heard', { lastSeenAt: null }, 'silent'],
    ['said nothing for four minutes, though its connection stands', { lastSeenAt: minutesFromNow(-4) }, 'silent'],
    ['a slow talker within its habit', { lastSeenAt: minutesFromNow(-4), period: 100 }, 'ok'],
    ['heard once, two minutes ago: it has no habit yet', { lastSeenAt: minutesFromNow(-2), period: null }, 'ok'],
    ['heard once, three minutes ago', { lastSeenAt: minutesFromNow(-3), period: null }, 'silent'],
    ['a fault of its own', leak, 'fault'],
    ['a silent device never keeps its fault as the news', { ...leak, lastSeenAt: minutesFromNow(-4) }, 'silent'],
    ['battery below a fifth', withReadings({ battery: 19 }), 'watch'],
    ['battery at a fifth', withReadings({ battery: 20 }), 'ok'],
    ['a stock that ends within two hours', { runOutAt: { leaves: minutesFromNow(90) } }, 'watch'],
    ['a stock that lasts', { runOutAt: { leaves: minutesFromNow(300) } }, 'ok'],
    ['it sent nonsense a minute ago', nonsense(-1), 'watch'],
    ['nonsense of yesterday is history', nonsense(-1500), 'ok'],
  ];
  test.each(rows)('%s', (_name, parts, state) => {
    expect(deviceCondition(aDevice(parts), { now, askedAt: now }).state).toBe(state);
  });
});

describe('silence begins with the third period, not before and not later', () => {
  const heardAt = now - 60_000;
  const device = aDevice({ lastSeenAt: new Date(heardAt).toISOString(), period: 20 });
  const stateAt = (at: number, askedAt = at) => deviceCondition(device, { now: at, askedAt }).state;

  test('to the millisecond', () => {
    expect([stateAt(heardAt + 59_999), stateAt(heardAt + 60_000)]).toEqual(['ok', 'silent']);
  });

  test('it is asked for when its time runs out: an older list cannot know whether it spoke meanwhile', () => {
    const askedAt = heardAt + 45_000;
    expect(stateAt(heardAt + 60_500, askedAt)).toBe('ok');
    expect(isDueForAsking(device, { now: heardAt + 60_500, askedAt })).toBe(true);
    expect(isDueForAsking(device, { now: heardAt + 59_500, askedAt })).toBe(false);
    expect(isDueForAsking(device, { now: heardAt + 61_500, askedAt: heardAt + 60_500 })).toBe(false);
  });

  test('one that said goodbye is not asked about', () => {
    expect(isDueForAsking({ ...device, presence: 'offline' }, { now: heardAt + 61_000, askedAt: heardAt })).toBe(false);
  });
});

test('work at a device shows until it is over', () => {
  const device = aDevice({ maintenance: [{ from: minutesFromNow(-30), until: minutesFromNow(30), by: 'wang' }] });
  expect(maintenanceUntil(device, now)).toBe(Date.parse(minutesFromNow(30)));
  expect(maintenanceUntil(device, Date.parse(minutesFromNow(30)))).toBeUndefined();
});

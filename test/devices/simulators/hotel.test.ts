import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHotel, type Hotel, type HotelOptions } from '../../../devices/simulators/create-hotel.ts';
import { noFaults } from '../../../devices/simulators/hotel-faults.ts';
import { dayPace } from '../../../devices/simulators/pace.ts';
import { createSimulatedClock, type SimulatedClock } from '../../../devices/simulators/simulated-clock.ts';
import { type ListeningBroker, startListeningBroker } from './listening-broker.ts';

interface WireSample {
  readonly at: number;
  readonly temperature: number | null;
  readonly flow?: number;
  readonly leaves?: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** 03:00 in Shanghai: nobody draws water but who is told to. */
const night = Date.UTC(2026, 0, 5, 19);

let broker: ListeningBroker;
let clock: SimulatedClock;
let hotel: Hotel;

function openHotel(options: Partial<HotelOptions> = {}): Hotel {
  return createHotel({
    seed: 'hotel test',
    property: 'demo',
    clock,
    connect: { url: broker.url },
    credentials: (device) => `secret of ${device}`,
    rooms: 4,
    floors: ['12', '13'],
    risers: 1,
    pace: dayPace,
    faults: noFaults,
    occupancy: 0,
    mixedShare: 0,
    switchShare: 0,
    ...options,
  });
}

const samplesOf = (device: string) =>
  broker
    .said<WireSample | { samples: WireSample[] }>(device, 'telemetry')
    .flatMap((payload) => ('samples' in payload ? payload.samples : [payload]));

const intervals = (samples: readonly WireSample[]) => samples.slice(1).map(({ at }, i) => at - samples[i]!.at);

beforeEach(async () => {
  broker = await startListeningBroker();
  clock = createSimulatedClock({ startAt: night });
  hotel = openHotel();
});

afterEach(async () => {
  await hotel.stop();
  await broker.stop();
});

describe('a simulated hotel', () => {
  test('signs in with one client per device, each of which says that it is there and what it is', async () => {
    hotel.start();
    await clock.advanceBy(minute);
    expect(hotel.onlineCount()).toBe(hotel.devices.length);
    for (const { id, kind } of hotel.devices) {
      const retained = broker.heard.filter(({ topic, retain }) => retain && topic.startsWith(`hub/demo/${id}/`));
      expect(retained.map(({ payload }) => payload)[0]).toBe('online');
      expect(broker.said(id, 'about')[0]).toMatchObject({ kind });
    }
  });

  test('samples once a second while water flows and until the draw is seen to end, and seldom otherwise', async () => {
    hotel.start();
    await clock.advanceBy(5 * minute);
    hotel.sensors.get('hw-1201')!.draw({ demand: { flowLpm: 8 }, seconds: 40, cause: 'test' });
    await clock.advanceBy(10 * minute);
    const samples = samplesOf('hw-1201');
    const flowing = samples.filter(({ flow }) => flow! > 1);
    expect(flowing).toHaveLength(40);
    const start = samples.indexOf(flowing[0]!);
    expect(intervals(samples.slice(start, start + 44)).every((ms) => Math.abs(ms - second) < 5)).toBe(true);
    expect(intervals(samples.slice(start + 46)).every((ms) => ms >= 10 * second)).toBe(true);
  });

  test('knows what the draw was: a good one, one given up, one on a riser whose pump failed', async () => {
    hotel.start();
    await clock.advanceBy(minute);
    const draw = async (device: string, seconds: number) => {
      hotel.sensors.get(device)!.draw({ demand: { flowLpm: 9 }, seconds, cause: 'test' });
      await clock.advanceBy(5 * minute);
    };
    await draw('hw-1201', 60);
    await draw('hw-1202', 3);
    hotel.pumps.get('r1')!.fail();
    await clock.advanceBy(12 * hour);
    await draw('hw-1301', 60);
    expect(hotel.truth().draws.map(({ device, outcome, reason }) => [device, reason ?? outcome])).toEqual([
      ['hw-1201', 'met'],
      ['hw-1202', 'too-short'],
      ['hw-1301', 'missed'],
    ]);
  });

  test('finds the true draw again by the stamp of its first flowing sample', async () => {
    hotel.start();
    await clock.advanceBy(minute);
    hotel.sensors.get('hw-1302')!.draw({ demand: { flowLpm: 8 }, seconds: 30, cause: 'test' });
    await clock.advanceBy(minute);
    const first = samplesOf('hw-1302').find(({ flow }) => flow! >= 1);
    expect(hotel.truth().draws[0]).toMatchObject({ device: 'hw-1302', startedAt: first!.at, seen: true });
  });

  test('a device that drops leaves its last will, and sends what it gathered as a batch when it is back', async () => {
    hotel.start();
    await clock.advanceBy(minute);
    hotel.drop('hw-1201', 4 * minute);
    hotel.sensors.get('hw-1201')!.draw({ demand: { flowLpm: 8 }, seconds: 20, cause: 'test' });
    await clock.advanceBy(10 * minute);
    const samples = samplesOf('hw-1201');
    expect(broker.said<{ samples?: unknown[] }>('hw-1201', 'telemetry').some(({ samples }) => samples)).toBe(true);
    expect(samples.filter(({ flow }) => flow! > 1)).toHaveLength(20);
    expect(intervals(samples).every((ms) => ms > 0 && ms < minute + second)).toBe(true);
    expect(hotel.truth().draws[0]).toMatchObject({ late: true, seen: true });
  });

  test('a sensor that restarts in mid-draw leaves a hole, and the truth knows it', async () => {
    hotel.start();
    await clock.advanceBy(minute);
    const sensor = hotel.sensors.get('hw-1201')!;
    sensor.draw({ demand: { flowLpm: 8 }, seconds: 60, cause: 'test' });
    await clock.advanceBy(2 * second);
    sensor.reboot(10 * second);
    await clock.advanceBy(5 * minute);
    expect(Math.max(...intervals(samplesOf('hw-1201').filter(({ flow }) => flow! > 1)))).toBeGreaterThan(9 * second);
    const [draw] = hotel.truth().draws;
    expect(draw!.acceptable.every(({ outcome }) => outcome === 'excluded')).toBe(true);
  });

  test('when the hub is gone for a while, every device comes back by itself and owes nothing', async () => {
    hotel.start();
    await clock.advanceBy(5 * minute);
    const before = samplesOf('hw-1201');
    await broker.stop();
    await clock.advanceBy(7 * minute);
    expect(hotel.onlineCount()).toBe(0);
    broker = await startListeningBroker(Number(new URL(broker.url).port));
    await clock.advanceBy(3 * minute);
    expect(hotel.onlineCount()).toBe(hotel.devices.length);
    const all = [...before, ...samplesOf('hw-1201')];
    expect(all).toHaveLength(15);
    expect(intervals(all).every((ms) => Math.abs(ms - minute) < second)).toBe(true);
  });

  test('a message may come twice, and a repeat is the same to the last byte', async () => {
    hotel = openHotel({ faults: { ...noFaults, duplicateShare: 0.5 } });
    hotel.start();
    await clock.advanceBy(10 * minute);
    const payloads = broker.heard.filter(({ topic }) => topic.endsWith('hw-1201/telemetry')).map((one) => one.payload);
    expect(new Set(payloads).size).toBeLessThan(payloads.length);
    expect(new Set(samplesOf('hw-1201').map(({ at }) => at)).size).toBe(new Set(payloads).size);
  });
});

describe('a device', () => {
  const replies = (device: string) => broker.said<{ id: string; ok: boolean; error?: string }>(device, 'reply');

  async function command(device: string, payload: object): Promise<void> {
    hotel.start();
    await clock.advanceBy(minute);
    await broker.tell(`hub/demo/${device}/command`, payload);
    await expect.poll(() => replies(device)).toHaveLength(1);
  }

  test.each([
    ['identifies itself', 'rc-1201', 'identify', { ok: true }],
    ['tells its time', 'tea-lobby-1', 'time', { ok: true }],
    ['refuses what it does not know', 'water-lobby-1', 'dance', { ok: false, error: 'unknown command dance' }],
  ])('%s', async (_, device, name, expected) => {
    await command(device, { id: 'c1', command: name });
    expect(replies(device)[0]).toMatchObject({ id: 'c1', ...expected });
  });

  test('does not act on a command that is too old', async () => {
    await command('hw-1201', { id: 'c2', command: 'test-draw', expiresAt: night });
    expect(replies('hw-1201')[0]).toEqual({ id: 'c2', ok: false, error: 'expired' });
  });

  test('runs a test draw when asked', async () => {
    await command('hw-1201', { id: 'c3', command: 'test-draw' });
    await clock.advanceBy(3 * minute);
    expect(hotel.truth().draws[0]).toMatchObject({ device: 'hw-1201', cause: 'test-draw', outcome: 'met' });
  });

  test('takes wanted settings and says so in about', async () => {
    hotel.start();
    await clock.advanceBy(minute);
    await broker.tell('hub/demo/hw-1201/config', { idleSeconds: 20 });
    await expect
      .poll(() => broker.said<{ capabilities: string[] }>('hw-1201', 'about').at(-1)?.capabilities)
      .toEqual(['idle-seconds-20']);
    const before = samplesOf('hw-1201').length;
    await clock.advanceBy(10 * minute);
    expect(samplesOf('hw-1201').length - before).toBe(30);
  });
});

describe('the lobby', () => {
  test('a dispenser runs down, runs empty, serves nothing, and is refilled by somebody who noticed', async () => {
    hotel = openHotel({ leavesPercent: 4 });
    hotel.start();
    await clock.advanceBy(minute);
    for (let guest = 0; guest < 5; guest++) hotel.dispensers.get('tea-lobby-1')!.serve();
    await clock.advanceBy(minute);
    const events = () => broker.said<{ id: string; type: string }>('tea-lobby-1', 'event');
    expect(events().filter(({ type }) => type === 'dispensed')).toHaveLength(3);
    expect(samplesOf('tea-lobby-1').at(-1)!.leaves).toBeCloseTo(0.7, 5);
    await clock.advanceBy(hour);
    expect(events().some(({ type }) => type === 'refilled')).toBe(true);
    expect(new Set(events().map(({ id }) => id)).size).toBe(events().length);
    expect(samplesOf('tea-lobby-1').at(-1)!.leaves).toBeGreaterThan(90);
  });
});

describe('a day', () => {
  async function oneDay(seed: string): Promise<Hotel> {
    clock = createSimulatedClock({ startAt: Date.UTC(2026, 0, 5, 16) });
    hotel = openHotel({ seed, occupancy: 0.9, faults: {}, rooms: 12 });
    hotel.start();
    await clock.advanceBy(24 * hour);
    return hotel;
  }

  test('is the same for the same seed, to the last sample', async () => {
    const messages = () =>
      broker.heard.map(({ topic, payload }) => `${topic} ${payload}`).toSorted((a, b) => (a < b ? -1 : 1));
    await oneDay('spring');
    const first = messages();
    await hotel.stop();
    await broker.stop();
    broker = await startListeningBroker();
    await oneDay('spring');
    // Presence and last will may be told in either order; what was measured and what happened may not differ.
    const said = (all: readonly string[]) => all.filter((message) => /\/(telemetry|event) /.test(message));
    expect(said(messages())).toEqual(said(first));
  });

  test('has busy mornings and evenings, and a quiet night', async () => {
    const { draws } = (await oneDay('rhythm')).truth();
    const between = (from: number, to: number) =>
      draws.filter(({ openedAt }) => {
        const localHour = (openedAt / hour + 8) % 24;
        return localHour >= from && localHour < to;
      }).length;
    expect(between(6, 10)).toBeGreaterThan(between(0, 4) * 2);
    expect(between(19, 24)).toBeGreaterThan(between(0, 4) * 2);
  });
});

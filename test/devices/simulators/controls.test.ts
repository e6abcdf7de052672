// Devices that can be asked for something: they say so, do it for as long as they were told, and never what is too old.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHotel, type Hotel, type HotelOptions } from '../../../devices/simulators/create-hotel.ts';
import { noFaults } from '../../../devices/simulators/hotel-faults.ts';
import { dayPace } from '../../../devices/simulators/pace.ts';
import { createSimulatedClock, type SimulatedClock } from '../../../devices/simulators/simulated-clock.ts';
import { type ListeningBroker, startListeningBroker } from './listening-broker.ts';

const minute = 60_000;
const hour = 60 * minute;
/** 03:00 in Shanghai: nobody draws water, and the pumps rest. */
const night = Date.UTC(2026, 0, 5, 19);

let broker: ListeningBroker;
let clock: SimulatedClock;
let hotel: Hotel;

function openHotel(options: Partial<HotelOptions> = {}): Hotel {
  return createHotel({
    seed: 'controls',
    property: 'demo',
    clock,
    connect: { url: broker.url },
    credentials: () => 'secret',
    rooms: 2,
    floors: ['12'],
    risers: 1,
    pace: dayPace,
    faults: noFaults,
    occupancy: 0,
    controls: true,
    crowdless: ['bottles-lobby-1'],
    pumpHours: [[6, 24]],
    ...options,
  });
}

beforeEach(async () => {
  broker = await startListeningBroker();
  clock = createSimulatedClock({ startAt: night });
  hotel = openHotel();
});

afterEach(async () => {
  await hotel.stop();
  await broker.stop();
});

async function settle(): Promise<void> {
  hotel.start();
  await clock.advanceBy(minute);
}

let asked = 0;
async function ask(device: string, payload: object): Promise<Record<string, unknown>> {
  asked += 1;
  const id = `c${asked}`;
  await broker.tell(`hub/demo/${device}/command`, { id, ...payload });
  const reply = () => broker.said<Record<string, unknown>>(device, 'reply').find((one) => one['id'] === id);
  await expect.poll(reply).toBeDefined();
  return reply()!;
}

const latest = (device: string) => broker.said<Record<string, number>>(device, 'telemetry').at(-1);
const capabilitiesOf = (device: string) =>
  broker.said<{ capabilities: string[] }>(device, 'about').at(-1)?.capabilities;

test('each says what it can be asked for; a house without controls says nothing', async () => {
  await settle();
  expect(capabilitiesOf('pump-r1')).toEqual(['circulation']);
  expect(capabilitiesOf('rc-1201')).toEqual(['scene', 'setpoint']);
  expect(capabilitiesOf('bottles-lobby-1')).toEqual(['warming']);
  await hotel.stop();
  hotel = openHotel({ controls: false });
  await settle();
  expect([capabilitiesOf('rc-1201'), hotel.devices.some(({ id }) => id.startsWith('pump'))]).toEqual([[], false]);
});

describe('a pump', () => {
  const isRunning = () => hotel.pumps.get('r1')?.isRunning(clock.now());

  test('runs as long as it was told, and rests again', async () => {
    await settle();
    expect(isRunning()).toBe(false);
    expect(await ask('pump-r1', { command: 'circulate', seconds: 1800 })).toMatchObject({ ok: true, running: true });
    expect(isRunning()).toBe(true);
    await clock.advanceBy(29 * minute);
    expect(isRunning()).toBe(true);
    await clock.advanceBy(2 * minute);
    expect(isRunning()).toBe(false);
  });

  test('stops when it is told that it is not needed', async () => {
    await settle();
    await ask('pump-r1', { command: 'circulate', seconds: 1800 });
    expect(await ask('pump-r1', { command: 'circulate', seconds: 0 })).toMatchObject({ ok: true, running: false });
    expect(isRunning()).toBe(false);
  });

  test('that is broken says that it runs, and does not', async () => {
    await settle();
    hotel.pumps.get('r1')?.fail();
    expect(await ask('pump-r1', { command: 'circulate', seconds: 1800 })).toMatchObject({ ok: true });
    expect(isRunning()).toBe(false);
  });

  test('refuses what it cannot understand', async () => {
    await settle();
    expect(await ask('pump-r1', { command: 'circulate', seconds: 'long' })).toMatchObject({
      ok: false,
      error: 'expected seconds, 0 to 86400',
    });
  });

  test('that was away does not do what it should have done an hour ago', async () => {
    await settle();
    hotel.drop('pump-r1', hour);
    await expect
      .poll(() =>
        broker.heard.some(({ topic, payload }) => topic === 'hub/demo/pump-r1/presence' && payload === 'offline'),
      )
      .toBe(true);
    const expiresAt = clock.now() + minute;
    await broker.tell('hub/demo/pump-r1/command', { id: 'old', command: 'circulate', seconds: 7200, expiresAt });
    await clock.advanceBy(hour + minute);
    await expect.poll(() => broker.said('pump-r1', 'reply')).toEqual([{ id: 'old', ok: false, error: 'expired' }]);
    expect(isRunning()).toBe(false);
  });
});

describe('a panel', () => {
  test('keeps the temperature that it was asked for, then its own', async () => {
    await settle();
    expect(await ask('rc-1201', { command: 'setpoint', temperature: 24, seconds: 3600 })).toMatchObject({
      setpoint: 24,
    });
    await clock.advanceBy(50 * minute);
    expect(latest('rc-1201')).toMatchObject({ setpoint: 24 });
    expect(latest('rc-1201')?.['temperature']).toBeLessThan(25);
    await clock.advanceBy(30 * minute);
    expect(latest('rc-1201')).toMatchObject({ setpoint: 27 });
  });

  test('tells of the scene that it shows', async () => {
    await settle();
    await ask('rc-1201', { command: 'scene', scene: 'welcome', seconds: 600 });
    await ask('rc-1201', { command: 'scene', scene: 'welcome', seconds: 0 });
    const scenes = broker.said<{ type: string; scene?: string }>('rc-1201', 'event').map(({ scene }) => scene);
    expect(scenes).toEqual(['welcome', 'standby']);
  });

  test('obeys its guest first', async () => {
    await settle();
    hotel.controllers.get('rc-1201')?.guestComes();
    const { setpoint } = await ask('rc-1201', { command: 'setpoint', temperature: 17, seconds: 3600 });
    expect(setpoint).not.toBe(17);
  });
});

test('the cabinet warms its bottles when it is told, and they cool again', async () => {
  await settle();
  expect(latest('bottles-lobby-1')?.['temperature']).toBeLessThan(25);
  await ask('bottles-lobby-1', { command: 'warm', temperature: 45, seconds: 2 * 3600 });
  await clock.advanceBy(2 * hour);
  expect(latest('bottles-lobby-1')?.['temperature']).toBeGreaterThan(41);
  expect(hotel.dispensers.get('bottles-lobby-1')?.serve()?.temperatureC).toBeGreaterThan(40);
  await clock.advanceBy(4 * hour);
  expect(latest('bottles-lobby-1')?.['temperature']).toBeLessThan(25);
});

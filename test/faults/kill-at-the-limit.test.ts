// The tenth second of a draw passes while the hub is dead: rule 9 of docs/warm-up.md holds after the start, as soon as
// it can.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, steady } from '../fixtures/water-physics.ts';
import type { DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { addDevice, runTap, spaceOf } from './live-devices.ts';

interface WireDraw {
  readonly endedAt: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly notes: readonly string[];
  readonly judgedAt: string;
}

const limitMs = 10_000;
/** Seconds of the draw that the hub has heard of when it dies. */
const heardS = 8;

describe('a hub that is dead at the tenth second of a cold draw', () => {
  let hub: HubProcess;
  let edgeAt: number;
  let startedAgainAt: number;
  let goingOn: DeviceClient;
  let silentAtTheEnd: DeviceClient;
  let silentForLong: DeviceClient;
  let taps: Promise<unknown>;

  beforeAll(async () => {
    hub = await startHubProcess();
    goingOn = await addDevice(hub, 'hw-goes-on', 'hot-water-sensor');
    silentAtTheEnd = await addDevice(hub, 'hw-silent-at-the-end', 'hot-water-sensor');
    silentForLong = await addDevice(hub, 'hw-silent-for-long', 'hot-water-sensor');
    edgeAt = Date.now() - (heardS - 1) * 1000;
    const cold = draw(edgeAt, { water: steady(20), openS: 14 });
    const until = (s: number) => cold.filter(({ at }) => at <= edgeAt + s * 1000);
    await Promise.all([
      runTap(goingOn, until(heardS)),
      runTap(silentAtTheEnd, until(heardS)),
      runTap(silentForLong, until(6)),
    ]);
    taps = runTap(goingOn, cold.slice(heardS + 1));
    await hub.kill();
    await pause(edgeAt + limitMs + 1_000 - Date.now());
    startedAgainAt = Date.now();
    await hub.start();
  });

  afterAll(async () => {
    await Promise.all([goingOn, silentAtTheEnd, silentForLong].map((one) => one?.close()));
    await hub?.remove();
  });

  const drawsOf = (device: DeviceClient) => hub.admin.list<WireDraw>(`/draws?space=${spaceOf(device.id)}`);
  const tasksOf = (device: DeviceClient) => hub.admin.list<{ state: string }>(`/tasks?space=${spaceOf(device.id)}`);

  async function expectMiss(device: DeviceClient): Promise<void> {
    const [missed] = await eventually(
      () => drawsOf(device),
      (list) => list.length === 1,
    );
    expect(missed).toMatchObject({ outcome: 'missed' });
    expect(Date.parse(missed?.judgedAt ?? '')).toBeGreaterThanOrEqual(startedAgainAt);
    expect(await tasksOf(device)).toMatchObject([{ state: 'open' }]);
  }

  /** As after a minute without a word. */
  const speaksAgain = (device: DeviceClient) =>
    device.publish('telemetry', { at: edgeAt + 80_000, temperature: 22, flow: 0 });

  it('says the miss of a draw whose samples go on', async () => {
    await expectMiss(goingOn);
    await taps;
    const [over] = await eventually(
      () => drawsOf(goingOn),
      ([one]) => one?.endedAt !== null,
    );
    expect(over).toMatchObject({ outcome: 'missed', censored: true, notes: [] });
    expect(await tasksOf(goingOn)).toHaveLength(1);
  });

  it('says the miss where the last sample was young at the limit, and it stays one', async () => {
    await expectMiss(silentAtTheEnd);
    await speaksAgain(silentAtTheEnd);
    const [over] = await eventually(
      () => drawsOf(silentAtTheEnd),
      ([one]) => one?.endedAt !== null,
    );
    expect(over).toMatchObject({ outcome: 'missed', notes: ['data-gap'] });
    expect(await tasksOf(silentAtTheEnd)).toMatchObject([{ state: 'open' }]);
  });

  it('says no miss where samples had stopped well before: that is a gap', async () => {
    await expectMiss(silentAtTheEnd);
    expect(await drawsOf(silentForLong)).toEqual([]);
    await speaksAgain(silentForLong);
    const found = await eventually(
      () => drawsOf(silentForLong),
      (list) => list.length === 1,
    );
    expect(found).toMatchObject([{ outcome: 'excluded', reason: 'data-gap' }]);
    expect(await tasksOf(silentForLong)).toEqual([]);
  });
});

// Devices that do their work in real time, whatever the hub does meanwhile, and tell what was acknowledged to them.
import { setTimeout as pause } from 'node:timers/promises';
import type { WaterSample } from '../../gateway/domain/draw.ts';
import { connectDevice, type DeviceClient } from '../support/device-client.ts';
import type { HubClient } from '../support/hub-client.ts';

interface RunningHub {
  readonly mqtt: string;
  readonly admin: HubClient;
}

/** Each in a space of its own, named after it. */
export async function addDevice(hub: RunningHub, id: string, kind: string): Promise<DeviceClient> {
  const signIn = await hub.admin.addDevice({ id, kind, space: spaceOf(id) });
  return connectDevice({ url: hub.mqtt, ...signIn });
}

export const spaceOf = (device: string) => `at-${device}`;

/** Says each sample at its own instant. Resolves when all are acknowledged. */
export async function runTap(sensor: DeviceClient, samples: readonly WaterSample[]): Promise<void> {
  const acknowledged: Promise<void>[] = [];
  for (const sample of samples) {
    await pause(Math.max(0, sample.at - Date.now()));
    acknowledged.push(sensor.publish('telemetry', wireSample(sample)));
  }
  await Promise.all(acknowledged);
}

export function wireSample({ at, temperatureC, flowLpm }: WaterSample): object {
  return { at, temperature: temperatureC, flow: flowLpm };
}

/** A cup each `everyMs` until `untilAt`. Resolves with the ids of the events, once all are acknowledged. */
export async function dispense(dispenser: DeviceClient, everyMs: number, untilAt: number): Promise<string[]> {
  const ids: string[] = [];
  const acknowledged: Promise<void>[] = [];
  while (Date.now() < untilAt) {
    const id = `cup-${ids.length}`;
    ids.push(`${dispenser.id}:${id}`);
    const event = { id, at: Date.now(), type: 'dispensed', product: 'hot-water', volume: 0.2, temperature: 92 };
    acknowledged.push(dispenser.publish('event', event));
    await pause(everyMs);
  }
  await Promise.all(acknowledged);
  return ids;
}

/** One wish after the other. Resolves with the ids of the events, once all are acknowledged. */
export async function askFor(panel: DeviceClient, wishes: readonly string[], everyMs: number): Promise<string[]> {
  const acknowledged: Promise<void>[] = [];
  for (const request of wishes) {
    await pause(everyMs);
    acknowledged.push(panel.publish('event', { id: `ask-${request}`, at: Date.now(), type: 'request', request }));
  }
  await Promise.all(acknowledged);
  return wishes.map((request) => `${panel.id}:ask-${request}`);
}

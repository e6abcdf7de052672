// Draws that stay cold, one room after the other, beside a load: from the sample that makes the miss certain, as it is handed to the
// socket, until the task is with a member of staff who is subscribed over MQTT.
import { setTimeout as pause } from 'node:timers/promises';
import mqtt from 'mqtt';
import { wireSample } from '../../faults/live-devices.ts';
import { draw, steady } from '../../fixtures/water-physics.ts';
import { connectDevice, type DeviceClient } from '../../support/device-client.ts';
import type { Subject } from '../subjects/subject.ts';
import type { LoadDevice } from './order.ts';

export interface FailingDraws {
  /** One draw each, evenly over so many seconds. @returns the waits of those whose task was told in time, ms. */
  open(devices: readonly LoadDevice[], overS: number): Promise<readonly number[]>;
  end(): Promise<void>;
}

const taskWithinMs = 10_000;
/** In device time: behind the clock, so that no sample is ahead of it. */
const edgeBeforeNowMs = 20_000;
/** A little past the limit of ten seconds, as clocks of real devices have it. */
const pastLimitMs = 10_040;

export async function watchTasks({ mqtt: url, staff, property }: Subject): Promise<FailingDraws> {
  const toldAt = new Map<string, (at: number) => void>();
  const listener = await mqtt.connectAsync(url, { clientId: 'bench-staff', ...staff, reconnectPeriod: 0 });
  listener.on('message', (_topic, payload) => {
    const at = performance.now();
    toldAt.get((JSON.parse(payload.toString()) as { device: string }).device)?.(at);
  });
  await listener.subscribeAsync(`hub/${property}/staff/engineer/task`, { qos: 1 });

  async function failOne(device: DeviceClient): Promise<number | undefined> {
    const told = Promise.withResolvers<number>();
    toldAt.set(device.id, told.resolve);
    const edgeAt = Date.now() - edgeBeforeNowMs;
    const samples = draw(edgeAt, { water: steady(20), openS: 12 });
    const judged = { ...(samples[10] as (typeof samples)[number]), at: edgeAt + pastLimitMs };
    await Promise.all(samples.slice(0, 10).map((sample) => device.publish('telemetry', wireSample(sample))));
    const from = performance.now();
    await device.publish('telemetry', wireSample(judged));
    const at = await Promise.race([told.promise, pause(taskWithinMs, undefined)]);
    await Promise.all(samples.slice(11).map((sample) => device.publish('telemetry', wireSample(sample))));
    return at === undefined ? undefined : at - from;
  }

  return {
    async open(devices, overS) {
      const clients: DeviceClient[] = [];
      for (const { id, password } of devices)
        clients.push(await connectDevice({ url, username: id, password, property }));
      const from = performance.now();
      const waits = await Promise.all(
        clients.map(async (client, index) => {
          await pause(Math.max(0, from + (index * overS * 1000) / clients.length - performance.now()));
          return failOne(client);
        }),
      );
      await Promise.all(clients.map((client) => client.close()));
      return waits.filter((wait) => wait !== undefined);
    },
    end: () => listener.endAsync(),
  };
}

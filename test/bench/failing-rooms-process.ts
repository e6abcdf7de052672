// The rooms of failing-rooms.ts in a process of their own: one MQTT client per device, each sample at its instant. Told on standard
// input, one line of JSON each: who the devices are, then when their taps open.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { createRandom } from '../../devices/simulators/random.ts';
import { wireSample } from '../faults/live-devices.ts';
import { connectDevice, type DeviceClient } from '../support/device-client.ts';
import { type RoomName, samplesOf } from './failing-rooms.ts';
import type { LoadDevice } from './load/order.ts';

export interface FailingDevice extends LoadDevice {
  readonly room: RoomName;
}

/** Then `{edges: number[]}`, a flow edge for each device. */
export interface FailingRoomsOrder {
  readonly url: string;
  readonly devices: readonly FailingDevice[];
}

const random = createRandom('bench');
const lines = createInterface({ input: process.stdin });
const [order] = (await once(lines, 'line')) as [string];
const { url, devices } = JSON.parse(order) as FailingRoomsOrder;
const clients = await Promise.all(devices.map(({ id, password }) => connectDevice({ url, username: id, password })));
tell({ connected: clients.length });
const [opening] = (await once(lines, 'line')) as [string];
const { edges } = JSON.parse(opening) as { readonly edges: readonly number[] };
const lateMs = await Promise.all(devices.map((device, index) => run(device, index)));
await Promise.all(clients.map((client) => client.close()));
tell({ lateMs: lateMs.flat() });
lines.close();

/** @returns how much after its instant each sample was handed to the socket. */
async function run({ room }: FailingDevice, index: number): Promise<number[]> {
  const client = clients[index] as DeviceClient;
  const late: number[] = [];
  for (const sample of samplesOf(room, edges[index] as number, random.next)) {
    await pause(Math.max(0, sample.at - Date.now()));
    late.push(Date.now() - sample.at);
    void client.publish('telemetry', wireSample(sample));
  }
  return late;
}

function tell(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

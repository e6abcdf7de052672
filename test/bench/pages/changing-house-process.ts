// A house that never rests, in a process of its own: each device has its own connection, and one after the other says that it goes
// and that it is back. Told on standard input, one line of JSON each: who the devices are, then `{perSecond}` until it is killed.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { connectDevice, type DeviceClient } from '../../support/device-client.ts';

export interface ChangingHouseOrder {
  readonly url: string;
  readonly devices: readonly { readonly id: string; readonly password: string }[];
}

/** Sends go out in strokes of this, ms. */
const strokeMs = 20;
const connectedAtOnce = 50;

const lines = createInterface({ input: process.stdin });
const [order] = (await once(lines, 'line')) as [string];
const { url, devices } = JSON.parse(order) as ChangingHouseOrder;
const clients: DeviceClient[] = [];
for (let first = 0; first < devices.length; first += connectedAtOnce) {
  const some = devices.slice(first, first + connectedAtOnce);
  clients.push(...(await Promise.all(some.map(({ id, password }) => connectDevice({ url, username: id, password })))));
}
await Promise.all(clients.map((client) => client.publish('presence', 'online')));
process.stdout.write('{"connected":true}\n');
const [go] = (await once(lines, 'line')) as [string];
const { perSecond } = JSON.parse(go) as { readonly perSecond: number };

const beganAt = Date.now();
let said = 0;
setInterval(() => {
  for (const due = ((Date.now() - beganAt) / 1000) * perSecond; said < due; said += 1) {
    const isGone = Math.floor(said / clients.length) % 2 === 0;
    void clients[said % clients.length]?.publish('presence', isGone ? 'offline' : 'online');
  }
}, strokeMs);

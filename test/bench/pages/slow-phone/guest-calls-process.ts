// Guests who call from their rooms, in a process of its own: each room's controller has its own connection. Told on standard input, one
// line of JSON each: who the devices are, then how far apart the calls come; answers when each was published.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { connectDevice } from '../../../support/device-client.ts';

export interface GuestCallsOrder {
  readonly url: string;
  readonly devices: readonly { readonly id: string; readonly password: string }[];
}

const lines = createInterface({ input: process.stdin });
const next = async () => JSON.parse(((await once(lines, 'line')) as [string])[0]);
const say = (what: unknown) => void process.stdout.write(`${JSON.stringify(what)}\n`);

const { url, devices }: GuestCallsOrder = await next();
const panels = await Promise.all(devices.map(({ id, password }) => connectDevice({ url, username: id, password })));
say({ connected: true });

const { everyMs }: { readonly everyMs: number } = await next();
const publishedAt: number[] = [];
const acknowledged: Promise<void>[] = [];
const beganAt = Date.now();
for (const [nth, panel] of panels.entries()) {
  await new Promise((resume) => setTimeout(resume, Math.max(0, beganAt + nth * everyMs - Date.now())));
  const at = Date.now();
  publishedAt.push(at);
  acknowledged.push(panel.publish('event', { id: 'call', at, type: 'request', request: 'towels' }));
}
await Promise.all(acknowledged);
say({ publishedAt });
await once(lines, 'close');
await Promise.all(panels.map((panel) => panel.close()));

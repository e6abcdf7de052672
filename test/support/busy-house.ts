// A house whose hours pass as fast as the hub takes them: real devices draw water and lose their network, guests ask, staff does the
// work. Each hour ends as it began, with nothing open and every device heard, so that pages before and after it can be compared.
import { connectDevice, type DeviceClient } from './device-client.ts';
import type { HubClient } from './hub-client.ts';
import type { TestHub } from './start-hub.ts';
import { waterFromTapC } from './water-from-tap.ts';

export interface BusyHouse {
  /** An hour of ten draws, one and a half cut connections and as many wishes a room and day; @returns what was told meanwhile. */
  liveAnHour(): Promise<HourTold>;
  close(): Promise<void>;
}

export interface HourTold {
  readonly draws: number;
  readonly wishes: number;
  readonly cuts: number;
}

interface WireTask {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

const hourMs = 3_600_000;
/** A room draws in five hours of twelve. */
const drawsIn = { hours: 5, of: 12 };
/** A cut connection in one hour of sixteen. */
const cutEvery = 16;
/** A wish in one hour of sixteen. */
const wishEvery = 16;
const drawS = 24;
const afterDrawS = 6;
const hotFromS = 6;

/** @param hours how many are to pass: the last of them ends now. */
export async function openBusyHouse(hub: TestHub, rooms: number, hours: number): Promise<BusyHouse> {
  const devices: DeviceClient[] = [];
  for (let n = 0; n < rooms; n += 1) {
    const space = roomName(n);
    await hub.admin.call('PUT', `/spaces/${space}`, { kind: 'room', floor: space.slice(0, -2) });
    const credentials = await hub.admin.addDevice({ id: `hw-${space}`, kind: 'hot-water-sensor', space });
    devices.push(await connectDevice({ url: hub.mqtt, ...credentials }));
  }
  await Promise.all(devices.map((device) => device.publish('presence', 'online')));
  const beganAt = Date.now() - hours * hourMs;
  let lived = 0;

  async function draw(device: DeviceClient, at: number): Promise<void> {
    for (let s = 0; s < drawS + afterDrawS; s += 1) {
      await device.publish('telemetry', {
        at: at + s * 1000,
        temperature: waterFromTapC(s - hotFromS),
        flow: s < drawS ? 8 : 0,
      });
    }
  }

  async function cut(device: DeviceClient): Promise<void> {
    await device.publish('presence', 'offline');
    await device.publish('presence', 'online');
  }

  return {
    async liveAnHour() {
      const hour = lived;
      lived += 1;
      const at = beganAt + hour * hourMs;
      const drawing = devices.filter((_, n) => (n + hour * drawsIn.hours) % drawsIn.of < drawsIn.hours);
      const cuts = devices.filter((_, n) => (n + hour) % cutEvery === 0);
      const wishing = devices.flatMap((_, n) => ((n + hour) % wishEvery === 0 ? [roomName(n)] : []));
      await Promise.all([
        ...drawing.map((device, n) => draw(device, at + n * 1000)),
        ...wishing.map((space) => fulfil(hub.admin, `wish-${hour}-${space}`, space)),
      ]);
      await Promise.all(cuts.map(cut));
      // Who drew no water is heard all the same.
      const still = { at: at + hourMs - 1000, temperature: 24, flow: 0 };
      await Promise.all(devices.map((device) => device.publish('telemetry', still)));
      return { draws: drawing.length, wishes: wishing.length, cuts: cuts.length };
    },
    async close() {
      await Promise.all(devices.map((device) => device.close()));
    },
  };
}

/** A guest asks, somebody takes it, goes and has done it. */
async function fulfil(admin: HubClient, id: string, space: string): Promise<void> {
  const asked = { id, space, request: 'towels', channel: 'phone' };
  let { task } = await admin.post<{ task: WireTask }>('/requests', asked);
  for (const step of ['accept', 'start', 'complete']) {
    const tap = { version: task.version, key: `${id}-${step}`, at: new Date().toISOString() };
    task = await admin.post<WireTask>(`/tasks/${task.id}/${step}`, tap);
  }
}

const roomName = (n: number) => `${1 + Math.floor(n / 25)}${String(1 + (n % 25)).padStart(2, '0')}`;

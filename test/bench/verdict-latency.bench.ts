// 200 rooms that stay cold at once: from the moment at which rule 9 of docs/warm-up.md makes the miss certain to
// verdict and task on the stream. Hub, devices and the one who measures are three processes of one machine, and share
// its clock.
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { describeLatency } from '../support/latency.ts';
import type { BenchmarkResult } from './benchmark.ts';
import { type RoomName, roomNames } from './failing-rooms.ts';
import type { FailingDevice } from './failing-rooms-process.ts';
import { measureMisses, openWithinMs, type Wait } from './measure-misses.ts';

export const title = 'A failing draw: from the moment of rule 9 to verdict and task on the stream, ms';

const concurrent = 200;
const rounds = 3;
/** The promise: p99 within this. */
const promisedMs = 1_000;

export async function run(): Promise<BenchmarkResult> {
  const hub = await startHubProcess();
  try {
    const waits: Wait[] = [];
    const late: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const measured = await measureMisses(hub, await addRooms(hub, round));
      waits.push(...measured.waits);
      late.push(...measured.late);
    }
    const rows = Object.fromEntries(
      roomNames.flatMap((room) =>
        rowsOf(
          room,
          waits.filter((one) => one.room === room),
        ),
      ),
    );
    const all = Object.fromEntries(rowsOf(`all ${concurrent * rounds}`, waits));
    const sent = describeLatency(late);
    const met = waits.length === concurrent * rounds && Object.values(all).every(({ p99 }) => p99 <= promisedMs);
    return {
      rows: { ...rows, ...all },
      remarks: [
        `${rounds} rounds of ${concurrent} concurrent draws, a sample a second, flow edges spread over ${openWithinMs} ms`,
        `samples left the devices p50 ${sent.p50}, p99 ${sent.p99}, max ${sent.max} ms after their own time`,
        `promised: p99 within ${promisedMs} ms: ${met ? 'kept' : 'NOT KEPT'}`,
      ],
      met,
    };
  } finally {
    await hub.remove();
  }
}

function rowsOf(name: string, waits: readonly Wait[]) {
  const row = (waitsMs: readonly number[]) => {
    const latency = describeLatency(waitsMs);
    return { ...latency, 'p99 / promised': (latency.p99 / promisedMs).toFixed(2) };
  };
  return [
    [`${name}: verdict`, row(waits.map(({ verdictMs }) => verdictMs))],
    [`${name}: task`, row(waits.map(({ taskMs }) => taskMs))],
  ] as const;
}

/** Over ten risers, so that a house incident gathers their tasks as it would in a hotel. */
async function addRooms(hub: HubProcess, round: number): Promise<FailingDevice[]> {
  const devices: FailingDevice[] = [];
  for (let n = 0; n < concurrent; n += 1) {
    const id = `hw-${round}-${n}`;
    const place = { space: `room-${round}-${n}`, floor: String(n % 20), riser: `riser-${n % 10}` };
    const { password } = await hub.admin.addDevice({ id, kind: 'hot-water-sensor', ...place });
    devices.push({ id, password, room: roomNames[n % roomNames.length] as RoomName });
  }
  return devices;
}

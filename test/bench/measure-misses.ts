// Rooms that stay cold, each at its instant, by a process of devices: how long after the moment of rule 9 verdict and task are on a page's
// stream. All of them are processes of one machine, and share its clock.
import { join } from 'node:path';
import type { EventStream, HubClient } from '../support/hub-client.ts';
import { certainAt, type RoomName } from './failing-rooms.ts';
import type { FailingDevice, FailingRoomsOrder } from './failing-rooms-process.ts';
import { startTold } from './told-process.ts';

export interface Wait {
  readonly room: RoomName;
  readonly verdictMs: number;
  readonly taskMs: number;
}

export interface MeasuredHub {
  readonly mqtt: string;
  readonly admin: HubClient;
}

/** The flow edges are spread over so long. */
export const openWithinMs = 1_000;
const leadMs = 1_500;

/** @returns beside the waits how much after its own instant each sample left its device, ms. */
export async function measureMisses(
  hub: MeasuredHub,
  devices: readonly FailingDevice[],
): Promise<{ readonly waits: readonly Wait[]; readonly late: readonly number[] }> {
  const load = startTold(join(import.meta.dirname, 'failing-rooms-process.ts'));
  const stream = await hub.admin.stream({ topics: 'draw,task' });
  try {
    load.tell({ url: hub.mqtt, devices } satisfies FailingRoomsOrder);
    await load.answer();
    const firstAt = Date.now() + leadMs;
    const edges = devices.map((_device, index) => firstAt + Math.round((index * openWithinMs) / devices.length));
    load.tell({ edges });
    const { lateMs } = await load.answer<{ lateMs: number[] }>();
    const waits = await Promise.all(
      devices.map(async ({ id, room }, index): Promise<Wait> => {
        const from = certainAt(room, edges[index] as number);
        const { verdictAt, taskAt } = await told(stream, id);
        return { room, verdictMs: verdictAt - from, taskMs: taskAt - from };
      }),
    );
    return { waits, late: lateMs };
  } finally {
    stream.close();
    load.kill();
  }
}

async function told(stream: EventStream, device: string): Promise<{ verdictAt: number; taskAt: number }> {
  const verdict = await stream.until(
    ({ event, data }) => event === 'draw' && data.device === device && data.outcome === 'missed',
  );
  const task = await stream.until(({ event, data }) => event === 'task' && data.device === device);
  return { verdictAt: verdict.receivedAt, taskAt: task.receivedAt };
}

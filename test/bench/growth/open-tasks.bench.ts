// What open tasks cost: the list on a phone, a tap on one of them, and the start of the hub, from ten tasks to ten thousand.
import { startHubProcess } from '../../support/hub-process.ts';
import { describeLatency } from '../../support/latency.ts';
import type { BenchmarkResult } from '../benchmark.ts';
import { timed } from '../repeated.ts';

export const title = 'Open tasks: the list, a tap, the start, ms';
export const isLong = true;

const sizes = [10, 100, 1_000, 10_000];
const rooms = 800;
const openedAtOnce = 32;
const calls = 100;

interface Task {
  readonly id: string;
  readonly version: number;
}

export async function run(): Promise<BenchmarkResult> {
  const hub = await startHubProcess();
  const { admin } = hub;
  const rows: Record<string, Record<string, number>> = {};
  let opened = 0;

  async function openUpTo(size: number): Promise<void> {
    while (opened < size) {
      const count = Math.min(openedAtOnce, size - opened);
      await Promise.all(Array.from({ length: count }, (_, n) => ask(opened + n)));
      opened += count;
    }
  }

  const ask = (n: number) =>
    admin.post('/requests', { id: `ask-${n}`, space: `room-${n % rooms}`, request: `towels ${n}`, channel: 'app' });

  try {
    for (let n = 0; n < rooms; n += 1) {
      await admin.addDevice({ id: `rc-${n}`, kind: 'room-controller', space: `room-${n}`, floor: String(n % 20) });
    }
    for (const size of sizes) {
      await openUpTo(size);
      const list = await timed(calls, () => admin.get('/tasks?state=open&limit=50'));
      const { items } = await admin.get<{ items: readonly Task[] }>('/tasks?state=open&limit=10');
      const taps = await timed(items.length, (n) => {
        const { id, version } = items[n] as Task;
        return admin.post(`/tasks/${id}/comment`, { version, note: 'on my way', key: `${size}-${id}` });
      });
      await hub.stop();
      const [ready] = await timed(1, () => hub.start());
      rows[nameOf(size)] = {
        'list p50': describeLatency(list).p50,
        'list p95': describeLatency(list).p95,
        'tap p50': describeLatency(taps).p50,
        'tap max': describeLatency(taps).max,
        'ready again': Math.round(ready as number),
      };
    }
  } finally {
    await hub.remove();
  }
  const [least, most] = [rows[nameOf(sizes[0] as number)], rows[nameOf(sizes.at(-1) as number)]];
  const growth = (most?.['list p50'] ?? 0) / (least?.['list p50'] ?? 1);
  return {
    rows,
    remarks: [
      `the first 50 open tasks of all roles, ${calls} calls; a thousand times as many tasks, and the list takes ${growth.toFixed(1)} times as long`,
    ],
    met: true,
  };
}

const nameOf = (size: number) => `${size.toLocaleString('en-US')} open`;

// The main job once through, as a hotel lives it: a cold shower, its task on the stream, the engineer's work, the proof.
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { front } from '../fixtures/water-physics.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

let hub: TestHub;
let sensor: MqttClient;
/** A draw may not be older than 15 min, nor more than 2 min ahead. */
const began = Date.now() - 10 * 60_000;

beforeAll(async () => {
  hub = await startHub();
  const { username, password } = await hub.admin.addDevice({
    id: 'hw-1203',
    kind: 'hot-water-sensor',
    space: '1203',
    floor: '12',
    riser: 'r1',
  });
  sensor = await connectAsync(hub.mqtt, { clientId: username, username, password });
});

afterAll(async () => {
  await sensor?.endAsync();
  await hub?.remove();
});

/** One sample a second; the front of the hot water comes at `hotFromS`. */
async function draw(startS: number, seconds: number, hotFromS: number): Promise<void> {
  for (let s = 0; s < seconds + 6; s++) {
    const flow = s < seconds ? 8 : 0;
    const sample = { at: began + (startS + s) * 1000, temperature: front(hotFromS)(s), flow };
    await sensor.publishAsync('hub/demo/hw-1203/telemetry', JSON.stringify(sample), { qos: 1 });
  }
}

interface Task {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly history: readonly { readonly step: string; readonly note: string | null }[];
}

describe('a shower that stays cold', () => {
  it('is a miss and a task at the tenth second, and the task ends only with a draw that is hot in time', async () => {
    const stream = await hub.admin.stream();
    await draw(0, 20, 14);
    const missed = await stream.until((one) => one.event === 'draw' && one.data.outcome === 'missed');
    const told = await stream.until((one) => one.event === 'task' && one.data.kind === 'warm-up');
    expect(missed.data).toMatchObject({ device: 'hw-1203', space: '1203', outcome: 'missed' });
    expect(told.data).toMatchObject({ state: 'open', role: 'engineer', space: '1203' });

    let task = await hub.admin.get<Task>(`/tasks/${told.data.id}`);
    for (const action of ['accept', 'start', 'complete']) {
      task = await hub.admin.post<Task>(`/tasks/${task.id}/${action}`, { version: task.version, key: action });
    }
    expect(task.state).toBe('done');

    await draw(120, 20, 6);
    await stream.until((one) => one.event === 'task' && one.data.state === 'verified');
    task = await hub.admin.get<Task>(`/tasks/${task.id}`);
    expect(task.history.at(-1)).toMatchObject({ step: 'verify', note: 'verified-by-device' });
    stream.close();
  });
});

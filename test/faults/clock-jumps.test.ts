// The host's clock is set by an hour or a day, forward and back, while taps run: every draw has the verdict that it would have had,
// nothing comes due early, nothing is doubled. A hub that began in the wrong time goes over to the right one with its devices.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { draws, front, steady, type Tap } from '../fixtures/water-physics.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { byLength, report } from '../support/fault-report.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { influxQuery } from '../support/influx-query.ts';
import { startInfluxd } from '../support/influxd.ts';
import { metric } from '../support/metrics.ts';
import { addDevice, dispense, runTap, spaceOf } from './live-devices.ts';

const hour = 3_600_000;
const day = 24 * hour;
const jumps = [hour, -hour, day, -day];
const rounds = byLength(1, 10);
/** By the rules of the house somebody else is told then; the long form lasts longer than that. */
const untakenMs = 3 * 60_000;

interface ClockedHub extends HubProcess {
  /** The host's clock is set: from now on it is so far from the true time, ms. */
  setHost(aheadMs: number): Promise<void>;
}

async function startClockedHub(aheadMs: number, settings: Readonly<Record<string, string>> = {}): Promise<ClockedHub> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-clock-'));
  const file = join(folder, 'shift');
  await writeFile(file, String(aheadMs));
  const hub = await startHubProcess({
    ...settings,
    HUB_LOG_LEVEL: 'silent',
    SHIFTED_DATE_FILE: file,
    NODE_OPTIONS: `--import ${join(import.meta.dirname, '../support/shifted-date.ts')}`,
  });
  onTestFinished(async () => {
    await hub.remove();
    await rm(folder, { recursive: true });
  });
  return Object.assign(hub, {
    async setHost(ms: number) {
      await writeFile(file, String(ms));
      process.kill(hub.pid(), 'SIGUSR2');
    },
  });
}

interface WireDraw {
  readonly device: string;
  readonly endedAt: string | null;
  readonly startedAt: string;
  readonly outcome: string;
  readonly reason: string | null;
}

const drawsOf = (hub: HubProcess, device: string) => hub.admin.list<WireDraw>(`/draws?space=${spaceOf(device)}`);
const tasksOf = (hub: HubProcess) =>
  hub.admin.list<{ kind: string; device: string | null; state: string; history: { step: string; at: string }[] }>(
    '/tasks',
  );
const hostAheadS = (hub: HubProcess) => metric(hub.http, 'hub_host_clock_ahead_seconds');

describeWith(['influxd'], 'a hub whose host is set to another time', () => {
  it('judges as if it had not been', async () => {
    const beganAt = Date.now();
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.stop());
    const hub = await startClockedHub(0, { HUB_INFLUX_URL: influxd.url });
    const guests: Readonly<Record<string, Tap>> = {
      'hw-met': { water: front(7), openS: 14 },
      'hw-missed': { water: front(12), openS: 15 },
      'hw-never-hot': { water: steady(22), openS: 15 },
    };
    const sensors = await Promise.all(Object.keys(guests).map((id) => addDevice(hub, id, 'hot-water-sensor')));
    const wrong = await Promise.all(['hw-1970', 'hw-2100'].map((id) => addDevice(hub, id, 'hot-water-sensor')));
    const dispenser = await addDevice(hub, 'water-lobby', 'water-dispenser');
    const { task } = await hub.admin.post<{ task: { id: string } }>('/requests', {
      id: 'r1',
      space: 'at-hw-met',
      request: 'towels',
      channel: 'phone',
    });
    let cups: string[] = [];

    for (let round = 1; round <= rounds; round += 1) {
      const edgeAt = Date.now() + 300;
      const overAt = edgeAt + 18_000;
      const taps = sensors.map((sensor) => runTap(sensor, draws(edgeAt, guests[sensor.id] as Tap)));
      const faulty = wrong.map(async (sensor) => {
        for (let n = 0; n < 16; n += 1) {
          const at = (sensor.id === 'hw-1970' ? 0 : Date.parse('2100-01-01T00:00Z')) + n * 1_000;
          await sensor.publish('telemetry', { at, temperature: 20, flow: n < 14 ? 8 : 0 });
          await pause(Math.max(0, edgeAt + n * 1_000 - Date.now()));
        }
      });
      const pouring = dispense(dispenser, 100, overAt);
      for (const ms of jumps) {
        await pause(3_000);
        await hub.setHost(ms);
        await eventually(
          () => hostAheadS(hub),
          (ahead) => Math.round((ahead * 1_000) / hour) === ms / hour,
        );
      }
      await hub.setHost(0);
      await Promise.all([...taps, ...faulty]);
      // Of a later round it says the same again: ids count on from the first.
      cups = await pouring;
      for (const { id } of sensors) {
        const found = await eventually(
          () => drawsOf(hub, id),
          (list) => list.length === round && list.every(({ endedAt }) => endedAt !== null),
        );
        expect(found.map(({ outcome }) => outcome)).toEqual(found.map(() => (id === 'hw-met' ? 'met' : 'missed')));
        expect(Math.abs(Date.parse(found[0]?.startedAt ?? '') - edgeAt)).toBeLessThan(2_000);
      }
    }

    // A device whose own time cannot be true: it stands in the hub's time, and is too weak for a verdict.
    for (const { id } of wrong) {
      const found = await drawsOf(hub, id);
      expect(found.every(({ outcome, reason }) => outcome === 'excluded' && reason === 'clock-fault')).toBe(true);
      const { lastReading } = await hub.admin.get<{ lastReading: { at: string } }>(`/devices/${id}`);
      expect(Math.abs(Date.parse(lastReading.at) - Date.now())).toBeLessThan(hour / 2);
    }
    const tasks = await tasksOf(hub);
    expect(tasks.map(({ kind, device }) => `${kind} ${device}`).toSorted()).toEqual([
      'request null',
      'warm-up hw-missed',
      'warm-up hw-never-hot',
    ]);
    const climbedAfterMs = tasks.flatMap(({ history }) =>
      history
        .filter(({ step }) => step === 'escalate')
        .map(({ at }) => Date.parse(at) - Date.parse(history[0]?.at ?? '')),
    );
    expect(climbedAfterMs.filter((ms) => ms < untakenMs || ms > Date.now() - beganAt)).toEqual([]);
    expect(await hub.admin.get(`/tasks/${task.id}`)).toMatchObject({ state: 'open' });
    const points = await eventually(
      () => influxQuery(influxd.url, 'touchpoint_hub', 'SELECT id FROM touchpoint WHERE "type" = \'dispensed\''),
      (rows) => rows.length >= cups.length,
    );
    expect(new Set(points.map(({ id }) => id)).size).toBe(points.length);
    const samples = await influxQuery(
      influxd.url,
      'touchpoint_hub',
      'SELECT count(flow) FROM telemetry.telemetry GROUP BY device',
    );
    for (const { id } of wrong) expect(samples.find(({ device }) => device === id)?.['count']).toBe(16 * rounds);
    await Promise.all([...sensors, ...wrong, dispenser].map((device) => device.close()));
    report('a host whose clock is set', {
      jumps: jumps.length * rounds,
      draws: 3 * rounds,
      misjudged: 0,
      doubled: 0,
      'due early': 0,
    });
  });

  it('goes over to the right time when its devices say so', async () => {
    const hub = await startClockedHub(-hour);
    const ids = ['hw-a', 'hw-b', 'hw-c', 'hw-d'];
    const sensors = await Promise.all(ids.map((id) => addDevice(hub, id, 'hot-water-sensor')));
    const say = () =>
      Promise.all(sensors.map((one) => one.publish('telemetry', { at: Date.now(), temperature: 20, flow: 0 })));
    await say();
    await hub.setHost(0);
    await eventually(
      async () => {
        await say();
        return hub.admin.list<{ data: { byMs: number } }>('/audit?action=clock-set');
      },
      ([set]) => set !== undefined && Math.abs(set.data.byMs - hour) < 60_000,
    );
    expect(await hostAheadS(hub)).toBe(0);
    const [shower] = sensors;
    await runTap(shower as (typeof sensors)[number], draws(Date.now(), { water: front(7), openS: 14 }));
    const [met] = await eventually(
      () => drawsOf(hub, 'hw-a'),
      (list) => list.length === 1 && list[0]?.endedAt !== null,
    );
    expect(met).toMatchObject({ outcome: 'met' });
    expect(await tasksOf(hub)).toEqual([]);
    const devices = await hub.admin.list<{ presence: string }>('/devices');
    expect(devices.map(({ presence }) => presence)).toEqual(ids.map(() => 'online'));
    await Promise.all(sensors.map((device) => device.close()));
  });
});

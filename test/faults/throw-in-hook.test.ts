// An error that nobody expected, in each of the broker's hooks: the hub ends with a code that a supervisor restarts, or only the
// connection ends that it happened on; what was acknowledged is there, once.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { connectDevice, type DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { byLength, report } from '../support/fault-report.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';

const hooks = ['authenticate', 'authorizePublish', 'preConnect', 'authorizeSubscribe', 'authorizeForward'];
const cups = 8;

it.for(hooks.slice(0, byLength(2, hooks.length)))('a throw in %s loses nothing', async (hook) => {
  const hub = await startHubProcess({
    NODE_OPTIONS: `--import ${join(import.meta.dirname, 'throw-in-hook.ts')}`,
    FAULT_HOOK: hook,
    HUB_LOG_LEVEL: 'silent',
  });
  onTestFinished(() => hub.remove());
  const signIn = await hub.admin.addDevice({ id: 'water-lobby', kind: 'water-dispenser', space: 'lobby' });
  const ended = supervise(hub);

  const dispenser = await connectDevice({ url: hub.mqtt, ...signIn });
  onTestFinished(() => dispenser.close());
  // Every hook is asked: it signs in again and again, and writes.
  const ids: string[] = [];
  for (let n = 0; n < cups; n += 1) {
    const heard = listen(hub, signIn);
    ids.push(await pour(dispenser, n));
    await dispenser.publish('command', { id: `time-${n}`, command: 'time' });
    await heard;
    dispenser.cut();
    dispenser.comeBack();
  }
  const kept = await eventually(
    () => touchpointsOf(hub),
    (found) => found.length >= cups,
  );
  expect(kept).toEqual(ids.toSorted());
  expect(existsSync(join(hub.dataDir, 'thrown'))).toBe(true);
  await ended.restarted();
  const { codes, readyAfterMs } = ended;
  const again = codes.length === 0 ? 'not needed' : `${Math.round(readyAfterMs)} ms`;
  report('throw in a hook', {
    hook,
    events: ids.length,
    'exit codes': codes.join() || 'none',
    'ready again after': again,
  });
  for (const code of ended.codes) expect(code).toBe(1);
});

/** Starts the hub again as systemd does, once. */
function supervise(hub: HubProcess) {
  const codes: (number | null)[] = [];
  let readyAfterMs = 0;
  let started = Promise.resolve();
  void hub.ended().then((code) => {
    if (code === null) return;
    codes.push(code);
    const endedAt = performance.now();
    started = hub.start().then(() => {
      readyAfterMs = performance.now() - endedAt;
    });
  });
  return {
    codes,
    restarted: () => started,
    /** From the end of the process to the line that says it is ready, ms. */
    get readyAfterMs() {
      return readyAfterMs;
    },
  };
}

/** Subscribes as the device's panel would, and stays for what is said to it. Resolves when it is connected, or could not be. */
function listen(hub: HubProcess, { username, password }: { readonly username: string; readonly password: string }) {
  const panel = mqtt.connect(hub.mqtt, { clientId: 'panel', username, password, reconnectPeriod: 0 });
  onTestFinished(async () => {
    await panel.endAsync(true);
  });
  return new Promise<void>((resolve) => {
    panel.on('error', () => {});
    panel.on('close', () => resolve());
    panel.on('connect', () => panel.subscribe('hub/demo/water-lobby/config', { qos: 1 }, () => resolve()));
  });
}

async function pour(dispenser: DeviceClient, n: number): Promise<string> {
  const id = `cup-${n}`;
  await dispenser.publish('event', { id, at: Date.now(), type: 'dispensed', product: 'cold-water' });
  return `${dispenser.id}:${id}`;
}

async function touchpointsOf(hub: HubProcess): Promise<string[]> {
  return (await hub.admin.list<{ readonly id: string }>('/touchpoints')).map(({ id }) => id).toSorted();
}

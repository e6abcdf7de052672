// `kill -9` right after a command was answered 202, before it is on its way: what the hub promised to send is sent after the start, to
// a device that was away meanwhile.

import { setTimeout as pause } from 'node:timers/promises';
import mqtt from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../devices/simulators/random.ts';
import { eventually } from '../support/eventually.ts';
import { byLength, report } from '../support/fault-report.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';

const kills = byLength(3, 200);
const commandsAtOnce = 4;

it('a command that was promised is sent, whenever the hub dies', async () => {
  const random = createRandom('commands');
  const hub = await startHubProcess({ HUB_LOG_LEVEL: 'silent' });
  onTestFinished(() => hub.remove());
  const signIn = await hub.admin.addDevice({ id: 'rc-0801', kind: 'room-controller', space: '0801' });
  const goAwayAtFirst = await listen(hub, signIn, []);
  await goAwayAtFirst();
  const [promised, received]: [string[], string[]] = [[], []];
  for (let kill = 0; kill < kills; kill += 1) {
    const asking = Array.from({ length: commandsAtOnce }, () => ask(hub));
    await Promise.race(asking);
    await pause(random.integer(0, 15));
    await hub.kill();
    promised.push(...(await Promise.all(asking)).filter((id) => id !== undefined));
    await hub.start();
    const goAway = await listen(hub, signIn, received);
    await eventually(
      async () => received,
      (ids) => promised.every((id) => ids.includes(id)),
    );
    await goAway();
  }
  expect(promised.length).toBeGreaterThanOrEqual(kills);
  report('kill -9 after a command was promised', { kills, promised: promised.length, lost: 0 });
});

/** The id of the command, where it was promised. */
async function ask(hub: HubProcess): Promise<string | undefined> {
  try {
    const answer = await hub.admin.call('POST', '/devices/rc-0801/commands', { command: 'scene', scene: 'welcome' });
    return answer.status === 202 ? ((await answer.json()) as { id: string }).id : undefined;
  } catch {
    return undefined;
  }
}

/** The device, with its session. Resolves when it is connected, with the way to leave without a word. */
async function listen(
  hub: HubProcess,
  { username, password }: { username: string; password: string },
  received: string[],
) {
  const client = mqtt.connect(hub.mqtt, { clientId: username, username, password, clean: false });
  client.on('message', (_topic, payload) => received.push((JSON.parse(payload.toString()) as { id: string }).id));
  await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  await client.subscribeAsync(`hub/demo/${username}/command`, { qos: 1 });
  const leave = () => client.endAsync(true);
  onTestFinished(async () => void (await leave()));
  return leave;
}

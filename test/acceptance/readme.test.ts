// The draw by hand, as the README prints it: its own lines, run by a shell, with the foreign client that it names.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../support/describe-with.ts';
import { pathOf } from '../support/services.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const shellBlocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, lines]) => lines ?? '');
const [coldDraw = '', hotDraw = ''] = shellBlocks.filter((lines) => /^for second in/m.test(lines));

describeWith(['mosquitto_pub'], 'the first draw by hand', () => {
  let hub: TestHub;
  let password: string;
  beforeAll(async () => {
    hub = await startHub();
    const sensor = { id: 'hw-0801', kind: 'hot-water-sensor', space: '0801', floor: '8', riser: 'east' };
    ({ password } = await hub.admin.addDevice(sensor));
  });
  afterAll(() => hub.remove());

  /** The README speaks to the port that a hub has by default; this one took a free one. */
  async function run(lines: string): Promise<void> {
    const client = `mosquitto_pub() { '${pathOf('mosquitto_pub')}' -p ${new URL(hub.mqtt).port} "$@"; }\n`;
    const shell = spawn('sh', ['-e', '-c', client + lines], {
      env: { ...process.env, PASSWORD: password },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(shell, 'exit');
    expect(code).toBe(0);
  }

  test('is a miss and an open task, and settled by the draw after it', async () => {
    const stream = await hub.admin.stream();
    await run(coldDraw);
    await stream.until((one) => one.event === 'task' && one.data.state === 'open');
    await stream.until((one) => one.event === 'draw' && one.data.outcome === 'missed' && one.data.censored);

    // The second block uses the function of the first.
    const [sample = ''] = coldDraw.split('for second');
    await run(sample + hotDraw);
    await stream.until((one) => one.event === 'draw' && one.data.outcome === 'met');
    await stream.until((one) => one.event === 'task' && one.data.state === 'cancelled');
    stream.close();
  });
});

// The draw by hand, as the README prints it: its own lines, run by a shell, with the foreign client that it names.
import { afterAll, beforeAll, test } from 'vitest';
import { describeWith } from '../support/describe-with.ts';
import { runPrinted, shellBlocksOf } from '../support/printed-commands.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const [coldDraw = '', hotDraw = ''] = shellBlocksOf('README.md').filter((lines) => /^for second in/m.test(lines));

describeWith(['mosquitto_pub'], 'the first draw by hand', () => {
  let hub: TestHub;
  let password: string;
  beforeAll(async () => {
    hub = await startHub();
    const sensor = { id: 'hw-0801', kind: 'hot-water-sensor', space: '0801', floor: '8', riser: 'east' };
    ({ password } = await hub.admin.addDevice(sensor));
  });
  afterAll(() => hub.remove());

  const run = (lines: string) => runPrinted(lines, { mqtt: hub.mqtt, password });

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

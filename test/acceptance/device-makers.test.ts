// What docs/device-makers.md prints for makers of devices runs as it stands, and does what the page says.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../support/describe-with.ts';
import { runPrinted, shellBlocksOf } from '../support/printed-commands.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

/** Behind registering the device and taking over its password. */
const oneDevicesLife = shellBlocksOf('docs/device-makers.md').slice(2).join('');

describeWith(['mosquitto_pub'], 'the page for makers of devices', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub();
  });
  afterAll(() => hub.remove());

  test('prints commands that work', async () => {
    const { password } = await hub.admin.addDevice({ id: 'hw-0801', kind: 'hot-water-sensor', space: '0801' });
    const printed = await runPrinted(oneDevicesLife, { mqtt: hub.mqtt, password });
    expect(printed).toMatch(/^\{"time":\d{13}\}$/m);
    expect(await hub.admin.get('/devices/hw-0801')).toMatchObject({
      presence: 'online',
      firmware: '2.4.0',
      lastReading: { readings: { temperature: 21.5, flow: 0, battery: 87 } },
      faults: [{ code: 'probe-open', message: 'no probe' }],
      refused: [
        { topic: 'hub/demo/hw-0801/telemetry', reason: expect.stringContaining('temperature: expected a number') },
      ],
      refusedCount: 1,
    });
  });
});

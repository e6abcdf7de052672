// SIGTERM under load, as at each upgrade: the hub takes leave in time, nothing that it acknowledged is lost, and its devices go on with
// the next one.
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { byLength, report } from '../support/fault-report.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { expectInHub, openHouse } from './house-under-load.ts';

const stops = byLength(2, 20);

it('a hub that is told to stop under load loses nothing, and its devices come back', async () => {
  const hub = await startHubProcess({ HUB_LOG_LEVEL: 'silent' });
  onTestFinished(() => hub.remove());
  // A thousand messages a second in the long form.
  const house = await openHouse(hub, { sensors: 40, dispensers: 9, window: 20, everyMs: byLength(150, 50) });
  onTestFinished(() => house.close());
  const stoppedMs: number[] = [];
  for (let stop = 0; stop < stops; stop += 1) {
    const before = house.acknowledged();
    await eventually(
      async () => house.acknowledged(),
      (count) => count > before + 300,
    );
    const from = performance.now();
    // Whoever is not through in time ends with another code.
    expect(await hub.stop()).toBe(0);
    stoppedMs.push(Math.round(performance.now() - from));
    await hub.start();
  }
  const said = await house.rest();
  await expectInHub(hub, said);
  report('SIGTERM under load', {
    stops,
    acknowledged: said.acknowledged,
    lost: 0,
    doubled: 0,
    'stopped within ms': Math.max(...stoppedMs),
  });
});

// Pages stay open for weeks: what an hour of the house brings must leave again. Half a shift of a small house at speed; eight hours of
// two hundred rooms are a benchmark.
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type BuiltPages, buildPages } from '../support/built-pages.ts';
import { openBusyHouse } from '../support/busy-house.ts';
import { describeWith } from '../support/describe-with.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';
import { openWeighedPages } from '../support/weighed-pages.ts';

const rooms = 24;
const hours = { filling: 4, lived: 4 };
const mebibyte = 2 ** 20;
/** PAGES 4.7; the share is of a few hundred nodes. */
const most = { nodesShare: 0.02, grownBytes: 5 * mebibyte };

describeWith(['chromium'], 'a page that stays open', () => {
  let built: BuiltPages;
  let hub: TestHub;
  beforeAll(async () => {
    built = await buildPages();
    hub = await startHub({ pagesDir: built.folder });
  });
  afterAll(async () => {
    await hub?.remove();
    await built?.remove();
  });

  test('holds as many nodes after some hours of draws, wishes and cut connections as before, and hardly more memory', async () => {
    const browser = await launchBrowser();
    onTestFinished(() => browser.close());
    const house = await openBusyHouse(hub, rooms, hours.filling + hours.lived);
    onTestFinished(() => house.close());
    const pages = await openWeighedPages(browser, hub);
    for (let hour = 0; hour < hours.filling; hour += 1) await house.liveAnHour();
    const before = await pages.weigh();
    let draws = 0;
    for (let hour = 0; hour < hours.lived; hour += 1) draws += (await house.liveAnHour()).draws;
    expect(draws).toBe((hours.lived * rooms * 5) / 12);

    const after = await pages.weigh();
    for (const [name, was] of before) {
      const is = after.get(name)!;
      expect(
        Math.abs(is.nodes - was.nodes) / was.nodes,
        `${name}: ${was.nodes} nodes, then ${is.nodes}`,
      ).toBeLessThanOrEqual(most.nodesShare);
      expect(is.heapBytes - was.heapBytes, name).toBeLessThanOrEqual(most.grownBytes);
    }
  });
});

// Opening the page on a cheap phone: for the first time over a slow network, and once more in the hotel's own.
import type { Browser, Page } from 'playwright-core';
import type { Cookies } from '../../../support/browser.ts';
import type { TestHub } from '../../../support/start-hub.ts';
import { slowDevice } from './device.ts';

/** 400 kbit/s, 400 ms. */
const slowNet = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const hotelNet = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

export interface Visit {
  readonly firstPaintMs: number;
  readonly firstListMs: number;
  readonly secondVisitMs: number;
}

export async function visitTwice(browser: Browser, hub: TestHub, cookies: Cookies): Promise<Visit> {
  const [page, device, developer] = await slowDevice(browser, cookies);
  await developer.send('Network.enable');
  await developer.send('Network.emulateNetworkConditions', slowNet);
  const firstListMs = await untilList(page, hub);
  const firstPaintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  await developer.send('Network.emulateNetworkConditions', hotelNet);
  const secondVisitMs = await untilList(page, hub);
  await device.close();
  return { firstListMs, firstPaintMs, secondVisitMs };
}

/** From the request of the page to the frame that shows a task with its button, by the page's own clock. */
async function untilList(page: Page, hub: TestHub): Promise<number> {
  await page.goto(`${hub.http}/tasks`, { waitUntil: 'commit' });
  const seen = await page.waitForFunction(() => document.querySelector('article button') && performance.now());
  return Number(await seen.jsonValue());
}

// A cheap phone with somebody signed in: a processor six times slower, 360 x 740 at two pixels each.
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { type Cookies, openDevice, phone } from '../../../support/browser.ts';
import type { TestHub } from '../../../support/start-hub.ts';

export const slower = 6;

export async function slowDevice(browser: Browser, cookies: Cookies): Promise<[Page, BrowserContext, CDPSession]> {
  const device = await openDevice(browser, phone, cookies);
  const page = await device.newPage();
  const developer = await device.newCDPSession(page);
  await developer.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return [page, device, developer];
}

export async function openSlow(browser: Browser, hub: TestHub, cookies: Cookies): Promise<[Page, BrowserContext]> {
  const [page, device] = await slowDevice(browser, cookies);
  await page.goto(`${hub.http}/tasks`);
  await page.locator('article button').first().waitFor();
  return [page, device];
}

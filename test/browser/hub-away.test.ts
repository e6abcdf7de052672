// A page that is loaded again while the hub is dead, from what the browser kept of it: it says so, says since when, and opens by
// itself when the hub is back. The hub is a process of its own, and is killed.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { launchBrowser, openDevice, phone, type Screen, signInOn } from '../support/browser.ts';
import { type BuiltPages, buildPages } from '../support/built-pages.ts';
import { describeWith } from '../support/describe-with.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { servePagesBeside } from '../support/pages-beside.ts';

const password = 'a long password of staff';
const staff = { li: 'housekeeping', wang: 'engineer', chen: 'manager', zhao: 'front-desk' } as const;

describeWith(['chromium'], 'a page that is loaded again without the hub', () => {
  let pages: BuiltPages;
  let browser: Browser;
  let hub: HubProcess;
  beforeAll(async () => {
    [pages, browser, hub] = await Promise.all([buildPages(), launchBrowser(), startHubProcess()]);
    for (const [name, role] of Object.entries(staff)) await hub.admin.post('/users', { name, role, password });
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.remove();
    await pages?.remove();
  });
  let isDead = false;
  async function kill(): Promise<void> {
    isDead = true;
    await hub.kill();
  }
  async function start(): Promise<void> {
    if (isDead) await hub.start();
    isDead = false;
  }
  beforeEach(start);

  async function open(
    person: keyof typeof staff,
    path: string,
    screen: Screen = phone,
  ): Promise<{ page: Page; device: BrowserContext }> {
    const device = await openDevice(browser, screen);
    onTestFinished(() => device.close());
    await servePagesBeside(device, pages.folder);
    const page = await device.newPage();
    await signInOn(page, hub.http, person, password, path);
    await page.locator('.pill.is-ok').waitFor();
    return { page, device };
  }

  test.each([
    ['li', '/tasks'],
    ['wang', '/engineering'],
    ['chen', '/compliance'],
    ['zhao', '/stays'],
  ] as const)(
    '%s at %s reads that the hub is away and since when, and works on when it is back',
    async (person, path) => {
      const { page } = await open(person, path);
      const heard = await page.locator('.pill').textContent();
      await kill();
      await page.reload();
      const said = await page.getByText(/^The hub has not answered since \d\d:\d\d\.$/).textContent();
      const minutes = (clock: string | null | undefined) => {
        const [h = 0, m = 0] = (clock?.match(/\d\d:\d\d/)?.[0] ?? '').split(':').map(Number);
        return h * 60 + m;
      };
      expect(minutes(said) - minutes(heard)).toBeLessThanOrEqual(1);
      await page.getByText('opens by itself').waitFor();
      await start();
      await page.locator('.pill.is-ok').waitFor();
    },
  );
});

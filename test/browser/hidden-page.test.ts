// Goal 4.14: a page that nobody looked at is honest as soon as somebody does: the list is right, and until it is nothing is called live.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phone } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

describeWith(['chromium'], 'a page that was hidden', () => {
  let hotel: StaffedHotel;
  beforeAll(async () => {
    hotel = await openStaffedHotel();
  });
  afterAll(() => hotel?.close());

  const guestAsks = async (request: string) =>
    (
      await hotel.hub.admin.post<{ task: { id: string; version: number } }>('/requests', {
        id: `call-${request}`,
        space: '1203',
        request,
        channel: 'phone',
      })
    ).task;

  /** As a phone in the pocket has it: the browser tells the page, and its stream is closed. */
  async function turn(page: Page, state: 'hidden' | 'visible'): Promise<void> {
    await page.evaluate((to) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: to });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  }

  test('shows what was done and what came meanwhile, and was not live before it knew', async () => {
    const done = await guestAsks('towels');
    const { page, device } = await hotel.open('li', phone);
    await page.getByRole('article', { name: '1203: Towels' }).waitFor();
    await turn(page, 'hidden');
    await page.getByText(/^Live \d/).waitFor({ state: 'detached' });

    await hotel.hub.admin.post(`/tasks/${done.id}/cancel`, { version: done.version });
    await guestAsks('water');
    const asked = await holdStream(device);
    await turn(page, 'visible');
    await asked.reached;
    expect(await page.getByText(/^Live \d/).count()).toBe(0);
    asked.release();
    await page.getByRole('article', { name: '1203: Drinking water' }).waitFor();
    await page.getByRole('article', { name: '1203: Towels' }).waitFor({ state: 'detached' });
    await page.getByText(/^Live \d/).waitFor();
  });

  /** Keeps the stream from opening until it is let go. */
  async function holdStream(device: BrowserContext) {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    await device.route('**/api/v1/stream?*', async (route) => {
      reached.resolve();
      await released.promise;
      await route.continue();
    });
    return { reached: reached.promise, release: released.resolve };
  }
});

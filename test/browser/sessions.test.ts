// A person who left a phone somewhere signs it out from another one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk, phone } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

describeWith(['chromium'], 'where a person is signed in', () => {
  let hotel: StaffedHotel;
  beforeAll(async () => {
    hotel = await openStaffedHotel();
  });
  afterAll(() => hotel?.close());

  test('the lost phone is signed out at once, and the one in the hand is not', async () => {
    const lost = await hotel.open('li', phone);
    const inHand = await hotel.open('li', desk);
    const { page } = inHand;
    await page.locator('[popovertarget=person-menu].icon-button').click();
    await page.getByRole('button', { name: 'Signed in on' }).click();
    const sheet = page.getByRole('dialog', { name: 'Signed in on' });
    const rows = sheet.getByRole('listitem');
    await rows.nth(1).waitFor();
    await expect(rows.count()).resolves.toBe(2);
    const signedOut = lost.page.waitForURL((url) => url.pathname === '/');
    await rows.filter({ hasNotText: 'This one' }).getByRole('button', { name: 'Sign out there' }).click();
    await signedOut;
    await sheet.getByText('This one').waitFor();
    await rows.nth(1).waitFor({ state: 'detached' });
    await expect(page.evaluate(async () => (await fetch('/api/v1/session')).status)).resolves.toBe(200);
  });

  test('all others are signed out together', async () => {
    const others = [await hotel.open('wang', phone), await hotel.open('wang', desk)];
    const { page } = await hotel.open('wang', phone);
    await page.locator('[popovertarget=person-menu].icon-button').click();
    await page.getByRole('button', { name: 'Signed in on' }).click();
    const signedOut = others.map((other) => other.page.waitForURL((url) => url.pathname === '/'));
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await Promise.all(signedOut);
    await expect(page.evaluate(async () => (await fetch('/api/v1/session')).status)).resolves.toBe(200);
  });
});

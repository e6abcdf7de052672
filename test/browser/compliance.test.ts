// From one number to the curve behind it, in three clicks, and silence that is never green.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

describeWith(['chromium'], 'a manager at the laptop', () => {
  let hotel: StaffedHotel;
  beforeAll(async () => {
    hotel = await openStaffedHotel();
    await hotel.draw('1203', { beganAgoS: 1500, seconds: 30, hotFromS: 6 });
    await hotel.draw('1203', { beganAgoS: 600, seconds: 30, hotFromS: 14 });
  });
  afterAll(() => hotel?.close());

  test('a room that gave no judged draw is "no evidence", not kept', async () => {
    const { page } = await hotel.open('chen', desk, '/compliance?by=space&days=7');
    const silent = page.getByRole('row').filter({ has: page.getByRole('link', { name: '1204' }) });
    await silent.getByText('No evidence').waitFor();
    expect(await silent.locator('.is-ok').count()).toBe(0);
  });

  test('every rate stands beside its n and its interval', async () => {
    const { page } = await hotel.open('chen', desk, '/compliance?by=riser&days=7');
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'r1' }) });
    await row.getByText('50%', { exact: true }).waitFor();
    expect(await row.getByRole('cell').allTextContents()).toEqual(
      expect.arrayContaining(['r1', '50%', '9.5% – 90.5%', '2', '1']),
    );
  });

  test('a day is read on one line on a tablet, in the language with the longest words', async () => {
    const { page } = await hotel.open('chen', { width: 768, language: 'es' }, '/compliance?by=day&days=7');
    const days = page.locator('.compliance-table tbody tr td:first-child a');
    await days.first().waitFor();
    const lines = await days.evaluateAll((links) => links.map((link) => link.getClientRects().length));
    expect(lines).toEqual(Array.from({ length: 7 }, () => 1));
  });

  test('from the number to the raw points in three clicks, each with its own address', async () => {
    const { page } = await hotel.open('chen', desk, '/compliance?by=space&days=7');
    await page.getByRole('link', { name: '1203', exact: true }).click();
    await page
      .getByRole('link', { name: /^Draw of 1203/ })
      .first()
      .click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('The water reached 45 °C only after 14.5 s. The promise is 10 s: missed.').waitFor();
    await sheet.getByText(/^Table of \d+ samples$/).click();
    await sheet.getByRole('row', { name: '15.0 53.0 8.0' }).waitFor();
    const address = new URL(page.url()).searchParams;
    expect([address.get('key'), address.get('draw')]).toEqual(['1203', expect.stringMatching(/^hw-1203-/)]);
    await page.reload();
    await page.getByRole('dialog').getByText('14.5 s. The promise').waitFor();
  });

  test('a draw that is judged while the page is open is counted without a reload', async () => {
    const { page } = await hotel.open('chen', desk, '/compliance?by=space&days=7');
    await page.getByText('2 judged draws').waitFor();
    await hotel.draw('1204', { beganAgoS: 200, seconds: 30, hotFromS: 6 });
    await page.getByText('3 judged draws').waitFor();
  });
});

// The house at a glance on a real hub: what a cell says, what a tile leaves, who works where, and that silence is never green.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '../../gateway/api/contract/device.ts';
import { desk, phone } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

const room = (page: Page, number: string) => page.getByRole('button', { name: new RegExp(`^Room ${number}, `) });

describeWith(['chromium'], 'an engineer and the house', () => {
  let hotel: StaffedHotel;
  let heardUntil = 0;
  beforeAll(async () => {
    hotel = await openStaffedHotel();
    for (const beganAgoS of [900, 600, 300]) await hotel.draw('1203', { beganAgoS, seconds: 30, hotFromS: 6 });
    heardUntil = Date.now();
  });
  afterAll(() => hotel?.close());

  test('a cell says the place, how it stands, what the water did and when it was last heard', async () => {
    const { page } = await hotel.open('wang', desk, '/engineering');
    await page.getByRole('button', { name: /^Room 1203, In order, hot water 6\.5 s, heard \d+ s ago$/ }).waitFor();
    await page.getByRole('button', { name: 'Room 1204, Silent, Never heard from, heard never' }).waitFor();
  });

  test('a tile leaves only its places, the address says so, and what leaves none says which it was', async () => {
    const { page } = await hotel.open('wang', desk, '/engineering');
    const tiles = page.getByRole('region', { name: 'At a glance' });
    await tiles.getByRole('button', { name: /^Silent/ }).click();
    await page.waitForURL(/show=silent/);
    await room(page, '1203').waitFor({ state: 'detached' });
    await room(page, '1204').waitFor();

    await tiles.getByRole('button', { name: /^Offline/ }).click();
    await page.getByText('No place here: Offline.').waitFor();
    await page.getByRole('button', { name: 'Show all places' }).click();
    await room(page, '1203').waitFor();
  });

  test('the day is told in numbers: half and nearly all of the draws, and those in time', async () => {
    const { page } = await hotel.open('wang', desk, '/engineering');
    const tiles = page.getByRole('region', { name: 'At a glance' });
    await tiles.getByRole('button', { name: /6\.5 s \/ 6\.5 s$/ }).waitFor();
    await tiles.getByRole('button', { name: 'In time today 3' }).waitFor();
  });

  test('risers stand under themselves, and colours can mean something else', async () => {
    const { page } = await hotel.open('wang', desk, '/engineering');
    await page.getByRole('button', { name: 'By riser' }).click();
    await page.locator('.riser-heads').getByText('r1').waitFor();
    await page.getByLabel('Colour by').selectOption('p95');
    await page.getByRole('button', { name: /^Room 1203, .*, p95 until hot today, s: 6\.5$/ }).waitFor();
    await page.waitForURL(/order=risers&colour=p95/);
  });

  test('on a phone the grid opens floor by floor, and nothing is wider than the screen', async () => {
    const { page } = await hotel.open('wang', phone, '/engineering');
    await page.getByRole('group', { name: 'Floor' }).getByRole('button', { name: '12' }).waitFor();
    await room(page, '1203').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  test('a draw leads to the one before it, and shows what this outlet usually does', async () => {
    const { page } = await hotel.open('wang', desk, '/engineering?view=draws');
    await page
      .getByRole('link', { name: /^Draw of 1203/ })
      .first()
      .click();
    const sheet = page.getByRole('dialog');
    await sheet.locator('text').getByText('usual here, 3 draws').waitFor();
    const latest = new URL(page.url()).searchParams.get('draw');
    await sheet.getByRole('link', { name: 'Draw before' }).click();
    await sheet.getByRole('link', { name: 'Draw after' }).click();
    await page.waitForURL((url) => url.searchParams.get('draw') === latest);
    await sheet.getByRole('button', { name: 'Copy link' }).click();
    await sheet.getByText('Copied.').waitFor();
    const download = page.waitForEvent('download');
    await sheet.getByRole('button', { name: 'CSV' }).click();
    expect((await download).suggestedFilename()).toBe(`draw-${latest}.csv`.replaceAll(/[^\w.-]/g, '_'));
  });

  test('the messages of a device are shown as they came', async () => {
    const { page } = await hotel.open('wang', desk, '/engineering?device=hw-1203');
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Last messages as they came').click();
    await sheet
      .getByText(/^QoS 1, \d+ bytes$/)
      .first()
      .waitFor();
    await sheet
      .getByText(/^\{"at":\d+,"temperature":53,"flow":0\}$/)
      .first()
      .waitFor();
  });

  test('who works at a device says so, and the cell shows it on top of its state', async () => {
    const { page } = await hotel.open('wang', desk, '/engineering?device=hw-1203');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: 'Maintenance, 1 hour' }).click();
    await sheet.getByText(/in maintenance until \d\d:\d\d/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Room 1203, .*, somebody works there$/ }).waitFor();
    const device = await hotel.hub.admin.get<Device>('/devices/hw-1203');
    expect(device.maintenance).toMatchObject([{ by: 'wang' }]);
  });

  test('a device that is not heard for three of its periods turns silent by itself, and not before', async () => {
    const { page } = await hotel.open('wang', desk, '/engineering');
    await page.getByRole('button', { name: /^Room 1203, Silent, / }).waitFor({ timeout: 60_000 });
    const device = await hotel.hub.admin.get<Device>('/devices/hw-1203');
    expect(device).toMatchObject({ presence: 'online', period: 15 });
    expect(Date.parse(device.lastSeenAt ?? '')).toBeLessThanOrEqual(heardUntil);
    expect(Date.now() - Date.parse(device.lastSeenAt ?? '')).toBeGreaterThanOrEqual(45_000);
  }, 90_000);
});

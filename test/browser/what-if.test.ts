// A manager tries another limit on what is on record, sees both answers by day, and only then makes it the standard.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

interface Listed<Item> {
  readonly items: readonly Item[];
}

describeWith(['chromium'], 'what if the promise were another', () => {
  let hotel: StaffedHotel;
  beforeAll(async () => {
    hotel = await openStaffedHotel();
    await hotel.draw('1203', { beganAgoS: 1500, seconds: 30, hotFromS: 5 });
    await hotel.draw('1203', { beganAgoS: 600, seconds: 30, hotFromS: 8 });
    await hotel.draw('1204', { beganAgoS: 600, seconds: 30, hotFromS: 14 });
    await eventually(
      () => hotel.hub.admin.get<Listed<{ endedAt: string | null }>>('/draws'),
      ({ items }) => items.length === 3 && items.every(({ endedAt }) => endedAt !== null),
    );
  });
  afterAll(() => hotel?.close());

  const versionInForce = async () => {
    const { items } = await hotel.hub.admin.get<Listed<{ id: string; version: number }>>('/standards');
    return items.find(({ id }) => id === 'house-10s')?.version;
  };

  test('both numbers stand side by side, by day, and nothing is saved until it is made the standard', async () => {
    const { page } = await hotel.open('chen', desk, '/compliance?standard=house-10s&by=day');
    await page.getByRole('link', { name: 'What if …' }).click();
    const judge = page.getByRole('button', { name: 'Judge the record again' });
    expect(await judge.isDisabled()).toBe(true);
    await page.getByLabel('Limit, seconds').fill('7');
    await judge.click();
    const sides = page.locator('.what-if-sides > div');
    await sides.first().waitFor();
    expect(await sides.nth(0).locator('.rate-large').textContent()).toBe('66.7%');
    expect(await sides.nth(1).locator('.rate-large').textContent()).toBe('33.3%');
    const today = page.locator('.what-if-days tbody tr');
    expect(await today.count()).toBe(1);
    expect(await today.locator('td.number').allTextContents()).toEqual(['66.7%', '33.3%', '1 → 2']);
    expect(await versionInForce()).toBe(1);

    const address = page.url();
    await page.reload();
    expect(page.url()).toBe(address);
    await sides.first().waitFor();

    await page.getByRole('button', { name: /^Make it the standard from/ }).click();
    await eventually(versionInForce, (version) => version === 2);
  });

  test('what somebody else put in force meanwhile is not overwritten, and is what is tried against next', async () => {
    const before = await versionInForce();
    const { page } = await hotel.open('chen', desk, '/compliance?standard=house-10s&whatif=1&try=limit%3A20');
    const make = page.getByRole('button', { name: /^Make it the standard from/ });
    await make.waitFor();
    await hotel.hub.admin.call('PUT', '/standards/house-10s', { limit: 9 });
    await make.click();
    await page.getByRole('alert').getByText('Somebody put other figures in force').waitFor();
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByText(`version ${Number(before) + 1} stays in force`).waitFor();
    await make.waitFor();
    expect(await versionInForce()).toBe(Number(before) + 1);
  });

  test('a draw that would have come out otherwise is one click away from its curve', async () => {
    const { page } = await hotel.open('chen', desk, '/compliance?standard=house-10s&whatif=1&try=limit%3A20');
    await page.getByRole('heading', { name: '1 would have come out otherwise' }).waitFor();
    await page.getByRole('row').filter({ hasText: '1204' }).getByRole('link').click();
    await page.locator('.curve-crossing').waitFor();
  });

  test('a figure that none can be meant by is said at its field, in the page’s language', async () => {
    const path = '/compliance?standard=house-10s&whatif=1&try=limit%3Asoon';
    const { page } = await hotel.open('chen', { ...desk, language: 'es' }, path);
    await page.locator('.form-problem', { hasText: 'Hace falta un número, por ejemplo 9,5.' }).waitFor();
    expect(await page.getByLabel('Límite, segundos').getAttribute('aria-invalid')).toBe('true');
  });

  test.each(['en', 'es', 'zh-CN'] as const)('in %s a comma is as good as a point', async (language) => {
    const path = '/compliance?standard=house-10s&whatif=1';
    const { page } = await hotel.open('chen', { ...desk, language }, path);
    await page.locator('#edit-limit').fill('7,5');
    await page.locator('.what-if-form button[type=submit]').click();
    await page.locator('.what-if-sides').waitFor();
    expect(await page.locator('.form-problem:not(:empty)').count()).toBe(0);
  });
});

// A manager prints the month for the owner, and looks at how staff answered.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

interface OpenTask {
  readonly id: string;
  readonly version: number;
}

describeWith(['chromium'], 'the month on paper', () => {
  let hotel: StaffedHotel;
  const month = new Date().toISOString().slice(0, 7);
  beforeAll(async () => {
    hotel = await openStaffedHotel();
    for (const ago of [7000, 6000, 5000, 4000, 3000, 2000]) {
      await hotel.draw('1203', { beganAgoS: ago, seconds: 30, hotFromS: 6 });
    }
    await hotel.draw('1204', { beganAgoS: 300, seconds: 30, hotFromS: 14 });
    const { items } = await eventually(
      () => hotel.hub.admin.get<{ items: readonly OpenTask[] }>('/tasks'),
      (tasks) => tasks.items.length === 1,
    );
    const [task] = items;
    await hotel.hub.admin.post(`/tasks/${task?.id}/start`, { version: task?.version });
    await hotel.hub.admin.post(`/tasks/${task?.id}/complete`, { version: (task?.version ?? 0) + 1 });
  });
  afterAll(() => hotel?.close());

  const open = async (path: string) => (await hotel.open('chen', desk, path)).page;

  test('has the promises with n and coverage, what ate them, worst rooms, answers and the seal, each month by its address', async () => {
    const page = await open(`/compliance?report=${month}`);
    const tenSeconds = page.locator('.month tr', { hasText: 'House: 10 s' }).first();
    await tenSeconds.waitFor();
    expect(await tenSeconds.locator('td').allTextContents()).toEqual(
      expect.arrayContaining(['85.7%', '7', '1', '95%', '100%']),
    );
    await page.getByRole('row', { name: /^1204 1 1/ }).waitFor();
    await page.getByRole('row', { name: /^Hot water slow 1/ }).waitFor();
    await page.getByText('No day of this month is sealed yet.').waitFor();
    await page.getByText('This month is not over').waitFor();
    await page.getByRole('link', { name: 'Month before' }).click();
    await page.waitForURL((url) => (url.searchParams.get('report') ?? month) < month);
  });

  test('of a time without a record says so, and not that nothing was missed', async () => {
    const page = await open('/compliance?report=2021-03');
    await page.getByText('Nothing is on record of this month').waitFor();
    expect(await page.getByText(/No promise is broken|No miss/).count()).toBe(0);
    expect(await page.locator('.month table').count()).toBe(0);
  });

  test('fits A4: nothing of the frame, and no column cut off', async () => {
    const page = await open(`/compliance?report=${month}`);
    await page.locator('.month-seal').waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 703, height: 1000 });
    const widths = await page.locator('.month').evaluate((paper) => [paper.scrollWidth, paper.clientWidth]);
    expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
  });

  test('has on paper no note that is larger than the text', async () => {
    const page = await open(`/compliance?report=${month}`);
    await page.locator('.month-seal').waitFor();
    await page.emulateMedia({ media: 'print' });
    const larger = await page.locator('.month').evaluate((paper) => {
      const sizeOf = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize);
      const notes = [...paper.querySelectorAll('p, td, th, span')].filter(
        (one) => one.checkVisibility() && one.textContent !== '',
      );
      return notes.filter((one) => sizeOf(one) > sizeOf(paper)).map(({ textContent }) => textContent);
    });
    expect(larger).toEqual([]);
  });

  test('is dark on white on paper, from a page at night too', async () => {
    const page = await open(`/compliance?report=${month}`);
    await page.locator('.month-seal').waitFor();
    const ink = () => page.locator('.month').evaluate((paper) => getComputedStyle(paper).color);
    const byDay = await ink();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ink()).not.toBe(byDay);
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    expect(await ink()).toBe(byDay);
  });

  test('how staff answered is a screen of its own, with n beside each figure', async () => {
    const page = await open('/compliance');
    await page.getByRole('link', { name: 'How staff answered' }).click();
    const row = page.getByRole('row', { name: /^Hot water slow/ });
    await row.waitFor();
    expect((await row.locator('td').allTextContents()).slice(0, 2)).toEqual(['1', '–']);
    await row.getByText('100%').waitFor();
    expect(new URL(page.url()).searchParams.get('answers')).toBe('1');
  });
});

// A manager takes rows out of the house as files and on paper, and an auditor's file is checked.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

describeWith(['chromium'], 'rows as files and on paper', () => {
  let hotel: StaffedHotel;
  beforeAll(async () => {
    hotel = await openStaffedHotel();
    await hotel.draw('1203', { beganAgoS: 600, seconds: 30, hotFromS: 6 });
    await hotel.draw('1204', { beganAgoS: 600, seconds: 30, hotFromS: 14 });
  });
  afterAll(() => hotel?.close());

  const open = async (path: string) => (await hotel.open('chen', desk, path)).page;

  test('what is behind a row is printed with its proof, and the file is the same rows', async () => {
    const page = await open('/compliance?standard=house-10s&by=space&key=1204');
    await page.getByRole('region', { name: 'Draws: 1204' }).getByRole('link', { name: 'Print or export' }).click();
    const paper = page.locator('.paper');
    await paper.locator('tbody tr').waitFor();
    const facts = await paper.locator('.paper-facts dd').allTextContents();
    expect(facts).toEqual([
      expect.stringMatching(/^from=.* to=.* space=1204$/),
      'house-10s@1',
      expect.any(String),
      '1',
      expect.any(String),
      expect.stringMatching(/^([0-9a-f]{8} ?){8}$/),
    ]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV file' }).click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv).toContain('# rows,1\n');
    expect(csv).toContain(`# filter,${facts[0]?.replaceAll(' ', '&')}`);

    const check = (name: string, text: string) =>
      page
        .getByLabel('Choose an exported CSV or JSON file')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await check('as-it-was.csv', csv);
    await page.getByText(/^as-it-was\.csv is as chen was given it on/).waitFor();
    await check('changed.csv', csv.replace('missed', 'met'));
    await page.getByText('changed.csv was changed: its rows are not what it says of them.').waitFor();
  });

  test('the page is made for the printer: A4, without the frame and the buttons', async () => {
    const page = await open('/compliance?standard=house-10s&by=day&export=compliance');
    await page.locator('.paper-table tbody tr').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.frame-head', '.paper-actions', '.back-link']) {
      expect(await page.locator(hidden).isVisible(), hidden).toBe(false);
    }
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
  });
});

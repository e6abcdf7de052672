// A sensor was broken for an hour: the manager says so, and the corrected number stands beside the original one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

interface Figures {
  readonly items: readonly { readonly reason: string; readonly setsAside: boolean; readonly by: string }[];
  readonly figures: readonly { readonly original: object; readonly setAside: object; readonly rate: number }[];
}

describeWith(['chromium'], 'notes on periods', () => {
  let hotel: StaffedHotel;
  beforeAll(async () => {
    hotel = await openStaffedHotel();
    for (const ago of [900, 1800, 2700]) await hotel.draw('1203', { beganAgoS: ago, seconds: 30, hotFromS: 6 });
    await hotel.draw('1204', { beganAgoS: 900, seconds: 30, hotFromS: 14 });
    await eventually(
      () => hotel.hub.admin.get<{ items: readonly unknown[] }>('/draws'),
      ({ items }) => items.length === 4,
    );
  });
  afterAll(() => hotel?.close());

  const corrections = () => hotel.hub.admin.get<Figures>('/corrections?standard=house-10s');
  const rows = () =>
    hotel.hub.admin.get<{ items: readonly { met: number; missed: number }[] }>('/compliance?standard=house-10s');

  async function annotate(category: string, reason: string) {
    const { page } = await hotel.open('chen', desk, '/compliance?standard=house-10s&by=day');
    await page.getByRole('button', { name: 'Annotate a period' }).click();
    const form = page.getByRole('dialog');
    const clock = (at: number) => new Date(Math.floor(at / 900_000) * 900_000).toISOString().slice(0, 16);
    await form.getByLabel('From').fill(clock(Date.now() - 2 * 3_600_000));
    await form.getByLabel('To', { exact: true }).fill(clock(Date.now() + 900_000));
    await form.getByLabel('What it was').selectOption({ label: category });
    await form.getByLabel('Where').selectOption('1204');
    await form.getByLabel(/^Why/).fill(reason);
    await form.getByRole('button', { name: 'Put on record' }).click();
    await form.getByText(reason).waitFor();
    return page;
  }

  test('begin with the hours up to now, and what is still to come cannot be noted', async () => {
    const { page } = await hotel.open('chen', desk, '/compliance?standard=house-10s&by=day&corrections=1');
    const form = page.getByRole('dialog');
    const to = form.getByLabel('To', { exact: true });
    expect(Math.abs(Date.parse(`${await to.inputValue()}Z`) - Date.now())).toBeLessThanOrEqual(900_000);
    await to.fill(new Date(Math.ceil(Date.now() / 900_000) * 900_000 + 86_400_000).toISOString().slice(0, 16));
    await form.getByLabel(/^Why/).fill('works tomorrow');
    await form.getByRole('button', { name: 'Put on record' }).click();
    await form.getByText('nothing later is judged yet').waitFor();
    expect((await corrections()).items).toEqual([]);
  });

  test('works explain a miss, and leave it one', async () => {
    const page = await annotate('Works', 'pump house rebuilt');
    const noted = page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'pump house rebuilt' });
    await noted.getByText('Explains; still counted.').waitFor();
    const year = new Date().getUTCFullYear();
    await noted.getByText(new RegExp(`\\b${year}\\b.* to .*\\b(${year}|${year + 1})\\b`)).waitFor();
    expect((await corrections()).figures).toEqual([]);
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await expect.poll(async () => (await corrections()).items).toEqual([]);
  });

  test('a sensor fault sets its room aside: both numbers stand side by side, and the record is as it was', async () => {
    const before = await rows();
    const page = await annotate('Sensor fault', 'probe fell off the pipe');
    await page.getByText('Original 75%; corrected 100%, without 1 missed and 0 met.').waitFor();
    expect(await corrections()).toMatchObject({
      items: [{ reason: 'probe fell off the pipe', setsAside: true, by: 'user:chen' }],
      figures: [{ original: { met: 3, missed: 1 }, setAside: { met: 0, missed: 1 }, rate: 1 }],
    });
    expect((await rows()).items).toEqual(before.items);
  });

  test('stand in the report of the month with the room that they are about, and whether they set it aside', async () => {
    const month = new Date(Date.now() - 2 * 3_600_000).toISOString().slice(0, 7);
    const { page } = await hotel.open('chen', desk, `/compliance?report=${month}`);
    const noted =
      /^Sensor fault · House: 10 s · 1204 · .* · probe fell off the pipe .*Set aside in the corrected number\.$/;
    await page.getByRole('listitem').filter({ hasText: noted }).waitFor();
  });

  test('what was said and taken back is part of the evidence', async () => {
    const log = await hotel.hub.admin.list<{ action: string; by: string }>('/audit');
    expect(
      log
        .filter(({ action }) => action.startsWith('period-') || action.startsWith('correction-'))
        .map(({ action, by }) => [action, by]),
    ).toEqual([
      ['period-corrected', 'user:chen'],
      ['correction-withdrawn', 'user:chen'],
      ['period-corrected', 'user:chen'],
    ]);
  });
});

// Stays at the front desk: the strip of twelve, its filters, and the proof behind a cell; with keys alone too.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk, phone } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { type HotelWithStays, openHotelWithStays } from './stays-hotel.ts';

describeWith(['chromium'], 'the front desk at the stays', () => {
  let hotel: HotelWithStays;
  beforeAll(async () => {
    hotel = await openHotelWithStays();
  });
  afterAll(() => hotel?.close());

  const open = async (path = '/stays', screen = desk) => (await hotel.open('zhao', screen, path)).page;
  const names = async (page: Awaited<ReturnType<typeof open>>) => page.locator('.stay-line a').allTextContents();

  test('a strip has twelve cells: what is known by sign and word, what is not due blank', async () => {
    const page = await open();
    const strip = page.getByRole('list', { name: 'Twelve touchpoints of stay R-2042' });
    await strip.waitFor();
    expect(await strip.getByRole('link').count()).toBe(12);
    const arrival = strip.getByRole('link', { name: /^Arrival/ });
    expect([await arrival.textContent(), await arrival.locator('svg').count()]).toEqual(['ArrivalMissed', 1]);
    const review = strip.getByRole('link', { name: /^Review/ });
    expect([await review.textContent(), await review.locator('svg').count()]).toEqual(['Reviewnot due', 0]);
  });

  test('filters are in the address, and one that finds nothing is taken back with one button', async () => {
    const page = await open('/stays?missed=true');
    await page.getByText('Stay R-2042').waitFor();
    expect(await names(page)).toEqual(['Stay R-2042', 'Stay R-2043']);
    await page.getByRole('button', { name: 'Void' }).click();
    await page.getByText('No stay fits these filters.').waitFor();
    await page.getByRole('button', { name: 'Show all stays' }).click();
    await page.getByText('Stay R-2041').waitFor();
    await page.getByLabel('Room').selectOption('1203');
    await page.getByText('Stay R-2042').waitFor({ state: 'detached' });
    expect(await names(page)).toEqual(['Stay R-2044', 'Stay R-2041']);
  });

  test('a stay has the proof behind every cell, and all that was told of it', async () => {
    const page = await open('/stays?stay=R-2041', phone);
    await page.getByRole('region', { name: 'Arrival' }).getByText('Tea first').click();
    const proof = page.getByRole('dialog');
    await proof.getByText('Matched by time.', { exact: true }).waitFor();
    await proof.getByText('Tea before check-in starts, soon after arrival.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  test('what a guest asked for, and through what, is told in words', async () => {
    const { admin } = hotel.hub;
    const call = { id: 'r1', space: '1203', request: 'towels', channel: 'front-desk' };
    const { task } = await admin.post<{ task: { id: string; version: number } }>('/requests', call);
    await admin.post(`/tasks/${task.id}/accept`, { version: task.version });
    const [answered] = await eventually(
      () => admin.list<{ id: string }>('/touchpoints?standard=first-answer'),
      (cells) => cells.length === 1,
    );
    const page = await open(`/stays?stay=R-2041&cell=${encodeURIComponent(answered?.id ?? '')}`);
    await page.getByRole('dialog').getByText('request: Towels, through: front desk').waitFor();
  });

  test('with keys alone: one stop a strip, arrows inside, Enter opens the touchpoint', async () => {
    const page = await open();
    const strip = page.getByRole('list', { name: 'Twelve touchpoints of stay R-2042' });
    await strip.getByRole('link').first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('ArrivalMissed');
    await page.keyboard.press('Enter');
    await page.waitForURL(/touchpoint=arrival/);
    await page.getByRole('region', { name: 'Arrival' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('touchpoint-arrival');
  });

  test('a stay that is not there says so', async () => {
    const page = await open('/stays?stay=nobody');
    await page.getByText('There is no such stay, or it was erased after its time.').waitFor();
  });

  test('news of a stay comes without a reload', async () => {
    const page = await open();
    await page.getByText('Stay R-2041').waitFor();
    await hotel.stayEvent('R-2060', 'arrived', Date.now() - 30_000);
    await hotel.touchpoint('tap-2060', {
      touchpoint: 'arrival',
      type: 'tea-served',
      at: new Date(Date.now() - 20_000).toISOString(),
      stay: 'R-2060',
      space: 'lobby',
    });
    await page.getByText('Stay R-2060').waitFor();
  });
});

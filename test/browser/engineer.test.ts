// The engineer's day at the page: a cold shower shows by itself, its curve says why, the proof closes the task.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

describeWith(['chromium'], 'an engineer at the desk', () => {
  let hotel: StaffedHotel;
  beforeAll(async () => {
    hotel = await openStaffedHotel();
  });
  afterAll(() => hotel?.close());

  test('sees a missed draw and its task without touching anything, works on it, and the next hot draw verifies it', async () => {
    const { page } = await hotel.open('wang', desk, '/engineering?view=tasks');
    await page.getByText('Nothing to do.').waitFor();

    await hotel.draw('1203', { beganAgoS: 600, seconds: 30, hotFromS: 14 });
    const card = page.getByRole('article', { name: '1203: Hot water slow' });
    await card.getByText('Hot after 14.5 s instead of 10 s.').waitFor();

    // So the hub knows that it need not climb to somebody who looks.
    await eventually(
      () => hotel.hub.admin.list<{ shownAt: string | null }>('/tasks?space=1203'),
      ([task]) => task?.shownAt != null,
    );
    await card.getByRole('button', { name: "I'll take it" }).click();
    await card.getByText('with you').waitFor();
    await card.getByRole('button', { name: 'Start' }).click();
    await card.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Strainer cleaned' }).click();
    await card.getByText('Checking with the sensor').waitFor();

    await hotel.draw('1203', { beganAgoS: 300, seconds: 30, hotFromS: 6 });
    await card.getByText('Verified', { exact: true }).waitFor();
  });

  test('the curve of a draw says in words, in the picture and in the table the same', async () => {
    const { page } = await hotel.open('wang', desk, '/engineering?view=draws&outcome=missed');
    await page.getByRole('link', { name: /^Draw of 1203/ }).click();
    const sheet = page.getByRole('dialog');
    const sentence = 'The water reached 45 °C only after 14.5 s. The promise is 10 s: missed.';
    await sheet.getByText(sentence).waitFor();
    const picture = sheet.getByRole('img', { name: sentence });
    const words = (await picture.locator('text').allTextContents()).map((text) => text.replaceAll('\u00a0', ' '));
    expect(words).toEqual(expect.arrayContaining(['limit 10 s', 'target 45 °C', '14.5 s']));
    await sheet.getByText(/^Table of \d+ samples$/).click();
    const row = sheet.getByRole('row', { name: '15.0 53.0 8.0' });
    await row.waitFor();
    await page.waitForURL(/[?&]draw=hw-1203-/);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.waitForURL((url) => !url.searchParams.has('draw'));
  });

  test.each([
    ['draw', 'There is no such draw here, or its record is no longer kept.'],
    ['device', 'There is no device nope in this hotel, or it is here no longer.'],
  ])('a link to a %s that is not there says so, and leads back', async (name, said) => {
    const { page } = await hotel.open('wang', desk, `/engineering?view=draws&${name}=nope`);
    const sheet = page.getByRole('dialog');
    await sheet.getByText(said).waitFor();
    expect(await page.getByText('The hub did not answer').count()).toBe(0);
    await sheet.getByRole('button', { name: 'Back', exact: true }).click();
    await sheet.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?view=draws');
  });

  test('the room grid is one stop of the Tab key, and arrows move in it', async () => {
    const { page } = await hotel.open('wang', desk, '/engineering');
    const first = page.getByRole('button', { name: /^Room 1203, / });
    await first.focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('1204');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /^1204/ }).waitFor();
  });

  test('what a device was asked is on its sheet, with what became of it', async () => {
    await hotel.hub.admin.post('/devices/hw-1203/commands', { command: 'identify' });
    const { page } = await hotel.open('wang', desk, '/engineering?device=hw-1203');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('heading', { name: 'What it was asked' }).waitFor();
    await sheet.locator('.asked').getByText('identify').waitFor();
    await sheet.getByText('by admin').waitFor();
    await sheet.getByText('Waits for its answer').waitFor();
  });

  test('a message that no device should send is shown with its reason', async () => {
    await hotel.draw('1204', { beganAgoS: 30, seconds: 3, hotFromS: 0 });
    const { page } = await hotel.open('wang', desk, '/engineering?device=hw-1204');
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Hot-water sensor').waitFor();
    await hotel.sayNonsense('1204');
    await sheet.getByText('1 message refused').waitFor();
    await sheet.getByText('hub/demo/hw-1204/telemetry').waitFor();
  });
});

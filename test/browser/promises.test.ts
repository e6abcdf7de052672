// Managers at the promises of the house: from the first screen to one proof, and back to a better figure.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { type HotelWithStays, openHotelWithStays } from './stays-hotel.ts';

describeWith(['chromium'], 'a manager at the promises of the house', () => {
  let hotel: HotelWithStays;
  beforeAll(async () => {
    hotel = await openHotelWithStays();
    await hotel.draw('1203', { beganAgoS: 1500, seconds: 30, hotFromS: 6 });
    await hotel.draw('1203', { beganAgoS: 600, seconds: 30, hotFromS: 14 });
  });
  afterAll(() => hotel?.close());

  const open = async (path = '/compliance') => (await hotel.open('chen', desk, path)).page;

  test('sees each promise with its rate, its coverage and what ate its budget, those in need first', async () => {
    const page = await open();
    const tea = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Tea first' }) });
    await tea.getByText('Not kept', { exact: true }).waitFor();
    await tea.getByText('Overdrawn: 1 missed, none allowed').waitFor();
    await tea.getByText('Nothing was told in time 100%').waitFor();
    const names = await page.getByRole('table').first().getByRole('link').allTextContents();
    expect(names.indexOf('Tea first')).toBeLessThan(names.indexOf('Known before arrival'));
  });

  test.each(['en', 'es'] as const)(
    'reads in %s, in each cell, words that begin as a sentence does',
    async (language) => {
      const { page } = await hotel.open('chen', { ...desk, language }, '/compliance');
      await page.locator('.budget').first().waitFor();
      const told = await page.locator('.house-cell, .promise-table td').evaluateAll((cells) =>
        cells.flatMap((cell) => {
          const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
          const lines: string[] = [];
          for (let text = words.nextNode(); text !== null; text = words.nextNode()) {
            const { parentElement: element, previousSibling: before } = text;
            if (element !== null && before === null) lines.push(element.textContent.trim());
          }
          return lines;
        }),
      );
      expect(told.filter((line) => /^\p{Ll}/u.test(line))).toEqual([]);
      expect(told.length).toBeGreaterThan(50);
    },
  );

  test('what nobody can judge is grey, never green', async () => {
    const page = await open();
    const room = page.locator('.house-cell', { hasText: 'Review' });
    await room.waitFor();
    expect(await room.evaluate((cell) => cell.classList.contains('is-ok'))).toBe(false);
  });

  test('comes from a number to the raw points in three clicks, each with its own address', async () => {
    const page = await open();
    await page.getByRole('row').getByRole('link', { name: 'Tea first' }).click();
    await page.locator('.compliance-table').getByRole('link').first().click();
    await page.locator('.cells tr').filter({ hasText: 'R-2041' }).getByRole('link').first().click();
    const proof = page.getByRole('dialog');
    await proof.getByText('Matched by time.', { exact: true }).waitFor();
    await proof.getByText('Dispensed').waitFor();
    const raw = await proof.getByRole('link', { name: 'Raw record (JSON)' }).getAttribute('href');
    const answer = await page.request.get(new URL(raw ?? '', page.url()).href);
    expect(await answer.json()).toMatchObject({ standard: 'tea-first@1', stay: 'R-2041', outcome: 'met' });
    await page.reload();
    await page.getByRole('dialog').getByText('Matched by time.', { exact: true }).waitFor();
  });

  test('sees a correction beside what was said first', async () => {
    await hotel.touchpoint('late-tap', {
      touchpoint: 'arrival',
      type: 'tea-served',
      at: new Date(hotel.arrivedAt + 100).toISOString(),
      stay: 'R-2042',
      space: 'lobby',
    });
    const page = await open('/compliance?standard=tea-first&by=space&key=lobby');
    await page.locator('.cells tr').filter({ hasText: 'corrected' }).getByRole('link').first().click();
    const said = page.locator('.said li');
    await said.first().waitFor();
    expect(await said.allTextContents()).toEqual([
      expect.stringMatching(/Met.*in force/),
      expect.stringMatching(/Missed.*said first/),
    ]);
  });

  test('the heatmap leads to what is behind a cell', async () => {
    const page = await open('/compliance?standard=check-in-3min&by=day');
    await page.locator('.heat a').first().click();
    await page.getByRole('heading', { name: /^Behind it:/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('hour')).toMatch(/^\d\d$/);
    await page.locator('.cells tbody tr').first().waitFor();
  });

  test('changes a figure: what is none is said at its field, what it takes is a new version', async () => {
    const page = await open('/compliance?standard=check-in-3min&by=day');
    await page.getByRole('button', { name: 'Change the promise' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Within, seconds').fill('soon');
    await form.getByRole('button', { name: 'Put version 2 in force' }).click();
    await form.locator('.form-problem', { hasText: 'A number is needed' }).waitFor();
    expect(await form.getByLabel('Within, seconds').getAttribute('aria-invalid')).toBe('true');
    await form.getByLabel('Within, seconds').fill('240');
    await form.getByRole('button', { name: 'Put version 2 in force' }).click();
    await page.getByText('within 4 minutes').waitFor();
    await page
      .getByText(/version\s2/)
      .first()
      .waitFor();
    await page
      .getByText(/set by chen/)
      .first()
      .waitFor();
  });

  test('does not overwrite what somebody else put in force meanwhile, and is shown it', async () => {
    const page = await open('/compliance?standard=sleep-drink&by=day&edit=1');
    const form = page.getByRole('dialog');
    await form.getByLabel('Target share, %').fill('80');
    await hotel.hub.admin.call('PUT', '/standards/sleep-drink', { targetShare: 0.7 });
    await form.getByRole('button', { name: 'Put version 2 in force' }).click();
    await form.getByRole('alert').getByText('Somebody put other figures in force').waitFor();
    await form.getByRole('button', { name: 'Look again' }).click();
    await form.getByRole('button', { name: 'Put version 3 in force' }).waitFor();
    expect(await form.getByLabel('Target share, %').inputValue()).toBe('70');
  });

  test('a cell that is judged while the page is open is counted without a reload', async () => {
    const page = await open('/compliance?standard=tea-first&by=space&key=lobby');
    await page.locator('.cells tbody tr').first().waitFor();
    const before = await page.locator('.cells tbody tr').count();
    const at = Date.now() - 60_000;
    await hotel.stayEvent('R-2050', 'arrived', at);
    await hotel.touchpoint('tap-2050', {
      touchpoint: 'arrival',
      type: 'tea-served',
      at: new Date(at + 20_000).toISOString(),
      stay: 'R-2050',
      space: 'lobby',
    });
    await page.locator('.cells tbody tr').filter({ hasText: 'R-2050' }).waitFor();
    expect(await page.locator('.cells tbody tr').count()).toBe(before + 1);
  });
});

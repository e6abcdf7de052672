// The phone in a stairwell: taps are kept while there is no signal, sent once when it is back, and nobody works twice.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phone } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

describeWith(['chromium'], 'housekeeping with the phone in hand', () => {
  let hotel: StaffedHotel;
  let calls = 0;
  beforeAll(async () => {
    hotel = await openStaffedHotel();
  });
  afterAll(() => hotel?.close());

  async function guestAsks(space: string, request: string): Promise<string> {
    calls += 1;
    const { task } = await hotel.hub.admin.post<{ task: { id: string } }>('/requests', {
      id: `call-${calls}`,
      space,
      request,
      channel: 'phone',
    });
    return task.id;
  }

  const historyOf = async (id: string) =>
    (await hotel.hub.admin.get<{ history: { step: string; by: string }[] }>(`/tasks/${id}`)).history;

  test('a guest’s call shows by itself, in the words of the house', async () => {
    const { page } = await hotel.open('li', { ...phone, language: 'zh-CN' });
    await page.getByText('现在没有任务。').waitFor();
    await guestAsks('1203', 'towels');
    await page.getByRole('article', { name: '1203: 毛巾' }).waitFor();
  });

  test('a place is called as people call it', async () => {
    await hotel.hub.admin.call('PUT', '/spaces/lobby', { kind: 'lobby' });
    const { page } = await hotel.open('li', phone);
    await guestAsks('lobby', 'water');
    const card = page.getByRole('article', { name: 'Lobby: Drinking water' });
    await card.getByRole('button', { name: 'More on Lobby' }).click();
    await page.getByRole('dialog', { name: 'Lobby · Drinking water' }).waitFor();
  });

  test('without a signal the taps wait, and go out once each and in order when it is back', async () => {
    const task = await guestAsks('1204', 'pillow');
    const { page, device } = await hotel.open('li', phone);
    const card = page.getByRole('article', { name: '1204: Pillow' });
    await card.waitFor();
    await device.setOffline(true);
    await page.getByText(/^Reconnecting|^Offline since/).waitFor();
    await card.getByRole('button', { name: "I'll take it" }).click();
    await card.getByRole('button', { name: 'Start' }).click();
    await card.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Waiting to send (3)').waitFor();
    await device.setOffline(false);
    const steps = async () =>
      (await historyOf(task)).filter(({ by, step }) => by === 'li' && step !== 'show').map(({ step }) => step);
    await eventually(steps, (told) => told.length >= 3);
    expect(await steps()).toEqual(['accept', 'start', 'complete']);
    await page.getByText(/^Live \d/).waitFor();
    await page.locator('.waiting-line').waitFor({ state: 'detached' });
  });

  test('taps outlive the page', async () => {
    const task = await guestAsks('1203', 'cleaning');
    const { page, device } = await hotel.open('li', phone);
    const card = page.getByRole('article', { name: '1203: Cleaning' });
    await card.waitFor();
    await device.route('**/api/v1/tasks/*/accept', (route) => route.abort());
    await card.getByRole('button', { name: "I'll take it" }).click();
    await card.getByText('waiting to send').waitFor();
    await device.unroute('**/api/v1/tasks/*/accept');
    await page.reload();
    const taken = await eventually(
      () => historyOf(task),
      (told) => told.some(({ step }) => step === 'accept'),
    );
    expect(taken.filter(({ step }) => step === 'accept')).toHaveLength(1);
  });

  test('whoever is second learns who was first', async () => {
    const task = await guestAsks('1204', 'repair');
    const { page, device } = await hotel.open('li', phone);
    const card = page.getByRole('article', { name: '1204: Repair' });
    await card.waitFor();
    await device.setOffline(true);
    await card.getByRole('button', { name: "I'll take it" }).click();
    await hotel.hub.admin.post(`/tasks/${task}/accept`, { version: 1 });
    await device.setOffline(false);
    await page.getByRole('tab', { name: /^All floors/ }).click();
    await card.getByText(/^admin took it at \d\d:\d\d\./).waitFor();
  });

  test('a person with two phones is told on the second that the first has done it, not that they beat themselves', async () => {
    await guestAsks('1203', 'pillow');
    const first = await hotel.open('li', phone);
    const second = await hotel.open('li', phone);
    const name = '1203: Pillow';
    await second.page.getByRole('article', { name }).waitFor();
    await second.device.setOffline(true);
    const onFirst = first.page.getByRole('article', { name });
    await onFirst.getByRole('button', { name: "I'll take it" }).click();
    await onFirst.getByRole('button', { name: 'Start' }).waitFor();
    await onFirst.getByText('waiting to send').waitFor({ state: 'detached' });
    const onSecond = second.page.getByRole('article', { name });
    await onSecond.getByRole('button', { name: "I'll take it" }).click();
    await second.device.setOffline(false);
    await onSecond.getByText(/^Already done on another phone of yours, at \d\d:\d\d\./).waitFor();
    expect(await onSecond.getByRole('button', { name: 'I’ll help' }).count()).toBe(0);
  });

  test('what was taken back without a signal is nobody’s at once, as far as the phone knows', async () => {
    await guestAsks('1204', 'luggage');
    const { page, device } = await hotel.open('li', phone);
    const inGroup = (title: string) =>
      page
        .locator('section.group')
        .filter({ has: page.getByRole('heading', { name: new RegExp(`^${title}`) }) })
        .getByRole('article', { name: '1204: Luggage' });
    await inGroup('Next').getByRole('button', { name: "I'll take it" }).click();
    await inGroup('Do now').waitFor();
    await page.locator('.waiting-line').waitFor({ state: 'detached' });
    await device.setOffline(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await inGroup('Next').waitFor();
    await device.setOffline(false);
    await page.locator('.waiting-line').waitFor({ state: 'detached' });
    await inGroup('Next').waitFor();
  });

  test('what no sensor sees is reported from the phone and becomes a task', async () => {
    const { page } = await hotel.open('li', phone);
    await page.getByRole('button', { name: 'Report' }).click();
    const sheet = page.getByRole('dialog', { name: 'Report something' });
    await sheet.getByLabel('Room or place').fill('1203');
    await sheet.getByText('Water leak').click();
    await sheet.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('article', { name: '1203: Water leak' }).waitFor();
  });

  test.each([
    ['upright', 360, 740],
    ['small', 320, 568],
    ['held sideways', 640, 360],
    ['held sideways and long', 844, 390],
    ['at the desk', 1280, 620],
  ])('on a screen that is %s no card stands half behind what one reports with', async (_how, width, height) => {
    for (const request of ['towels', 'water', 'pillow', 'cleaning'])
      await hotel.hub.admin.post('/requests', { id: `beside-${request}`, space: '1204', request, channel: 'phone' });
    const { page } = await hotel.open('li', phone);
    await page.setViewportSize({ width, height });
    await page.locator('.card').nth(3).waitFor();
    const halfCovered = await page.evaluate(async () => {
      const bar = document.querySelector('.thumb-bar') as HTMLElement;
      const found = new Set<string>();
      for (let top = 0; top <= document.documentElement.scrollHeight - innerHeight; top += 40) {
        scrollTo(0, top);
        await new Promise(requestAnimationFrame);
        const { top: above, bottom: below } = bar.getBoundingClientRect();
        for (let x = 0; x < innerWidth; x += 8)
          for (const y of [above + 2, (above + below) / 2, below - 2])
            if (document.elementFromPoint(x, y)?.closest('.card')) found.add(`at ${top}: ${x}, ${Math.round(y)}`);
      }
      scrollTo(0, document.documentElement.scrollHeight);
      const lastCard = [...document.querySelectorAll('.card')].at(-1)?.getBoundingClientRect();
      const { top: above, bottom: below } = bar.getBoundingClientRect();
      if (lastCard && lastCard.bottom > above && lastCard.top < below) found.add('at the end');
      return [...found];
    });
    expect(halfCovered).toEqual([]);
  });

  test('the language changes at once, and stays', async () => {
    const { page } = await hotel.open('li', phone);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('tab', { name: /^我的/ }).waitFor();
    await page.reload();
    await page.getByRole('tab', { name: /^我的/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-Hans');
  });

  test('nobody gets to a page that is not theirs, and signing out ends it', async () => {
    const { page } = await hotel.open('li', phone, '/compliance');
    expect(new URL(page.url()).pathname).toBe('/tasks');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'End shift' }).click();
    await page.locator('input[name=password]').waitFor();
    await page.goto(`${hotel.hub.http}/tasks`);
    await page.waitForURL((url) => url.pathname === '/' && url.searchParams.get('next') === '/tasks');
  });
});

// A shift from its first tap to its last: sound, what the hub hears of the phone, what a screen has shown, the leader's board, and
// taps that no signal carried.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk, openDevice, phone, signInOn, troubleOf } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { faultsOf } from './page-faults.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

const hubYaml = `
property: { id: demo, timeZone: Asia/Shanghai }
dispatch:
  people: [{ user: li, role: housekeeping }, { user: mei, role: housekeeping }]
  supervisors: { housekeeping: [chen] }
`;

interface WireTask {
  readonly id: string;
  readonly version: number;
  readonly shownAt: string | null;
  readonly assignee: string | null;
  readonly history: readonly { readonly step: string; readonly by: string }[];
}

describeWith(['chromium'], 'a shift', () => {
  let hotel: StaffedHotel;
  let calls = 0;
  beforeAll(async () => {
    hotel = await openStaffedHotel(hubYaml);
    const mei = { name: 'mei', role: 'housekeeping', password: 'a long password of staff' };
    await hotel.hub.admin.post('/users', mei);
    const known = () => hotel.hub.admin.get<{ known: boolean }>('/dispatch/reach');
    await eventually(known, (reach) => reach.known, 40_000);
  });
  afterAll(() => hotel?.close());

  async function guestAsks(space: string, request: string): Promise<WireTask> {
    calls += 1;
    const call = { id: `call-${calls}`, space, request, channel: 'phone' };
    return (await hotel.hub.admin.post<{ task: WireTask }>('/requests', call)).task;
  }
  const again = ({ id }: WireTask) => hotel.hub.admin.get<WireTask>(`/tasks/${id}`);
  const listening = async () =>
    (await hotel.hub.admin.get<{ people: { user: string; listening: boolean }[] }>('/dispatch/reach')).people
      .filter((one) => one.listening)
      .map(({ user }) => user);
  const openMenu = (page: Page) => page.getByRole('button', { name: 'Menu' }).click();

  test('begins with one tap, and says what the phone is reached by and that the hub hears it', async () => {
    const { page } = await hotel.open('li', phone);
    await page.getByText('Turns on the sound').waitFor();
    await page.getByRole('button', { name: 'Start shift' }).click();
    await page.getByText('Turns on the sound').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Rings only while this page is open/ }).click();
    const sheet = page.getByRole('dialog', { name: 'This phone' });
    await sheet.getByText('Yes, tasks are sent here').waitFor();
    await sheet.getByRole('button', { name: 'Try the sound' }).click();
    await sheet.getByText('It rang.').waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('button', { name: /touch the page once/ }).waitFor();
    await page.getByRole('heading').first().click();
    await page.getByRole('button', { name: /Rings only while/ }).waitFor();
  });

  test('whether the hub hears a phone is the hub’s word alone, and asked again', async () => {
    const { page, device } = await hotel.open('li', phone);
    let answer = (_reach: object) => {};
    const held = new Promise<object>((resolve) => (answer = resolve));
    await device.route('**/api/v1/dispatch/reach', async (route) => route.fulfill({ json: await held }), { times: 1 });
    await page
      .getByRole('button', { name: /Rings only while|This phone/ })
      .first()
      .click();
    const sheet = page.getByRole('dialog', { name: 'This phone' });
    await sheet.getByText('Loading').waitFor();
    await expect(sheet.getByText('tasks do not come here').count()).resolves.toBe(0);
    answer({ people: [] });
    await sheet.getByText('No, tasks do not come here').waitFor();
    await sheet.getByText('Yes, tasks are sent here').waitFor();
    await device.close();
  });

  test('new work counts in the title until the page is touched, and its card is reported as shown', async () => {
    const { page: signedIn, device } = await hotel.open('li', phone);
    await signedIn.close();
    const page = await device.newPage();
    const trouble = troubleOf(page);
    await page.goto(`${hotel.hub.http}/tasks`);
    await page.getByText(/^Live \d/).waitFor();
    const task = await guestAsks('1203', 'towels');
    await page.waitForFunction(() => document.title.startsWith('(1) '));
    expect(trouble, 'a phone that nobody has touched does not vibrate, nor complain').toEqual([]);
    await expect(page.getByText('1 new task').count()).resolves.toBe(1);
    const shown = await eventually(
      () => again(task),
      ({ shownAt }) => shownAt !== null,
    );
    expect(shown.history.map(({ step, by }) => `${step} ${by}`)).toEqual(['open hub', 'show li']);
    await page.getByRole('heading').first().click();
    await page.waitForFunction(() => !document.title.startsWith('('));
  });

  test('new work that is over before anybody came counts no more', async () => {
    const { page: signedIn, device } = await hotel.open('li', phone);
    await signedIn.close();
    const page = await device.newPage();
    await page.goto(`${hotel.hub.http}/tasks`);
    await page.getByText(/^Live \d/).waitFor();
    const [first, second] = [await guestAsks('1203', 'slippers'), await guestAsks('1204', 'slippers')];
    await page.waitForFunction(() => document.title.startsWith('(2) '));
    for (const [{ id, version }, left] of [
      [first, '(1) '],
      [second, 'Tasks'],
    ] as const) {
      await hotel.hub.admin.post(`/tasks/${id}/cancel`, { version, note: 'not-wanted' });
      await page.waitForFunction((title) => document.title.startsWith(title), left);
    }
    await page.getByText(/new tasks?$/).waitFor({ state: 'detached' });
    await device.close();
  });

  test('a page that is put away is not listened with any more', async () => {
    const { page, device } = await hotel.open('li', phone);
    await page.getByText(/^Live \d/).waitFor();
    await eventually(listening, (users) => users.includes('li'));
    for (const open of hotel.browser.contexts()) if (open !== device) await open.close();
    await page.goto('about:blank');
    await eventually(listening, (users) => !users.includes('li'), 40_000);
  });

  test('the leader sees who can be reached, how far each task came, and gives several to one', async () => {
    const { page: ofLi } = await hotel.open('li', phone);
    await ofLi.getByText(/^Live \d/).waitFor();
    const tasks = [await guestAsks('1203', 'pillow'), await guestAsks('1204', 'water')];
    await eventually(
      () => again(tasks[0] as WireTask),
      ({ shownAt }) => shownAt !== null,
    );
    const { page } = await hotel.open('chen', desk, '/tasks');
    await page.getByText('1 of 2 phones is listening').waitFor();
    const fresh = page.getByRole('region', { name: 'New', exact: true });
    await fresh
      .getByRole('article', { name: '1203: Pillow' })
      .getByText(/^seen \d/)
      .waitFor();
    // On a tablet what is new is one long column, and no gap as long as it opens between the others.
    await page.setViewportSize({ width: 768, height: 900 });
    const column = async (name: string) => await page.getByRole('region', { name, exact: true }).boundingBox();
    const [taken, started, waiting] = [await column('Taken'), await column('Started'), await column('Waiting')];
    const above = Math.max(...[taken, started].map((box) => (box?.y ?? 0) + (box?.height ?? 0)));
    expect((waiting?.y ?? 0) - above).toBeLessThan(40);
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.getByLabel('Choose the task of 1203').first().check();
    await fresh.getByRole('article', { name: '1203: Pillow' }).getByRole('checkbox').check();
    await fresh.getByRole('article', { name: '1204: Drinking water' }).getByRole('checkbox').check();
    const give = page.getByRole('form', { name: 'Give' });
    await give.getByRole('combobox').selectOption('mei');
    await give.getByRole('button', { name: 'Give', exact: true }).click();
    for (const task of tasks) {
      await eventually(
        () => again(task),
        ({ assignee }) => assignee === 'mei',
      );
    }
  });

  test('ends with one tap; what has not been sent is said first, stays, and goes out with the next sign-in', async () => {
    const task = await guestAsks('1204', 'repair');
    const { page, device } = await hotel.open('li', phone);
    await device.route('**/api/v1/tasks/*/accept', (route) => route.abort());
    await page.getByRole('article', { name: '1204: Repair' }).getByRole('button', { name: "I'll take it" }).click();
    await openMenu(page);
    await page.getByRole('button', { name: 'End shift' }).click();
    await page.getByRole('alert').getByText('1 tap has not reached the hub yet.').waitFor();
    await page.locator('#person-menu').waitFor({ state: 'hidden' });
    expect(await faultsOf(page, true)).toEqual([]);
    await page.getByRole('button', { name: 'End shift anyway' }).click();
    await page.locator('input[name=password]').waitFor();
    const kept = await page.evaluate(() => [sessionStorage.length, Object.keys(localStorage)]);
    expect(kept, 'when the hub was last heard is nobody’s').toEqual([0, ['heard-until']]);
    await device.unroute('**/api/v1/tasks/*/accept');
    expect((await again(task)).assignee).toBeNull();

    await page.locator('input[name=username]').fill('mei');
    await page.locator('input[name=password]').fill('a long password of staff');
    await page.locator('button[type=submit]').click();
    await page.waitForURL((url) => url.pathname === '/tasks');
    await page.getByText(/^Live \d/).waitFor();
    await openMenu(page);
    await page.getByRole('button', { name: 'End shift' }).click();
    await page.locator('input[name=password]').waitFor();
    expect((await again(task)).assignee, 'a colleague on the same phone sends nothing of it').toBeNull();

    await page.locator('input[name=username]').fill('li');
    await page.locator('input[name=password]').fill('a long password of staff');
    await page.locator('button[type=submit]').click();
    await eventually(
      () => again(task),
      ({ assignee }) => assignee === 'li',
    );
  });

  test('locks itself when nobody touches it, listens on, and opens for its own person, a reload in between or not', async () => {
    const task = await guestAsks('1203', 'repair');
    const device = await openDevice(hotel.browser, phone);
    const page = await device.newPage();
    await page.clock.install();
    await signInOn(page, hotel.hub.http, 'mei', 'a long password of staff');
    await device.route('**/api/v1/tasks/*/accept', (route) => route.abort());
    const card = page.getByRole('article', { name: '1203: Repair' });
    await card.getByRole('button', { name: "I'll take it" }).click();
    await page.clock.fastForward('14:50');
    await expect(page.getByRole('dialog', { name: 'Locked' }).count()).resolves.toBe(0);
    await page.clock.fastForward('00:30');
    const lock = page.getByRole('dialog', { name: 'Locked' });
    await lock.getByText('It still rings for mei.').waitFor();
    expect(await faultsOf(page, true)).toEqual([]);
    await expect(card.count()).resolves.toBe(0);
    await eventually(listening, (users) => users.includes('mei'), 40_000);
    await page.keyboard.press('Escape');
    await page.reload();
    await lock.getByLabel('Password').fill('not mine');
    await lock.getByRole('button', { name: 'Unlock' }).click();
    await lock.getByText('That is not the password.').waitFor();
    await device.unroute('**/api/v1/tasks/*/accept');
    await lock.getByLabel('Password').fill('a long password of staff');
    await lock.getByRole('button', { name: 'Unlock' }).click();
    await lock.waitFor({ state: 'detached' });
    await eventually(
      () => again(task),
      ({ assignee }) => assignee === 'mei',
    );
    await device.close();
  });

  test('a password is changed from the phone', async () => {
    const { page } = await hotel.open('zhao', phone);
    await page
      .getByRole('button', { name: /Rings only while|This phone/ })
      .first()
      .click();
    const sheet = page.getByRole('dialog', { name: 'This phone' });
    await sheet.getByText('Change your password').click();
    expect(await faultsOf(page, true)).toEqual([]);
    await sheet.getByLabel('Password now').fill('not this');
    await sheet.getByLabel(/^New password/).fill('another long password');
    await sheet.getByRole('button', { name: 'Change it' }).click();
    await sheet.getByText('That is not your password now.').waitFor();
    await sheet.getByLabel('Password now').fill('a long password of staff');
    await sheet.getByRole('button', { name: 'Change it' }).click();
    await sheet.getByText('Changed. Your other phones are signed out.').waitFor();
  });

  test('a task to give is chosen with a thumb: its box takes 44 px each way', async () => {
    await guestAsks('1204', 'lamp');
    const { page } = await hotel.open('chen', phone, '/tasks?view=shift');
    const card = page.getByRole('article', { name: '1204: Light out' });
    const box = card.getByRole('checkbox');
    await card.scrollIntoViewIfNeeded();
    const around = await card.locator('.shift-choose').boundingBox();
    if (around === null) throw new Error('the box is not on the screen');
    const { x, y, width, height } = around;
    expect([Math.round(width), Math.round(height)]).toEqual([44, 44]);
    const corners = [
      [1, 1],
      [width - 1, 1],
      [1, height - 1],
      [width - 1, height - 1],
    ] as const;
    const chosen: boolean[] = [];
    for (const [right, down] of corners) {
      await page.touchscreen.tap(x + right, y + down);
      chosen.push(await box.isChecked());
    }
    expect(chosen).toEqual([true, false, true, false]);
  });
});

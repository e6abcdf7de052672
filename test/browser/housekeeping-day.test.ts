// A day with the phone: what one may do with a task beside its next step, in a stairwell as well as under the Wi-Fi, and by keys
// alone.
import { connectAsync, type MqttClient } from 'mqtt';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Task } from '../../gateway/api/contract/task.ts';
import { phone } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { tabTo } from './keys.ts';
import { faultsOf } from './page-faults.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

const startOfScan = Buffer.from([0xff, 0xda]);

describeWith(['chromium'], 'a day of housekeeping', () => {
  let hotel: StaffedHotel;
  let panel: MqttClient;
  let calls = 0;

  beforeAll(async () => {
    hotel = await openStaffedHotel();
    const controller = { id: 'rc-1204', kind: 'room-controller', space: '1204', floor: '12' };
    const credentials = await hotel.hub.admin.addDevice(controller);
    panel = await connectAsync(hotel.hub.mqtt, { clientId: controller.id, ...credentials });
  });
  afterAll(async () => {
    await panel?.endAsync();
    await hotel?.close();
  });

  async function guestAsks(space: string, request: string): Promise<string> {
    calls += 1;
    const call = { id: `day-${calls}`, space, request, channel: 'phone' };
    const { task } = await hotel.hub.admin.post<{ task: Task }>('/requests', call);
    return task.id;
  }

  const taskNow = (id: string) => hotel.hub.admin.get<Task>(`/tasks/${id}`);
  const stepsOf = async (id: string, by = 'li') =>
    (await taskNow(id)).history.filter((entry) => entry.by === by && entry.step !== 'show').map(({ step }) => step);
  const stepsAre = (id: string, steps: readonly string[]) =>
    eventually(
      () => stepsOf(id),
      (told) => told.join() === steps.join(),
    );
  const cardOf = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
  const press = (where: Locator | Page, name: string) => where.getByRole('button', { name, exact: true }).click();

  async function openSheet(page: Page, name: string): Promise<Locator> {
    await cardOf(page, name)
      .getByRole('button', { name: /^More on/ })
      .click();
    return page.getByRole('dialog');
  }

  test('twenty taps without a signal go out once each and in order, and a lost answer does no harm', async () => {
    const wishes = ['towels', 'pillow', 'blanket', 'tea', 'luggage'];
    const words = ['Towels', 'Pillow', 'Blanket', 'Tea', 'Luggage'];
    const ids: string[] = [];
    for (const wish of wishes) ids.push(await guestAsks('1203', wish));
    const { page, device } = await hotel.open('li', phone);
    for (const word of words) await cardOf(page, `1203: ${word}`).waitFor();
    await device.setOffline(true);
    for (const word of words) {
      const card = cardOf(page, `1203: ${word}`);
      await press(card, "I'll take it");
      const sheet = await openSheet(page, `1203: ${word}`);
      await sheet.getByText('Comment', { exact: true }).click();
      await press(sheet, 'On my way');
      await press(card, 'Start');
      await press(card, 'Done');
    }
    await page.getByText('Waiting to send (20)').waitFor();
    // The hub has it, and the phone never hears so: it asks again.
    let lost = 0;
    await device.route('**/api/v1/tasks/*/*', async (route) => {
      const answer = await route.fetch();
      lost += 1;
      if (lost === 3) await route.abort();
      else await route.fulfill({ response: answer });
    });
    await device.setOffline(false);
    await page.locator('.waiting-line').waitFor({ state: 'detached' });
    const tasks = await Promise.all(ids.map(taskNow));
    for (const task of tasks) {
      expect(task.state).toBe('verified');
      const mine = task.history.filter(({ by, step }) => by === 'li' && step !== 'show');
      expect(mine.map(({ step }) => step)).toEqual(['accept', 'comment', 'start', 'complete']);
    }
    const taps = tasks.flatMap(({ history }) => history.filter(({ tappedAt }) => tappedAt !== null));
    const byHub = taps.toSorted((a, b) => a.at.localeCompare(b.at)).map(({ tappedAt }) => tappedAt);
    expect(byHub).toHaveLength(20);
    expect(byHub).toEqual(byHub.toSorted());
    expect(lost).toBeGreaterThan(20);
  });

  test('what waits for more than two minutes is said in red', async () => {
    await guestAsks('1203', 'cleaning');
    const { page, device } = await hotel.open('li', phone);
    const card = cardOf(page, '1203: Cleaning');
    await card.waitFor();
    await device.setOffline(true);
    await press(card, "I'll take it");
    await page.getByText('Waiting to send (1)', { exact: true }).waitFor();
    await page.clock.setSystemTime(Date.now() + 125_000);
    await page.locator('.waiting-line.is-long').waitFor();
    await device.setOffline(false);
    await page.locator('.waiting-line').waitFor({ state: 'detached' });
  });

  test('a tap is taken back for ten seconds, and both stand in the history', async () => {
    const task = await guestAsks('1203', 'housekeeping');
    const { page } = await hotel.open('li', phone);
    const card = cardOf(page, '1203: Make up the room');
    await press(card, "I'll take it");
    await page.getByText('1203: taken').waitFor();
    await press(page, 'Undo');
    await card.getByRole('button', { name: "I'll take it" }).waitFor();
    await stepsAre(task, ['accept', 'undo']);
    await press(card, "I'll take it");
    await press(card, 'Start');
    await press(card, 'Done');
    await press(page, 'Undo');
    await card.getByRole('button', { name: 'Done', exact: true }).waitFor();
    await stepsAre(task, ['accept', 'undo', 'accept', 'start', 'complete', 'undo']);
    expect((await taskNow(task)).state).toBe('started');
  });

  test('what cannot be done now waits with its reason, the deadline runs on, and the limit is said', async () => {
    const task = await guestAsks('1204', 'water');
    const { page } = await hotel.open('li', phone);
    const card = cardOf(page, '1204: Drinking water');
    const start = await openSheet(page, '1204: Drinking water');
    await press(start, 'Start now (takes it too)');
    await card.getByRole('button', { name: 'Done', exact: true }).waitFor();
    const sheet = await openSheet(page, '1204: Drinking water');
    await sheet.getByText('Can’t now').click();
    await sheet.getByRole('radio', { name: 'Guest is in the shower' }).check();
    await sheet.getByText(/^It comes back at \d\d:\d\d at the latest/).waitFor();
    await press(sheet, '+1 h');
    await card.getByText('Put off').waitFor();
    await card.getByText('Guest is in the shower').waitFor();
    await card.getByText(/^until \d\d:\d\d$/).waitFor();
    await card.getByText(/left$/).waitFor();
    await stepsAre(task, ['start', 'hold']);
    const held = await taskNow(task);
    expect(held.history.at(-1)).toMatchObject({ step: 'hold', note: 'guest-in-shower' });
    expect(Date.parse(held.heldUntil ?? '')).toBeLessThan(Date.now() + 16 * 60_000);
  });

  test('whether one may go in is said of this moment, and do not disturb goes last', async () => {
    const say = (at: number, occupied: boolean) =>
      panel.publishAsync(
        'hub/demo/rc-1204/telemetry',
        JSON.stringify({ at, temperature: 22, setpoint: 22, occupied }),
        { qos: 1 },
      );
    await guestAsks('1204', 'pillow');
    const at = async (words: string) => {
      const { page, device } = await hotel.open('li', phone);
      await cardOf(page, '1204: Pillow').getByText(words).waitFor();
      await device.close();
    };
    await say(Date.now() - 30 * 60_000, true);
    await at('Guest in: knock first');
    await say(Date.now() - 12 * 60_000, false);
    await say(Date.now(), false);
    await at('Guest out 12 min');
    const sign = { id: 'dnd', at: Date.now(), type: 'scene', scene: 'do-not-disturb' };
    await panel.publishAsync('hub/demo/rc-1204/event', JSON.stringify(sign), { qos: 1 });
    await at('Do not disturb: last');
    const manager = await hotel.open('chen', phone, '/tasks');
    await cardOf(manager.page, '1204: Pillow').first().waitFor();
    expect(await manager.page.getByText('Do not disturb').count()).toBe(0);
  });

  test('a phrase reads right in another language, one’s own words say which they are in', async () => {
    await guestAsks('1203', 'tea');
    const { page } = await hotel.open('li', { ...phone, language: 'zh-CN' });
    const sheet = await openSheetIn(page, '1203: 茶', '1203 的更多操作');
    await sheet.getByText('备注', { exact: true }).click();
    await sheet.getByRole('button', { name: '客人在休息' }).click();
    const again = await openSheetIn(page, '1203: 茶', '1203 的更多操作');
    await again.getByText('备注', { exact: true }).first().click();
    await again.getByLabel('自己写').fill('门打不开');
    await again.getByRole('button', { name: '添加' }).click();
    const other = await hotel.open('li', phone);
    const history = await openSheet(other.page, '1203: Tea');
    await history.getByText('Guest is asleep').last().waitFor();
    await history.locator('em[lang="zh-Hans"]', { hasText: '门打不开 (中文)' }).waitFor();
  });

  async function openSheetIn(page: Page, name: string, more: string): Promise<Locator> {
    await page.getByRole('article', { name, exact: true }).getByRole('button', { name: more }).click();
    return page.getByRole('dialog');
  }

  test('a photo taken without a signal is small, without its place, and there when the signal is', async () => {
    const task = await guestAsks('1203', 'smell');
    const { page, device } = await hotel.open('li', phone);
    await cardOf(page, '1203: Bad smell').waitFor();
    const sheet = await openSheet(page, '1203: Bad smell');
    await sheet.getByText('No people, no belongings.').waitFor();
    await device.setOffline(true);
    const file = { name: 'IMG_1.png', mimeType: 'image/png', buffer: await noisyPicture(page) };
    expect(file.buffer.length).toBeGreaterThan(1_000_000);
    await sheet.locator('input[type=file]').setInputFiles(file);
    await sheet.getByText('1 photo waiting to be sent').waitFor();
    await device.setOffline(false);
    const { photos } = await eventually(
      () => taskNow(task),
      (now) => now.photos?.length === 1,
    );
    const shown = sheet.getByRole('img', { name: /^Photo 1 by li/ });
    await shown.waitFor();
    const bytes = await page.evaluate(
      async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())],
      `/api/v1/tasks/${task}/photos/${photos?.[0]?.id}`,
    );
    expect(bytes.length).toBeLessThanOrEqual(300 * 1024);
    // Noise spells any word once in a while: what a camera tells stands before the first scan.
    const picture = Buffer.from(bytes);
    const head = picture.subarray(0, picture.indexOf(startOfScan));
    expect(head.length).toBeGreaterThan(100);
    expect(head.includes('Exif')).toBe(false);
    const size = () => shown.evaluate((img: HTMLImageElement) => Math.max(img.naturalWidth, img.naturalHeight));
    expect(await eventually(size, (side) => side > 0)).toBeLessThanOrEqual(1600);
  });

  test('what was mended asks for what came of it; what was brought does not', async () => {
    const task = await guestAsks('1203', 'repair');
    const { page } = await hotel.open('li', phone);
    const card = cardOf(page, '1203: Repair');
    await press(card, "I'll take it");
    await press(card, 'Start');
    await press(card, 'Done');
    await press(page.getByRole('dialog'), 'Handed over to engineering');
    await stepsAre(task, ['accept', 'start', 'complete']);
    expect((await taskNow(task)).history.find(({ step }) => step === 'complete')?.note).toBe('handed-over');
    await page.getByRole('tab', { name: /^Done/ }).click();
    await cardOf(page, '1203: Repair').getByText('Verified').waitFor();
    await page.getByText('Usually finished in').waitFor();
  });

  test('rows stay under the thumb, and new ones wait behind a button', async () => {
    await guestAsks('1203', 'noise');
    const { page } = await hotel.open('li', phone);
    const card = cardOf(page, '1203: Noise');
    await card.waitFor();
    const touching = setInterval(() => void page.mouse.wheel(0, 1).catch(() => undefined), 200);
    try {
      await eventually(
        () => page.evaluate(() => document.querySelector('.new-rows') === null),
        (calm) => calm,
      );
      await page.mouse.wheel(0, 1);
      await guestAsks('1203', 'leak');
      await page.getByRole('button', { name: '1 new' }).waitFor();
      expect(await cardOf(page, '1203: Water leak').count()).toBe(0);
    } finally {
      clearInterval(touching);
    }
    await cardOf(page, '1203: Water leak').waitFor();
    await page.getByRole('button', { name: '1 new' }).waitFor({ state: 'detached' });
  });

  test.each(['en', 'zh-CN', 'es'] as const)('all that a sheet offers, opened, has no fault in %s', async (language) => {
    await guestAsks('1204', `wish-${language}`);
    const { page } = await hotel.open('li', { ...phone, language });
    const card = cardOf(page, `1204: wish-${language}`);
    await card.locator('.primary').click();
    await card.locator('.card-foot .button').last().click();
    const sheet = page.getByRole('dialog');
    for (const fold of await sheet.locator('summary').all()) await fold.click();
    await sheet.getByRole('radio').first().check();
    const found: string[] = [];
    for (const [width, colorScheme] of [
      [320, 'light'],
      [360, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 740 });
      await page.emulateMedia({ colorScheme });
      found.push(...(await faultsOf(page, true)).map((fault) => `${width} ${colorScheme}: ${fault}`));
    }
    expect(found).toEqual([]);
  });

  test('in Chinese the time stands beside the title, whatever the place is called', async () => {
    await hotel.hub.admin.call('PUT', '/spaces/c12', { kind: 'corridor', floor: '12' });
    await guestAsks('c12', 'lost-property');
    const { page } = await hotel.open('li', { ...phone, language: 'zh-CN' });
    const card = cardOf(page, '12 层走廊: 遗留物品');
    await card.waitFor();
    const [place, time] = [await card.locator('.card-space').boundingBox(), await card.locator('.timer').boundingBox()];
    expect(time?.y).toBeLessThan((place?.y ?? 0) + (place?.height ?? 0) / 2 + 10);
  });

  describe('by keys alone', () => {
    test('a task is taken, put off, begun, taken back and finished; something is reported', async () => {
      const task = await guestAsks('1203', 'lamp');
      const { page } = await hotel.open('li', { width: 360 });
      await cardOf(page, '1203: Light out').waitFor();
      const inCard = (name: string) => cardOf(page, '1203: Light out').getByRole('button', { name, exact: true });
      const inSheet = (name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });
      const enter = () => page.keyboard.press('Enter');

      await tabTo(page, inCard("I'll take it"));
      await enter();
      // The focus stays with the task, wherever its card goes.
      await inCard('Start').and(page.locator(':focus')).waitFor();
      await stepsAre(task, ['accept']);

      await tabTo(page, inCard('More on 1203'));
      await enter();
      await tabTo(page, page.getByRole('dialog').locator('summary').first());
      await enter();
      await tabTo(page, page.getByRole('dialog').getByRole('radio').first());
      await page.keyboard.press('Space');
      await tabTo(page, inSheet('+15 min'));
      await enter();
      await stepsAre(task, ['accept', 'hold']);

      await tabTo(page, inCard('Start'));
      await enter();
      await tabTo(page, page.getByRole('button', { name: 'Undo' }));
      await enter();
      await stepsAre(task, ['accept', 'hold', 'start', 'undo']);
      await tabTo(page, inCard('Start'));
      await enter();
      await inCard('Done').and(page.locator(':focus')).waitFor();
      await enter();
      await stepsAre(task, ['accept', 'hold', 'start', 'undo', 'start', 'complete']);

      await tabTo(page, page.getByRole('button', { name: 'Report' }));
      await enter();
      await tabTo(page, page.getByLabel('Room or place'));
      await page.keyboard.type('1204');
      await tabTo(page, inSheet('Send'));
      await enter();
      await cardOf(page, '1204: Towels').waitFor();
    });
  });
});

/** A picture that no phone takes: nothing in it is alike, so that it is as large as its pixels are many. */
async function noisyPicture(page: Page): Promise<Buffer> {
  const data = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 2400;
    canvas.height = 1200;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const pixels = context.createImageData(canvas.width, canvas.height);
    const atOnce = 65_536;
    for (let from = 0; from < pixels.data.length; from += atOnce) {
      pixels.data.set(crypto.getRandomValues(new Uint8Array(Math.min(atOnce, pixels.data.length - from))), from);
    }
    for (let alpha = 3; alpha < pixels.data.length; alpha += 4) pixels.data[alpha] = 255;
    context.putImageData(pixels, 0, 0);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return Buffer.from(data, 'base64');
}

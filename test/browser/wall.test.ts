// The wall, hung up with the link that an administrator made: what it says of work and of the hub, and that it comes back from
// everything by itself. Nobody ever touches it.
import { spawnSync } from 'node:child_process';
import { connectAsync } from 'mqtt';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser, openDevice, type Screen } from '../support/browser.ts';
import { type BuiltPages, buildPages } from '../support/built-pages.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { servePagesBeside } from '../support/pages-beside.ts';

const hung: Screen = { width: 1920 };
describeWith(['chromium'], 'the wall', () => {
  let pages: BuiltPages;
  let browser: Browser;
  let hub: HubProcess;
  beforeAll(async () => {
    [pages, browser, hub] = await Promise.all([buildPages(), launchBrowser(), startHubProcess()]);
    for (const space of ['1203', '1204']) {
      await hub.admin.addDevice({ id: `hw-${space}`, kind: 'hot-water-sensor', space, floor: '12', riser: 'r1' });
    }
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.remove();
    await pages?.remove();
  });

  async function hang(name: string, screen = hung, query = ''): Promise<{ page: Page; device: BrowserContext }> {
    const { token } = await hub.admin.post<{ token: string }>('/tokens', { name, role: 'wall' });
    const device = await openDevice(browser, screen);
    onTestFinished(() => device.close());
    await servePagesBeside(device, pages.folder);
    const page = await device.newPage();
    await page.goto(`${hub.http}/wall${query}#${token}`);
    await page.locator('.wall-foot li').first().waitFor();
    return { page, device };
  }

  let asked = 0;
  const askFor = async (space: string, request: string) => {
    asked += 1;
    await hub.admin.post('/requests', {
      id: `r${asked}`,
      space,
      request,
      channel: 'phone',
      note: 'Mr Smith, 2 please',
    });
  };
  const line = (page: Page, text: string) => page.locator('.wall-line', { hasText: text });

  test('says that nothing was heard, then shows a new task with who has it, and no word of the guest', async () => {
    const { page } = await hang('pantry-12');
    expect(await page.evaluate(() => location.hash)).toBe('');
    await page.getByText('No device is heard').waitFor();

    await askFor('1203', 'towels');
    await line(page, '1203').getByText('Towels').waitFor();
    await line(page, '1203').getByText('nobody yet').waitFor();
    expect(await page.content()).not.toContain('Smith');

    const [task] = await hub.admin.list<{ id: string; version: number }>('/tasks?space=1203');
    await hub.admin.post(`/tasks/${task?.id}/accept`, { version: task?.version });
    await line(page, '1203').waitFor({ state: 'detached' });
    await page.getByText('1 in hand').waitFor();
  });

  test('calls a corridor that has no name by its floor', async () => {
    await hub.admin.call('PUT', '/spaces/corridor-14', { kind: 'corridor', floor: '14' });
    await askFor('corridor-14', 'water');
    const { page } = await hang('pantry-18');
    await line(page, 'Corridor, floor 14').getByText('Drinking water').waitFor();
    const [task] = await hub.admin.list<{ id: string; version: number }>('/tasks?space=corridor-14');
    await hub.admin.post(`/tasks/${task?.id}/accept`, { version: task?.version });
  });

  test('its token reads the wall, and nothing else of the house', async () => {
    const { token } = await hub.admin.post<{ token: string }>('/tokens', { name: 'curious', role: 'wall' });
    const ask = (method: string, path: string) =>
      fetch(`${hub.http}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}` } });
    expect((await ask('GET', '/wall')).status).toBe(200);
    for (const path of ['/tasks', '/stays', '/devices', '/touchpoints', '/stream', '/users', '/spaces']) {
      expect((await ask('GET', path)).status, path).toBe(403);
    }
    expect((await ask('POST', '/requests')).status).toBe(403);
  });

  test('a disk that takes no more stands on it at once, over work that it still shows, and goes by itself', async ({
    skip,
  }) => {
    if (spawnSync('prlimit', ['--version']).status !== 0)
      return skip('prlimit is missing: a disk cannot be made to fail');
    const { page } = await hang('pantry-13');
    await askFor('1204', 'pillow');
    await line(page, 'Pillow').waitFor();
    const limitFiles = (bytes: string) =>
      spawnSync('prlimit', ['--pid', String(hub.pid()), `--fsize=${bytes}:unlimited`]);
    onTestFinished(() => void limitFiles('unlimited'));

    limitFiles('0');
    const band = page.locator('.wall-band.is-fault', { hasText: 'cannot write to its disk' });
    await band.waitFor();
    await line(page, 'Pillow').waitFor();

    limitFiles('unlimited');
    await band.waitFor({ state: 'detached' });
  });

  test('a hub that dies is said with its hour, and shown again when it is back', async () => {
    const { page } = await hang('pantry-14');
    await hub.kill();
    await page.locator('.pill', { hasText: 'Reconnecting' }).waitFor();
    await page.locator('.wall-band.is-offline', { hasText: 'No word from the hub since' }).waitFor();
    expect(await page.locator('.wall.is-stale').count()).toBe(1);

    await hub.start();
    await page.locator('.pill', { hasText: 'Live' }).waitFor();
    await page.locator('.wall-band.is-offline').waitFor({ state: 'detached' });
  });

  test('a lost network is got over without hands', async () => {
    const { page, device } = await hang('pantry-15');
    await device.setOffline(true);
    await page.locator('.wall-band.is-offline').waitFor();
    await device.setOffline(false);
    await page.locator('.pill', { hasText: 'Live' }).waitFor();
  });

  test('a screen whose token is taken back shows nothing of the house any more, and says who lets it in again', async () => {
    await askFor('1203', 'blanket');
    const { page } = await hang('stolen');
    await line(page, 'Blanket').waitFor();
    await hub.admin.call('DELETE', '/tokens/stolen');
    await page.getByText('This screen was signed out.').waitFor();
    await page.getByText('An administrator can let it in again').waitFor();
    expect(await page.locator('.wall-line').count()).toBe(0);
    expect(await page.getByText(/Reconnecting|Offline|No word from the hub/).count(), 'the network is well').toBe(0);
  });

  test('a task that nobody hears of is said in words, not by its colour alone', async () => {
    const { page } = await hang('pantry-16');
    const staff = { name: 'li', role: 'housekeeping', password: 'a long password of staff' };
    await hub.admin.post('/users', staff);
    await fetch(`${hub.http}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: staff.name, password: staff.password }),
    });
    await askFor('1204', 'water');
    await page.locator('.wall-band', { hasText: 'No phone is listening: Housekeeping' }).waitFor();
  });

  test('a miss of hot water is there for whoever passes', async () => {
    const { page } = await hang('pantry-17');
    const { password } = await hub.admin.addDevice({ id: 'hw-1301', kind: 'hot-water-sensor', space: '1301' });
    const sensor = await connectAsync(hub.mqtt, { clientId: 'hw-1301', username: 'hw-1301', password });
    onTestFinished(() => sensor.endAsync());
    const beganAt = Date.now() - 60_000;
    for (let s = 0; s < 30; s++) {
      const sample = { at: beganAt + s * 1000, temperature: 20.4 + (s % 2) / 10, flow: s < 24 ? 8 : 0 };
      await sensor.publishAsync('hub/demo/hw-1301/telemetry', JSON.stringify(sample), { qos: 1 });
    }
    await line(page, '1301').getByText('Hot water slow').waitFor();
  });

  test('no more stands on it than it has room for, what has none is counted, and with room again it is back', async () => {
    await hub.admin.call('PUT', '/spaces/presidential-suite', {
      kind: 'room',
      floor: '21',
      name: 'Suite Presidencial Norte',
    });
    for (let n = 0; n < 9; n++) await askFor('presidential-suite', `request-of-many-words-${n}`);
    const { page } = await hang('pantry-21', hung, '?language=es');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.reload();
    await line(page, 'Suite Presidencial').first().waitFor();
    const { count } = (await hub.admin.get<{ work: { fresh: { count: number } } }>('/wall')).work.fresh;
    const shown = await page.locator('.wall-line').count();
    expect(shown).toBeGreaterThan(1);
    await page.getByText(`y ${count - shown} más`).waitFor();
    expect(await page.locator('.wall').evaluate((wall: HTMLElement) => wall.offsetHeight - window.innerHeight)).toBe(0);

    await page.setViewportSize({ width: 1920, height: 640 });
    await eventually(
      () => page.locator('.wall-line').count(),
      (left) => left < shown,
    );
    await page.setViewportSize({ width: 1920, height: 1080 });
    await eventually(
      () => page.locator('.wall-line').count(),
      (back) => back === shown,
    );

    await page.setViewportSize({ width: 1080, height: 1920 });
    await page.reload();
    await line(page, 'Suite Presidencial').first().waitFor();
    expect(await page.locator('.wall-line').count(), 'upright it holds more').toBeGreaterThan(shown + 3);
    expect(await page.locator('.wall').evaluate((wall: HTMLElement) => wall.offsetHeight - window.innerHeight)).toBe(0);
  });

  test.each([
    ['en', 'New'],
    ['zh-Hans', '新任务'],
    ['es', 'Nuevas'],
  ])('in %s, as its link says, large enough for four metres', async (language, word) => {
    await askFor('1204', 'luggage');
    const { page } = await hang(`in-${language}`, hung, `?language=${language}`);
    await page.getByRole('heading', { name: word }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('.wall-place, .wall-what, .wall-who, .wall-time, .wall-band, h2')]
        .filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < innerWidth * 0.0295)
        .map((one) => one.className || one.tagName),
    );
    expect(small).toEqual([]);
    const [ground, ink] = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      return [backgroundColor, color];
    });
    expect([ground, ink]).toEqual(['rgb(16, 19, 24)', 'rgb(232, 236, 241)']);
  });
});

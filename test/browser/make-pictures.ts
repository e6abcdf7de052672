// Makes the README's pictures, docs/pictures/*.png, from a demonstration of its own: `node test/browser/make-pictures.ts`.
// Real pages of a real hub in a real Chromium; run it after a change that shows, and look at what it made.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchBrowser, openDevice, type Screen, signInOn } from '../support/browser.ts';

interface Picture {
  readonly name: string;
  readonly user: 'housekeeping' | 'front-desk' | 'engineer' | 'manager';
  readonly path: string;
  readonly screen: Screen;
  /** Resolves when there is something worth a picture. */
  prepare(page: Page): Promise<unknown>;
}

const desk = { width: 1280 } as const;
const phone = { width: 360 } as const;

const pictures: readonly Picture[] = [
  {
    name: 'curve-of-a-draw',
    user: 'engineer',
    path: '/engineering?view=draws&outcome=missed',
    screen: desk,
    async prepare(page) {
      await page
        .locator('.draws tbody tr')
        .filter({ has: page.locator('td:nth-child(4)', { hasText: /\d/ }) })
        .locator('a')
        .first()
        .click();
      await page.locator('.curve-crossing').waitFor();
    },
  },
  {
    name: 'house',
    user: 'engineer',
    path: '/engineering',
    screen: { ...desk, dark: true },
    prepare: (page) => page.locator('.cell.is-fault').first().waitFor(),
  },
  {
    name: 'tasks-zh',
    user: 'front-desk',
    path: '/tasks',
    screen: { ...phone, language: 'zh-CN' },
    prepare: (page) => page.locator('.card').first().waitFor(),
  },
  {
    name: 'tasks',
    user: 'housekeeping',
    path: '/tasks',
    screen: phone,
    prepare: (page) => page.locator('.card').first().waitFor(),
  },
  {
    name: 'promises',
    user: 'manager',
    path: '/compliance?days=1',
    screen: desk,
    prepare: (page) => page.locator('.promise-table .rate-point').first().waitFor(),
  },
  {
    name: 'stays',
    user: 'front-desk',
    path: '/stays',
    screen: desk,
    prepare: (page) => page.locator('.strip-cell.is-ok').first().waitFor(),
  },
  {
    name: 'stays-zh',
    user: 'front-desk',
    path: '/stays',
    screen: { ...phone, language: 'zh-CN' },
    prepare: (page) => page.locator('.strip-cell.is-ok').first().waitFor(),
  },
];

/** How long the hotel lives before the first picture: a few dozen draws. */
const livedMs = Number(process.argv[2] ?? 240) * 1000;
/** Names with commas; all where none is given. */
const wanted = process.argv[3]?.split(',');

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'docs/pictures');
const dataDir = mkdtempSync(join(tmpdir(), 'pictures-'));
const demo = spawn(process.execPath, [join(root, 'gateway/demo.ts')], {
  env: { ...process.env, HUB_DATA_DIR: dataDir, HUB_HTTP_PORT: '0', HUB_MQTT_PORT: '0', HUB_LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = once(demo, 'exit');
const browser = await launchBrowser();
try {
  const url = await addressOf();
  const { people } = JSON.parse(readFileSync(join(dataDir, 'demo-keys.json'), 'utf8')) as {
    people: Record<string, string>;
  };
  process.stdout.write(`The hotel lives for ${livedMs / 1000} s …\n`);
  await new Promise((resolve) => setTimeout(resolve, livedMs));
  mkdirSync(folder, { recursive: true });
  for (const { name, user, path, screen, prepare } of pictures) {
    if (wanted !== undefined && !wanted.includes(name)) continue;
    const device = await openDevice(browser, screen);
    const page = await device.newPage();
    await signInOn(page, url, user, people[user] ?? '', path);
    await prepare(page);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}.png`), scale: screen.width < 760 ? 'device' : 'css' });
    process.stdout.write(`docs/pictures/${name}.png\n`);
    await device.close();
  }
} finally {
  await browser.close();
  demo.kill('SIGTERM');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}

/** From the demonstration's line of readiness. */
async function addressOf(): Promise<string> {
  for await (const line of createInterface({ input: demo.stdout })) {
    if (line.startsWith('{"ready":true')) return (JSON.parse(line) as { http: string }).http;
  }
  throw new Error('The demonstration ended before it was ready.');
}

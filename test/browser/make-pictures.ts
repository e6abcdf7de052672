// Makes the README's pictures, docs/pictures/*.png, from a demonstration of its own: `node test/browser/make-pictures.ts`.
// Real pages of a real hub in a real Chromium; run it after a change that shows, and look at what it made.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchBrowser, openDevice, type Screen, signInOn } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';

interface Picture {
  readonly name: string;
  readonly user: 'housekeeping' | 'front-desk' | 'engineer' | 'manager';
  /** Where it is taken, or how to find that out; undefined while there is nothing to show yet. */
  readonly path: string | ((page: Page) => Promise<string | undefined>);
  readonly screen: Screen;
}

const desk = { width: 1280 } as const;
const phone = { width: 360 } as const;

const pictures: readonly Picture[] = [
  { name: 'curve-of-a-draw', user: 'engineer', path: slowDraw, screen: desk },
  { name: 'house', user: 'engineer', path: '/engineering', screen: { ...desk, dark: true } },
  { name: 'tasks-zh', user: 'front-desk', path: '/tasks', screen: { ...phone, language: 'zh-CN' } },
  { name: 'tasks', user: 'housekeeping', path: '/tasks', screen: phone },
  { name: 'shift', user: 'manager', path: '/tasks?view=shift', screen: desk },
  { name: 'promises', user: 'manager', path: '/compliance?days=1', screen: desk },
  { name: 'month', user: 'manager', path: thisMonth, screen: desk },
  { name: 'stays', user: 'front-desk', path: '/stays', screen: desk },
  { name: 'stays-zh', user: 'front-desk', path: '/stays', screen: { ...phone, language: 'zh-CN' } },
  { name: 'wall-es', user: 'manager', path: '/wall?language=es', screen: { ...desk, language: 'es' } },
];

/** A draw that failed: one that crossed its target too late where there is one, for both lines and the crossing. */
async function slowDraw(page: Page): Promise<string | undefined> {
  const id = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/draws?outcome=missed&limit=200');
    const { items } = (await answer.json()) as { items: { id: string; seconds: number | null; censored: boolean }[] };
    return (items.find(({ seconds, censored }) => seconds !== null && !censored) ?? items[0])?.id;
  });
  return id && `/engineering?draw=${encodeURIComponent(id)}`;
}

async function thisMonth(): Promise<string> {
  return `/compliance?report=${new Date().toISOString().slice(0, 7)}`;
}

/** All that a page was waiting for is there, and stays there: parts that are loaded later announce themselves a moment later. */
async function settle(page: Page): Promise<void> {
  const isLoaded = () =>
    document.querySelector('.skeleton, .opening, [aria-busy=true]') === null &&
    (document.querySelector('main')?.textContent.length ?? 0) > 120;
  await page.locator('main').waitFor();
  do {
    await page.waitForFunction(isLoaded);
    await page.waitForTimeout(quietMs);
  } while (!(await page.evaluate(isLoaded)));
  await page.evaluate(() => document.fonts.ready);
}
const quietMs = 1_500;

/** A page of the repository is read on phones too, bytes. */
const mostBytes = 150 * 1024;
const patienceMs = 180_000;

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
  const failed: string[] = [];
  for (const picture of pictures) {
    if (wanted !== undefined && !wanted.includes(picture.name)) continue;
    try {
      await take(picture, url, people[picture.user] ?? '');
    } catch (error) {
      failed.push(`${picture.name}: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  if (failed.length > 0) {
    process.stderr.write(`Not made:\n${failed.join('\n')}\n`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  demo.kill('SIGTERM');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}

async function take({ name, user, path, screen }: Picture, url: string, password: string): Promise<void> {
  const device = await openDevice(browser, screen);
  try {
    const page = await device.newPage();
    await signInOn(page, url, user, password);
    if (screen.width === desk.width) await page.setViewportSize({ width: desk.width, height: 720 });
    await page.goto(url + (await pathOf(path, page)));
    await settle(page);
    const file = join(folder, `${name}.png`);
    await page.screenshot({ path: file, scale: screen.width < 760 ? 'device' : 'css' });
    const { size } = statSync(file);
    if (size > mostBytes) throw new Error(`has ${Math.round(size / 1024)} kB, expected at most ${mostBytes / 1024}`);
    process.stdout.write(`docs/pictures/${name}.png\n`);
  } finally {
    await device.close();
  }
}

/** @throws where the hotel has not come to it in time. */
async function pathOf(path: Picture['path'], page: Page): Promise<string> {
  if (typeof path === 'string') return path;
  return eventually(
    () => path(page),
    (found) => found !== undefined,
    patienceMs,
  ) as Promise<string>;
}

/** From the demonstration's line of readiness. */
async function addressOf(): Promise<string> {
  for await (const line of createInterface({ input: demo.stdout })) {
    if (line.startsWith('{"ready":true')) return (JSON.parse(line) as { http: string }).http;
  }
  throw new Error('The demonstration ended before it was ready.');
}

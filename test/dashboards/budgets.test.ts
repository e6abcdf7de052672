// What a cheap phone must fetch before it shows anything, gzipped, per page as it is built.
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltPages, buildPages } from '../support/built-pages.ts';

const kilobyte = 1024;
const budgets = [
  { page: 'index', scripts: 35 * kilobyte, areas: ['sign-in'] },
  { page: 'tasks', scripts: 35 * kilobyte, areas: ['work'] },
  { page: 'engineering', scripts: 45 * kilobyte, areas: ['work', 'engineering'] },
  { page: 'compliance', scripts: 45 * kilobyte, areas: ['promises'] },
  { page: 'stays', scripts: 45 * kilobyte, areas: ['promises'] },
  { page: 'ca', scripts: 35 * kilobyte, areas: ['install'] },
];
const stylesLimit = 8 * kilobyte;
const phrasesLimit = 8 * kilobyte;

let pages: BuiltPages;
beforeAll(async () => {
  pages = await buildPages();
});
afterAll(() => pages.remove());

const gzipped = (files: readonly string[]) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(pages.folder, file))).length, 0);

const html = (page: string) => readFileSync(join(pages.folder, `${page}.html`), 'utf8');

function fetched(page: string, ending: string): string[] {
  const named = html(page).matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g);
  return [...named].map(([, file]) => file as string).filter((file) => file.endsWith(ending));
}

describe.each(budgets)('$page', ({ page, scripts }) => {
  test('its scripts are within the budget', () => {
    const files = fetched(page, '.js');
    expect(files.length).toBeGreaterThan(0);
    expect(gzipped(files)).toBeLessThanOrEqual(scripts);
  });

  test('its styles are within the budget', () => {
    expect(gzipped(fetched(page, '.css'))).toBeLessThanOrEqual(stylesLimit);
  });

  test('nothing is inline, so that the hub’s policy holds, and nothing comes from elsewhere', () => {
    expect(html(page)).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=/);
    expect(html(page)).not.toMatch(/https?:\/\//);
  });
});

test('every file lies there packed too, smaller than it is', async () => {
  const files = await readdir(join(pages.folder, 'assets'));
  const sizeOf = (file: string) => readFileSync(join(pages.folder, 'assets', file)).length;
  const long = files.filter((file) => /\.(js|css)$/.test(file) && sizeOf(file) > kilobyte);
  expect(long.length).toBeGreaterThan(20);
  for (const file of long) {
    expect(sizeOf(`${file}.gz`)).toBeLessThan(sizeOf(file));
    expect(sizeOf(`${file}.br`)).toBeLessThan(sizeOf(`${file}.gz`));
  }
});

test('the chart of a device’s history is fetched when it is opened, within a budget of its own', async () => {
  const files = await readdir(join(pages.folder, 'assets'));
  const chart = files.filter((file) => /^history-plot-.*\.(js|css)$/.test(file)).map((file) => `assets/${file}`);
  expect(chart.map((file) => file.replace(/.*\./, '')).sort()).toEqual(['css', 'js']);
  expect(gzipped(chart)).toBeLessThanOrEqual(25 * kilobyte);
  expect(html('engineering')).not.toContain('history-plot');
});

describe.each(['zh-Hans', 'en', 'es'])('the phrases in %s', (language) => {
  test.each(budgets)('of $page are within the budget, and loaded alone', async ({ page, areas }) => {
    const files = await readdir(join(pages.folder, 'assets'));
    const named = ['all', ...areas].map((area) =>
      files.find((file) => file.startsWith(`phrases-${area}-${language}-`) && file.endsWith('.js')),
    );
    expect(named).not.toContain(undefined);
    expect(gzipped(named.map((file) => `assets/${file}`))).toBeLessThanOrEqual(phrasesLimit);
    expect(html(page)).not.toContain('phrases-');
  });
});

// How housekeeping's page opens on a phone that has never seen it, over a network whose every answer takes its time: counted are the
// answers that wait for one another, the files and the bytes, not the time.
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openDevice, phone } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

/** Long beside what a call takes on this machine, so that what was sent after an answer was sent because of it, ms. */
const latency = 700;
/** A machine that does much else can send a first question late, which looks like one that waited for an answer; never the other way. */
const openings = 3;

interface Asked {
  readonly path: string;
  readonly sentAt: number;
  answeredAt: number;
  packing: string | undefined;
}

describeWith(['chromium'], 'housekeeping’s page opens for the first time', () => {
  let hotel: StaffedHotel;
  beforeAll(async () => {
    hotel = await openStaffedHotel();
    await hotel.hub.admin.post('/requests', { id: 'r-1', space: '1203', request: 'towels', channel: 'phone' });
  });
  afterAll(() => hotel?.close());

  /** A device that has nothing of the hub but the cookie of its person. */
  async function openSlowly(): Promise<{ page: Page; asked: readonly Asked[] }> {
    const { device: first } = await hotel.open('li', phone);
    const device = await openDevice(hotel.browser, phone, await first.storageState());
    onTestFinished(() => device.close());
    const page = await device.newPage();
    const cdp = await device.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    return { page, asked: record(cdp) };
  }

  test('its list is there after three answers in a row: page, files with first questions, words', async () => {
    let fewest = { levels: Number.POSITIVE_INFINITY, files: Number.POSITIVE_INFINITY };
    for (let opening = 0; opening < openings && fewest.levels > 3; opening += 1) {
      const { page, asked } = await openSlowly();
      await page.goto(`${hotel.hub.http}/tasks`, { waitUntil: 'commit' });
      await page.getByRole('article', { name: '1203: Towels' }).waitFor();
      const needed = asked.filter(({ answeredAt }) => answeredAt < Number.POSITIVE_INFINITY);
      const levels = Math.max(...levelsOf(needed));
      const files = needed.filter(({ path }) => path.startsWith('/assets/')).length;
      if (levels < fewest.levels) fewest = { levels, files };
    }
    expect(fewest.levels).toBe(3);
    expect(fewest.files).toBeLessThanOrEqual(9);
  });

  test('nothing is asked for twice, and what is long comes packed', async () => {
    const { page, asked } = await openSlowly();
    await page.goto(`${hotel.hub.http}/tasks`, { waitUntil: 'commit' });
    await page.locator('.pill.is-ok').waitFor();
    await eventually(async () => asked.some(({ path }) => path.includes('phrases-task-sheet')), Boolean);
    const paths = asked.map(({ path }) => path).sort();
    expect(paths).toEqual([...new Set(paths)]);
    const files = asked.filter(
      ({ path, answeredAt }) => /\.(js|css)$/.test(path) && answeredAt < Number.POSITIVE_INFINITY,
    );
    expect(files.filter(({ packing }) => packing !== 'br' && packing !== 'gzip')).toEqual([]);
  });

  test('it is painted before any file of it is there', async () => {
    const { page, asked } = await openSlowly();
    await page.goto(`${hotel.hub.http}/tasks`, { waitUntil: 'commit' });
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    expect(asked.filter(({ path, answeredAt }) => path !== '/tasks' && answeredAt < Number.POSITIVE_INFINITY)).toEqual(
      [],
    );
  });

  test('what happens between its list and its stream is on the page', async () => {
    const { page } = await openSlowly();
    let happened: Promise<unknown> | undefined;
    await page.route(/\/api\/v1\/stream\?/, async (route) => {
      happened ??= hotel.hub.admin.post('/requests', { id: 'r-2', space: '1204', request: 'water', channel: 'phone' });
      await happened;
      await route.continue();
    });
    await page.goto(`${hotel.hub.http}/tasks`);
    await page.getByRole('article', { name: '1203: Towels' }).waitFor();
    await page.getByText('1204').first().waitFor();
  });
});

function record(cdp: CDPSession): readonly Asked[] {
  const byId = new Map<string, Asked>();
  const asked: Asked[] = [];
  cdp.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
    const { pathname, search } = new URL(request.url);
    if (request.method !== 'GET') return;
    const one = {
      path: pathname + search,
      sentAt: timestamp,
      answeredAt: Number.POSITIVE_INFINITY,
      packing: undefined,
    };
    byId.set(requestId, one);
    asked.push(one);
  });
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    const one = byId.get(requestId);
    if (one !== undefined) one.packing = response.headers['content-encoding'];
  });
  cdp.on('Network.loadingFinished', ({ requestId, timestamp }) => {
    const one = byId.get(requestId);
    if (one !== undefined) one.answeredAt = timestamp;
  });
  return asked;
}

/** The page is on the first level; what was sent after an answer of one level is on the next. */
function levelsOf(asked: readonly Asked[]): readonly number[] {
  const levels: number[] = [];
  asked.forEach(({ sentAt }, nth) => {
    const before = asked.map((one, n) => (one.answeredAt <= sentAt ? (levels[n] ?? 0) : 0));
    levels[nth] = 1 + Math.max(0, ...before.slice(0, nth));
  });
  return levels;
}

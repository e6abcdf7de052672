// What every page holds after a shift: a house of 200 rooms lives eight hours as fast as the hub takes them, while each page is open
// in a real Chromium. The first hour fills the lists; heap and nodes are compared from then on.
import type { Page } from 'playwright-core';
import { desk, launchBrowser, openDevice, phone, signInOn } from '../../support/browser.ts';
import { buildPages } from '../../support/built-pages.ts';
import { openBusyHouse } from '../../support/busy-house.ts';
import { openScales } from '../../support/page-size.ts';
import { startHub, type TestHub } from '../../support/start-hub.ts';
import type { BenchmarkResult } from '../benchmark.ts';

export const title = 'Memory of the pages after eight hours of a house of 200 rooms';
export const isLong = true;

/** `BENCH_ROOMS=50` is over sooner. */
const rooms = Number(process.env['BENCH_ROOMS'] ?? 200);
const hours = 8;
const password = 'a long password of staff';
const mebibyte = 2 ** 20;
/** PAGES 4.7. */
const promised = { heapMiB: 5, nodesShare: 0.02 };
/** What pages ask again because of news they ask within three seconds, and tables move with the clock. */
const settlesMs = 6_000;

const opened = [
  ['housekeeping', 'li', 'housekeeping', '/tasks', phone],
  ['engineers', 'wang', 'engineer', '/engineering', desk],
  ['managers', 'chen', 'manager', '/compliance', desk],
  ['wall', 'chen', 'manager', '/wall', { width: 1920 }],
] as const;

export async function run(): Promise<BenchmarkResult> {
  const pages = await buildPages();
  const hub = await startHub({ pagesDir: pages.folder });
  const browser = await launchBrowser();
  const house = await openBusyHouse(hub, rooms, hours);
  try {
    await addStaff(hub);
    const scales = new Map<string, Awaited<ReturnType<typeof openScales>>>();
    for (const [name, person, , path, screen] of opened) {
      const page = await (await openDevice(browser, screen)).newPage();
      await signInOn(page, hub.http, person, password, path);
      if (name === 'engineers') await seesAll(page);
      scales.set(name, await openScales(page));
    }
    const weigh = async () => {
      await new Promise((resume) => setTimeout(resume, settlesMs));
      return new Map(await Promise.all([...scales].map(async ([name, scale]) => [name, await scale()] as const)));
    };
    await house.liveAnHour();
    const before = await weigh();
    const beganAt = performance.now();
    const told = { draws: 0, wishes: 0, cuts: 0 };
    for (let hour = 0; hour < hours; hour += 1) {
      const { draws, wishes, cuts } = await house.liveAnHour();
      told.draws += draws;
      told.wishes += wishes;
      told.cuts += cuts;
    }
    const tookS = (performance.now() - beganAt) / 1000;
    const after = await weigh();
    const rows: Record<string, Record<string, string | number>> = {};
    let met = true;
    for (const [name, was] of before) {
      const is = after.get(name)!;
      const grownMiB = (is.heapBytes - was.heapBytes) / mebibyte;
      const nodesShare = (is.nodes - was.nodes) / was.nodes;
      met &&= grownMiB <= promised.heapMiB && Math.abs(nodesShare) <= promised.nodesShare;
      rows[name] = {
        'heap before, MiB': (was.heapBytes / mebibyte).toFixed(1),
        'heap after': (is.heapBytes / mebibyte).toFixed(1),
        grown: grownMiB.toFixed(1),
        promised: promised.heapMiB,
        'nodes before': was.nodes,
        'nodes after': is.nodes,
        'change, %': (nodesShare * 100).toFixed(1),
        'promised, ±%': promised.nodesShare * 100,
      };
    }
    return {
      rows,
      remarks: [
        `${rooms} rooms, ${hours} hours in ${tookS.toFixed(0)} s: ${told.draws} draws, ${told.wishes} wishes of guests, ${told.cuts} connections cut and back`,
        'weighed after a forced collection of garbage; the hour before fills the lists',
      ],
      met,
    };
  } finally {
    await browser.close();
    await house.close();
    await hub.remove();
    await pages.remove();
  }
}

async function addStaff(hub: TestHub): Promise<void> {
  const people = new Map(opened.map(([, name, role]) => [name, role] as const));
  for (const [name, role] of people) await hub.admin.post('/users', { name, role, password });
}

const seesAll = (page: Page) =>
  page.waitForFunction((count) => document.querySelectorAll('.cell').length === count, rooms);

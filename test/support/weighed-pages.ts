// The four pages that stay open for a shift, each with its person on a device of its own, and what each holds in memory after
// everything that nobody needs any more was thrown away.
import type { Browser, CDPSession, Page } from 'playwright-core';
import { desk, openDevice, phone, signInOn } from './browser.ts';
import type { TestHub } from './start-hub.ts';

export interface PageWeight {
  readonly heapBytes: number;
  /** Of the document and what hangs beside it, seen or not. */
  readonly nodes: number;
}

export type Scale = () => Promise<PageWeight>;

const password = 'a long password of staff';
const opened = [
  ['housekeeping', 'li', 'housekeeping', '/tasks', phone],
  ['engineers', 'wang', 'engineer', '/engineering', desk],
  ['managers', 'chen', 'manager', '/compliance', desk],
  ['wall', 'zhao', 'manager', '/wall', { width: 1920 }],
] as const;

/** @returns how to weigh each page, by its name. */
export async function openWeighedPages(browser: Browser, hub: TestHub): Promise<ReadonlyMap<string, Scale>> {
  const scales = new Map<string, Scale>();
  for (const [name, person, role, path, screen] of opened) {
    await hub.admin.post('/users', { name: person, role, password });
    const page = await (await openDevice(browser, screen)).newPage();
    await signInOn(page, hub.http, person, password, path);
    scales.set(name, await scaleOf(page));
  }
  return scales;
}

/** All of them at once, by name. */
export async function weighAll(scales: ReadonlyMap<string, Scale>): Promise<ReadonlyMap<string, PageWeight>> {
  return new Map(await Promise.all([...scales].map(async ([name, scale]) => [name, await scale()] as const)));
}

/** Nodes are thrown away piece by piece in the background: so often in a row nothing more goes. */
const steadyRounds = 4;
const mostRounds = 40;

async function scaleOf(page: Page): Promise<Scale> {
  const developer: CDPSession = await page.context().newCDPSession(page);
  return async () => {
    let least: PageWeight = { heapBytes: Number.POSITIVE_INFINITY, nodes: Number.POSITIVE_INFINITY };
    for (let round = 0, steady = 0; round < mostRounds && steady < steadyRounds; round += 1) {
      await developer.send('HeapProfiler.collectGarbage');
      await page.evaluate(() => new Promise((resume) => requestIdleCallback(resume)));
      const { usedSize: heapBytes } = await developer.send('Runtime.getHeapUsage');
      const { nodes } = await developer.send('Memory.getDOMCounters');
      steady = nodes < least.nodes ? 0 : steady + 1;
      least = { heapBytes: Math.min(heapBytes, least.heapBytes), nodes: Math.min(nodes, least.nodes) };
    }
    return least;
  };
}

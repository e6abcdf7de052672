// The four pages that stay open for a shift, each with its person on a device of its own, and what each holds in memory after
// everything that nobody needs any more was thrown away.
import type { Browser, Page, Response } from 'playwright-core';
import { desk, openDevice, phone, signInOn } from './browser.ts';
import type { TestHub } from './start-hub.ts';

export interface PageWeight {
  readonly heapBytes: number;
  /** Of the document and what hangs beside it, seen or not. */
  readonly nodes: number;
}

export interface WeighedPages {
  /** All of them, each by its name, once the house is at rest on all of them. */
  weigh(): Promise<ReadonlyMap<string, PageWeight>>;
}

const password = 'a long password of staff';
const opened = [
  ['housekeeping', 'li', 'housekeeping', '/tasks', phone],
  ['engineers', 'wang', 'engineer', '/engineering', desk],
  ['managers', 'chen', 'manager', '/compliance', desk],
  ['wall', 'zhao', 'manager', '/wall', { width: 1920 }],
] as const;

export async function openWeighedPages(browser: Browser, hub: TestHub): Promise<WeighedPages> {
  const pages = new Map<string, Page>();
  for (const [name, person, role, path, screen] of opened) {
    await hub.admin.post('/users', { name: person, role, password });
    const page = await (await openDevice(browser, screen)).newPage();
    await signInOn(page, hub.http, person, password, path);
    pages.set(name, page);
  }
  return {
    async weigh() {
      await hasAskedAgain(pages.get('engineers')!);
      return new Map(await Promise.all([...pages].map(async ([name, page]) => [name, await weighPage(page)] as const)));
    },
  };
}

/**
 * Of all that is on a page what devices were last heard is told last: nobody streams it, the engineers' page asks for it every 20 s.
 * Until then a page may show a device as silent that spoke long ago.
 */
async function hasAskedAgain(engineers: Page): Promise<void> {
  const isAboutDevices = (answer: Response) => new URL(answer.url()).pathname.endsWith('/devices');
  await (await engineers.waitForResponse(isAboutDevices, { timeout: 60_000 })).finished();
}

/** Nodes are thrown away piece by piece in the background: so often in a row nothing more goes. */
const steadyRounds = 4;
const mostRounds = 40;

async function weighPage(page: Page): Promise<PageWeight> {
  const developer = await page.context().newCDPSession(page);
  let least: PageWeight = { heapBytes: Number.POSITIVE_INFINITY, nodes: Number.POSITIVE_INFINITY };
  for (let round = 0, steady = 0; round < mostRounds && steady < steadyRounds; round += 1) {
    await developer.send('HeapProfiler.collectGarbage');
    await page.evaluate(() => new Promise((resume) => requestIdleCallback(resume)));
    const { usedSize: heapBytes } = await developer.send('Runtime.getHeapUsage');
    const { nodes } = await developer.send('Memory.getDOMCounters');
    steady = nodes < least.nodes ? 0 : steady + 1;
    least = { heapBytes: Math.min(heapBytes, least.heapBytes), nodes: Math.min(nodes, least.nodes) };
  }
  await developer.detach();
  return least;
}

// What every page holds after a shift: a house lives eight hours as fast as the hub takes them, while each page is open in a real
// Chromium. The two hours before fill the lists; heap and nodes are compared from then on.
import { launchBrowser } from '../../support/browser.ts';
import { buildPages } from '../../support/built-pages.ts';
import { openBusyHouse } from '../../support/busy-house.ts';
import { startHub } from '../../support/start-hub.ts';
import { openWeighedPages, type PageWeight } from '../../support/weighed-pages.ts';
import type { BenchmarkResult } from '../benchmark.ts';

export const title = 'Memory of the pages after eight hours of a house';
export const isLong = true;

/** `BENCH_ROOMS=50` is over sooner. */
const rooms = Number(process.env['BENCH_ROOMS'] ?? 200);
const hours = 8;
const fillingHours = 2;
const mebibyte = 2 ** 20;
/** PAGES 4.7. */
const promised = { heapMiB: 5, nodesPercent: 2 };

export async function run(): Promise<BenchmarkResult> {
  const pages = await buildPages();
  const hub = await startHub({ pagesDir: pages.folder });
  const browser = await launchBrowser();
  const house = await openBusyHouse(hub, rooms, hours + fillingHours);
  try {
    const opened = await openWeighedPages(browser, hub);
    for (let hour = 0; hour < fillingHours; hour += 1) await house.liveAnHour();
    const before = await opened.weigh();
    const beganAt = performance.now();
    const told = { draws: 0, wishes: 0, cuts: 0 };
    for (let hour = 0; hour < hours; hour += 1) {
      const { draws, wishes, cuts } = await house.liveAnHour();
      told.draws += draws;
      told.wishes += wishes;
      told.cuts += cuts;
    }
    const tookS = Math.round((performance.now() - beganAt) / 1000);
    const after = await opened.weigh();
    const compared = [...before].map(([name, was]) => [name, compare(was, after.get(name)!)] as const);
    return {
      rows: Object.fromEntries(compared.map(([name, { row }]) => [name, row])),
      remarks: [
        `${rooms} rooms, ${hours} hours in ${tookS} s: ${told.draws} draws, ${told.wishes} wishes of guests, ${told.cuts} connections cut and back`,
        'weighed after a forced collection of garbage',
      ],
      met: compared.every(([, { isKept }]) => isKept),
    };
  } finally {
    await browser.close();
    await house.close();
    await hub.remove();
    await pages.remove();
  }
}

function compare(was: PageWeight, is: PageWeight) {
  const inMiB = (bytes: number) => (bytes / mebibyte).toFixed(1);
  const grownBytes = is.heapBytes - was.heapBytes;
  const nodesPercent = (100 * (is.nodes - was.nodes)) / was.nodes;
  return {
    isKept: grownBytes <= promised.heapMiB * mebibyte && Math.abs(nodesPercent) <= promised.nodesPercent,
    row: {
      'heap before, MiB': inMiB(was.heapBytes),
      after: inMiB(is.heapBytes),
      grown: inMiB(grownBytes),
      promised: promised.heapMiB,
      'nodes before': was.nodes,
      'nodes after': is.nodes,
      'change, %': nodesPercent.toFixed(1),
      'promised, ±%': promised.nodesPercent,
    },
  };
}

// `npm run bench`: the short benchmarks, all of them with `--long`, or those that are named; tables, and the machine that they were
// measured on.
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.ts';
import * as brokerProtection from './broker-protection.bench.ts';
import * as commitPath from './commit-path.bench.ts';
import * as delivery from './delivery.bench.ts';
import * as generator from './generator.bench.ts';
import * as connectedDevices from './growth/connected-devices.bench.ts';
import * as livePages from './growth/live-pages.bench.ts';
import * as managersPage from './growth/managers-page.bench.ts';
import * as openTasks from './growth/open-tasks.bench.ts';
import * as storedDraws from './growth/stored-draws.bench.ts';
import * as hostileCallers from './hostile-callers.bench.ts';
import * as mainThread from './main-thread.bench.ts';
import * as cleanBuild from './pages/clean-build.bench.ts';
import * as pageMemory from './pages/page-memory.bench.ts';
import * as roomGrid from './pages/room-grid.bench.ts';
import * as slowPhone from './pages/slow-phone.bench.ts';
import * as peers from './peers.bench.ts';
import * as stayEvents from './stay-events.bench.ts';
import * as throughput from './throughput.bench.ts';
import * as verdictLatency from './verdict-latency.bench.ts';

const benchmarks: Readonly<Record<string, Benchmark>> = {
  'commit-path': commitPath,
  generator,
  'hostile-callers': hostileCallers,
  'stay-events': stayEvents,
  throughput,
  'main-thread': mainThread,
  peers,
  'stored-draws': storedDraws,
  'connected-devices': connectedDevices,
  'open-tasks': openTasks,
  'live-pages': livePages,
  'managers-page': managersPage,
  'room-grid': roomGrid,
  'slow-phone': slowPhone,
  'page-memory': pageMemory,
  'clean-build': cleanBuild,
  'verdict-latency': verdictLatency,
  delivery,
  'broker-protection': brokerProtection,
};

const { values, positionals: named } = parseArgs({ allowPositionals: true, options: { long: { type: 'boolean' } } });
const unknown = named.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  process.stderr.write(`no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benchmarks).join(', ')}\n`);
  process.exit(2);
}

const [cpu] = cpus();
const memoryGiB = Math.round(totalmem() / 2 ** 30);
console.log(`${cpus().length} cores, ${cpu?.model ?? 'unknown CPU'}, ${memoryGiB} GiB, Node ${process.version}`);
console.log(`load average of the minute before: ${loadavg()[0]?.toFixed(1)}`);
for (const [name, { title, isLong = false, run }] of Object.entries(benchmarks)) {
  const isWanted = named.length > 0 ? named.includes(name) : values.long || !isLong;
  if (!isWanted) continue;
  console.log(`\n${name}: ${title}`);
  const { rows, remarks, met } = await run();
  console.table(rows);
  for (const remark of remarks) console.log(remark);
  if (!met) process.exitCode = 1;
}

// What honest callers wait while others send nonsense or guess passwords, and whether a refusal tells who has an account.
import { createRandom } from '../../devices/simulators/random.ts';
import { malformedCall } from '../faults/malformed-calls.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { describeLatency, type Latency } from '../support/latency.ts';
import { ended, openSocket } from '../support/raw-http.ts';
import type { BenchmarkResult } from './benchmark.ts';

export const title = 'honest callers beside malformed calls and guesses';

const calls = 1_000;
const guesses = 1_000;
const compared = 20;
const staffPassword = 'a long password of staff';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function attempt(hub: HubProcess, username: string, password: string, headers: Record<string, string> = {}) {
  return fetch(`${hub.http}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ username, password }),
  });
}

async function honestCalls(hub: HubProcess): Promise<Latency> {
  const waits: number[] = [];
  for (let call = 0; call < calls; call += 1) waits.push(await timed(() => hub.admin.get('/devices')));
  return describeLatency(waits);
}

/** Malformed calls, four at a time, until `isOver`. @returns how many. */
async function nonsense(hub: HubProcess, token: string, isOver: () => boolean): Promise<number> {
  const random = createRandom(1);
  let sent = 0;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (!isOver()) {
        const socket = openSocket(hub.http);
        const answer = ended(socket);
        socket.end(malformedCall(random, token));
        await answer;
        sent += 1;
      }
    }),
  );
  return sent;
}

async function duringNonsense(hub: HubProcess): Promise<{ readonly latency: Latency; readonly sent: number }> {
  const { token } = await hub.admin.post<{ token: string }>('/tokens', { name: 'fuzzer', role: 'admin' });
  let isOver = false;
  const sending = nonsense(hub, token, () => isOver);
  const latency = await honestCalls(hub);
  isOver = true;
  return { latency, sent: await sending };
}

/** In turn, so that both see the same minute of the machine; each address once, so that no try waits for another. */
async function refusals(hub: HubProcess): Promise<{ readonly known: Latency; readonly unknown: Latency }> {
  const refuse = (name: string, network: number, index: number) =>
    timed(() => attempt(hub, name, 'guess', { 'x-forwarded-for': `198.51.${network}.${index + 1}` }));
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let index = 0; index < compared; index += 1) {
    known.push(await refuse('li', 1, index));
    unknown.push(await refuse(`nobody-${index}`, 2, index));
  }
  return { known: describeLatency(known), unknown: describeLatency(unknown) };
}

export async function run(): Promise<BenchmarkResult> {
  // Honest callers are few here and call in a loop, which is what these two would stop.
  const hub = await startHubProcess({
    HUB_HTTP_CALLS_PER_MINUTE: '1000000',
    HUB_HTTP_CALLS_PER_MINUTE_PER_ADDRESS: '10000000',
  });
  try {
    await hub.admin.post('/users', { name: 'li', role: 'engineer', password: staffPassword });
    await honestCalls(hub);
    const alone = await honestCalls(hub);
    const beside = await duringNonsense(hub);

    const { known, unknown } = await refusals(hub);

    const before = await attempt(hub, 'li', staffPassword);
    const cookie = before.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const burst = Array.from({ length: guesses }, (_, index) => attempt(hub, `name-${index}`, 'guess'));
    const [signInMs, duringGuesses] = await Promise.all([
      timed(() => attempt(hub, 'li', staffPassword, { cookie })),
      honestCalls(hub),
    ]);
    await Promise.all(burst);

    const row = (latency: Latency) => ({ ...latency, 'p99 ÷ alone': (latency.p99 / alone.p99).toFixed(2) });
    return {
      rows: {
        'GET /devices alone, ms': row(alone),
        'beside malformed calls, ms': row(beside.latency),
        'beside 1,000 guesses at once, ms': row(duringGuesses),
        'wrong password of a name that somebody has, ms': { ...known },
        'of a name that nobody has, ms': { ...unknown },
      },
      remarks: [
        `${beside.sent} malformed calls meanwhile, four at a time`,
        `sign-in of a known browser beside ${guesses} guesses from its own address: ${signInMs.toFixed(0)} ms`,
        `a name that nobody has differs by ${Math.abs(known.p50 - unknown.p50).toFixed(1)} ms at the median`,
      ],
      met: beside.latency.p99 <= 2 * Math.max(alone.p99, 10),
    };
  } finally {
    await hub.remove();
  }
}

// How soon people are told: of a task that no phone hears, and of a task that somebody else took first (PAGES 4.16, 4.17). The hub is
// a process of its own; who measures shares its clock.
import { eventually } from '../support/eventually.ts';
import { type EventStream, type HubClient, type StreamEvent, signIn } from '../support/hub-client.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { describeLatency } from '../support/latency.ts';
import type { BenchmarkResult } from './benchmark.ts';

export const title = 'Nobody listens: task made to shift leader told; two phones, one task: taps to the other told, ms';

const tasks = 200;
const races = 1_000;
const promisedMs = 1_000;
const password = 'a long password of staff';

export async function run(): Promise<BenchmarkResult> {
  const hub = await startHubProcess();
  try {
    await hub.admin.call('PUT', '/spaces/0801', { kind: 'room', floor: '8' });
    const phones: HubClient[] = [];
    for (const name of ['li', 'mei']) {
      await hub.admin.post('/users', { name, role: 'housekeeping', password });
      phones.push(await signIn(hub.http, name, password));
    }
    // Signed in, and no page open: that is what nobody listening is.
    await eventually(
      () => hub.admin.get<{ known: boolean }>('/dispatch/reach'),
      ({ known }) => known,
      60_000,
    );
    const leader = await hub.admin.stream({ topics: 'task' });
    const escalated = await measureEscalation(hub, leader);
    const streams = await Promise.all(phones.map((phone) => phone.stream({ topics: 'task' })));
    const told = await measureRaces(hub, phones, streams);
    for (const stream of [leader, ...streams]) stream.close();
    const rows = {
      [`${tasks} tasks: made to escalated, on the leader's stream`]: escalated,
      [`${races} races: taps to the loser's answer`]: told.answers,
      [`${races} races: taps to the owner on both streams`]: told.streams,
    };
    const waits = Object.entries(rows).map(([name, waitsMs]) => [name, { ...describeLatency(waitsMs) }] as const);
    const met = waits.every(([, { max }]) => max <= promisedMs) && told.doubled === 0;
    return {
      rows: Object.fromEntries(waits),
      remarks: [
        `tasks with two owners: ${told.doubled}`,
        `promised: max within ${promisedMs} ms: ${met ? 'kept' : 'NOT KEPT'}`,
      ],
      met,
    };
  } finally {
    await hub.remove();
  }
}

let asked = 0;
async function ask(hub: HubProcess): Promise<string> {
  asked += 1;
  const call = { id: `call-${asked}`, space: '0801', request: `wish-${asked}`, channel: 'phone' };
  return (await hub.admin.post<{ task: { id: string } }>('/requests', call)).task.id;
}

async function measureEscalation(hub: HubProcess, leader: EventStream): Promise<number[]> {
  const waitsMs: number[] = [];
  for (let nth = 0; nth < tasks; nth += 1) {
    const from = Date.now();
    const id = await ask(hub);
    const { receivedAt } = await leader.until(isOf(id, ({ escalation }) => escalation !== null));
    waitsMs.push(receivedAt - from);
  }
  return waitsMs;
}

async function measureRaces(hub: HubProcess, phones: readonly HubClient[], streams: readonly EventStream[]) {
  const answers: number[] = [];
  const onStreams: number[] = [];
  let doubled = 0;
  for (let nth = 0; nth < races; nth += 1) {
    const id = await ask(hub);
    const from = Date.now();
    const taps = await Promise.all(
      phones.map(async (phone, who) => {
        const { status } = await phone.call('POST', `/tasks/${id}/accept`, { version: 1, key: `tap-${nth}-${who}` });
        return { status, ms: Date.now() - from };
      }),
    );
    const lost = taps.filter(({ status }) => status === 409);
    if (lost.length !== 1 || taps.filter(({ status }) => status === 200).length !== 1) doubled += 1;
    answers.push(...lost.map(({ ms }) => ms));
    const owned = streams.map((stream) => stream.until(isOf(id, ({ assignee }) => assignee !== null)));
    onStreams.push(...(await Promise.all(owned)).map(({ receivedAt }) => receivedAt - from));
  }
  return { answers, streams: onStreams, doubled };
}

function isOf(task: string, isIt: (data: StreamEvent['data']) => boolean): (event: StreamEvent) => boolean {
  return ({ event, data }) => event === 'task' && data.id === task && isIt(data);
}

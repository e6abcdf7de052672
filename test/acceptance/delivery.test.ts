// Delivery is a state: who listens, what a screen has shown, whose a task is when two reach for it (PAGES 1.1, 4.16, 4.17). A
// whole hub whose clock the test moves; phones are real streams, and who listens is real time.
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulatedClock, type SimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { eventually } from '../support/eventually.ts';
import { type EventStream, type HubClient, signIn } from '../support/hub-client.ts';
import { adminPassword, startHub, type TestHub } from '../support/start-hub.ts';

const password = 'a long password of staff';
const noon = Date.parse('2026-03-03T04:00Z');

const hubYaml = `
property: { id: demo, timeZone: Asia/Shanghai }
spaces: [{ id: "0801", floor: 8 }]
dispatch:
  people:
    - { user: li, role: housekeeping }
    - { user: mei, role: housekeeping }
    - { user: gao, role: housekeeping, floors: ["9"] }
  supervisors: { housekeeping: [gao] }
`;

interface WireTask {
  readonly id: string;
  readonly openedAt: string;
  readonly shownAt: string | null;
  readonly assignee: string | null;
  readonly escalation: { readonly told: string[] } | null;
  readonly history: readonly { readonly at: string; readonly step: string; readonly note: string | null }[];
}

describe('phones on a hub', () => {
  let hub: TestHub;
  let clock: SimulatedClock;
  let li: HubClient;
  let mei: HubClient;

  async function open(startAt: number, dataDir?: string): Promise<void> {
    clock = createSimulatedClock({ startAt });
    hub = await startHub({ hubYaml, clock, ...(dataDir !== undefined && { dataDir }) });
    if (dataDir === undefined) {
      for (const name of ['li', 'mei', 'gao']) await hub.admin.post('/users', { name, role: 'housekeeping', password });
    }
    li = await signIn(hub.http, 'li', password);
    mei = await signIn(hub.http, 'mei', password);
    await listening(['nobody']);
  }
  beforeAll(() => open(noon));
  afterAll(() => hub?.remove());

  /** Waits until the hub knows it: just after its start it gives phones the time to come back. */
  function listening(users: readonly string[]): Promise<unknown> {
    const ask = () =>
      hub.admin.get<{ known: boolean; people: { user: string; listening: boolean }[] }>('/dispatch/reach');
    return eventually(
      ask,
      ({ known, people }) => {
        const now = people.filter((one) => one.listening).map(({ user }) => user);
        return known && String(now.length === 0 ? ['nobody'] : now) === String(users);
      },
      40_000,
    );
  }

  let asked = 0;
  async function ask(): Promise<WireTask> {
    asked += 1;
    const call = { id: `call-${asked}`, space: '0801', request: `wish-${asked}`, channel: 'phone' };
    return (await hub.admin.post<{ task: WireTask }>('/requests', call)).task;
  }
  const again = ({ id }: WireTask) => hub.admin.get<WireTask>(`/tasks/${id}`);
  /** What followed the opening, with the seconds since. */
  const followed = ({ openedAt, history }: WireTask) =>
    history.slice(1).map(({ step, note, at }) => [note ?? step, (Date.parse(at) - Date.parse(openedAt)) / 1000]);
  const once = (task: WireTask, steps: number) =>
    eventually(
      () => again(task),
      ({ history }) => history.length > steps,
    );

  it('nobody listens: the shift leader is told at once, by page and by MQTT', async () => {
    const pager = await mqtt.connectAsync(hub.mqtt, { username: 'admin', password: adminPassword });
    const heard: { topic: string; told?: string[]; person?: string | null; reason?: string }[] = [];
    pager.on('message', (topic, payload) => {
      const { escalation, person, reason } = JSON.parse(payload.toString());
      heard.push({ topic, told: escalation?.told, person, reason });
    });
    for (const kind of ['task', 'push']) await pager.subscribeAsync(`hub/demo/staff/housekeeping/${kind}`, { qos: 1 });
    const task = await ask();
    await clock.advanceBy(1);
    expect(followed(await once(task, 1))).toEqual([['nobody-listening', 0]]);
    expect((await again(task)).escalation).toMatchObject({ told: ['gao'] });
    await eventually(
      async () => heard,
      (all) => all.some(({ told }) => told?.includes('gao')) && all.some(({ reason }) => reason === 'escalated'),
    );
    expect(heard.find(({ reason }) => reason === 'escalated')).toMatchObject({
      topic: 'hub/demo/staff/housekeeping/push',
      person: 'gao',
    });
    await pager.endAsync();
  });

  it('one listens and shows nothing: the shift leader is told at the sixtieth second, and not before', async () => {
    const stream = await li.stream({ topics: 'task,push' });
    await listening(['li']);
    const task = await ask();
    await clock.advanceBy(59_999);
    expect(followed(await again(task))).toEqual([]);
    await clock.advanceBy(1);
    expect(followed(await once(task, 1))).toEqual([['not-shown', 60]]);
    stream.close();
    await listening(['nobody']);
  });

  it('a task says who was sent it, when a screen showed it, who took, began and finished it, and what verified it', async () => {
    const stream = await li.stream({ topics: 'task,push' });
    await listening(['li']);
    const task = await ask();
    await clock.advanceBy(2_000);
    await li.post(`/tasks/${task.id}/shown`);
    await mei.post(`/tasks/${task.id}/shown`);
    await clock.advanceBy(90_000);
    await li.post(`/tasks/${task.id}/accept`, { version: 1 });
    await clock.advanceBy(10_000);
    await li.post(`/tasks/${task.id}/start`, { version: 2 });
    await clock.advanceBy(20_000);
    await li.post(`/tasks/${task.id}/complete`, { version: 3 });
    const done = await again(task);
    expect(done.history.map(({ step }) => step)).toEqual(['open', 'show', 'accept', 'start', 'complete', 'verify']);
    expect(followed(done).map(([, s]) => s)).toEqual([2, 92, 102, 122, 122]);
    expect(Date.parse(done.shownAt ?? '')).toBe(Date.parse(task.openedAt) + 2_000);
    stream.close();
    await listening(['nobody']);
  });

  it('a restart forgets no rule: what came due climbs once, as soon as it is known who listens', async () => {
    const stream = await li.stream({ topics: 'task,push' });
    await listening(['li']);
    const task = await ask();
    await clock.advanceBy(10_000);
    stream.close();
    const { dataDir } = hub;
    await hub.stop();
    await open(noon + 60 * 60_000, dataDir);
    await clock.advanceBy(1);
    const notes = async () => (await again(task)).history.map(({ note }) => note);
    await eventually(notes, (all) => all.includes('nobody-listening') && all.includes('not-shown'));
    await clock.advanceBy(30_000);
    for (const note of ['nobody-listening', 'not-shown']) {
      expect((await notes()).filter((one) => one === note)).toHaveLength(1);
    }
  });
});

describe('a thousand races of two phones for the same task', () => {
  const races = 1_000;
  const atOnce = 20;
  let hub: TestHub;
  let phones: { readonly client: HubClient; readonly stream: EventStream }[];
  beforeAll(async () => {
    hub = await startHub({ hubYaml });
    phones = [];
    for (const name of ['li', 'mei']) {
      await hub.admin.post('/users', { name, role: 'housekeeping', password });
      const client = await signIn(hub.http, name, password);
      phones.push({ client, stream: await client.stream({ topics: 'task' }) });
    }
  });
  afterAll(async () => {
    for (const { stream } of phones) stream.close();
    await hub?.remove();
  });

  it('one owner each, and the other is told whose it is: by the answer, and by the stream', async () => {
    const winners = new Map<string, string>();
    const doubled: string[] = [];
    const untold: string[] = [];

    async function race(nth: number): Promise<void> {
      const call = { id: `race-${nth}`, space: '0801', request: `wish-${nth}`, channel: 'phone' };
      const { task } = await hub.admin.post<{ task: WireTask }>('/requests', call);
      // Whoever is asked first has no start over the other: they take turns.
      const order = nth % 2 === 0 ? phones : phones.toReversed();
      const answers = await Promise.all(
        order.map(({ client }, who) =>
          client.call('POST', `/tasks/${task.id}/accept`, { version: 1, key: `tap-${nth}-${who}` }),
        ),
      );
      const won = answers.filter(({ status }) => status === 200);
      const lost = answers.filter(({ status }) => status === 409);
      const [winner] = await Promise.all(won.map(async (answer) => ((await answer.json()) as WireTask).assignee));
      if (won.length !== 1 || lost.length !== 1 || !winner) doubled.push(task.id);
      for (const answer of lost) {
        const { task: asItIs } = (await answer.json()) as { task: WireTask };
        if (asItIs.assignee !== winner) untold.push(task.id);
      }
      winners.set(task.id, winner ?? '');
    }
    for (let nth = 0; nth < races; nth += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, (_, i) => race(nth + i)));
    }
    expect({ doubled, untold, races: winners.size }).toEqual({ doubled: [], untold: [], races });

    const { items } = await hub.admin.get<{ items: WireTask[] }>('/tasks?state=accepted&limit=1000');
    const owners = new Map(items.map(({ id, assignee }) => [id, assignee]));
    expect(owners).toEqual(winners);
    const accepted = items.map(({ history }) => history.filter(({ step }) => step === 'accept').length);
    expect(new Set(accepted)).toEqual(new Set([1]));

    for (const { stream } of phones) {
      const told = await eventually(
        async () =>
          new Map(
            stream.seen
              .filter(({ event, data }) => event === 'task' && data.state === 'accepted')
              .map(({ data }) => [data.id, data.assignee]),
          ),
        ({ size }) => size === races,
      );
      expect(told).toEqual(winners);
    }
  });
});

// Dispatch from outside, on a whole hub whose clock the test moves: whose a task is, who is interrupted, what climbs, what one
// shift hands to the next, and what a restart must not do twice.
import mqtt from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSimulatedClock, type SimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { connectDevice, type DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { adminPassword, startHub, type TestHub } from '../support/start-hub.ts';

const minuteMs = 60_000;

interface WireTask {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly openedAt: string;
  readonly dispatchedTo: { readonly tier: string; readonly people: string[]; readonly reason: string };
  readonly escalation: { readonly level: number; readonly told: string[] } | null;
  readonly heldFor: string | null;
  readonly assignee: string | null;
  readonly history: readonly {
    readonly at: string;
    readonly step: string;
    readonly note: string | null;
    readonly people?: string[];
    readonly level?: number;
  }[];
}

interface WirePush {
  readonly decision: string;
  readonly person: string | null;
  readonly incident: string | null;
  readonly tasks: string[];
}

const house = (dispatch: string, timeZone = 'Asia/Shanghai') => `
property: { id: demo, timeZone: ${timeZone} }
spaces:
  - { id: "0801", floor: 8 }
  - { id: "0802", floor: 8 }
  - { id: "0901", floor: 9 }
${dispatch}`;

async function open(hubYaml: string, startAt = Date.now()): Promise<{ hub: TestHub; clock: SimulatedClock }> {
  const clock = createSimulatedClock({ startAt });
  const hub = await startHub({ hubYaml, clock });
  onTestFinished(() => hub.remove());
  return { hub, clock };
}

let asked = 0;
async function ask(hub: TestHub, space = '0801', request = `wish-${asked}`, channel = 'phone'): Promise<WireTask> {
  asked += 1;
  const { task } = await hub.admin.post<{ task: WireTask }>('/requests', { id: `r${asked}`, space, request, channel });
  return task;
}

const again = (hub: TestHub, { id }: WireTask) => hub.admin.get<WireTask>(`/tasks/${id}`);
const told = async (hub: TestHub) =>
  (await hub.admin.list<WirePush>('/pushes')).filter((one) => one.decision === 'now');
const climbed = (task: WireTask) =>
  task.history
    .filter(({ step }) => step === 'escalate')
    .map(({ at, level, people }) => [level, (Date.parse(at) - Date.parse(task.openedAt)) / minuteMs, people?.join()]);

const threeLevels = `
dispatch:
  people: [{ user: li, role: housekeeping }, { user: mei, role: manager }]
  shifts: [{ id: never, from: "03:00", to: "03:01", days: [mon] }]
  roster: [{ shift: never, people: [li, mei] }]
  supervisors: { housekeeping: [mei] }
  catchAll: owner
  ladders:
    - levels:
        - { afterMinutes: 3, if: not-taken, tell: duty }
        - { afterMinutes: 6, if: not-taken, tell: supervisor }
        - { afterMinutes: 9, if: not-taken, tell: duty-manager }
`;
const tuesdayNoon = Date.parse('2026-03-03T04:00Z');

describe('an escalation tree of three levels with nobody on duty', () => {
  it('ends at the catch-all, in time', async () => {
    const { hub, clock } = await open(house(threeLevels), tuesdayNoon);
    const task = await ask(hub);
    expect(task.dispatchedTo).toEqual({ tier: 'catch-all', people: ['owner'], reason: 'no-supervisor-on-duty' });
    await clock.advanceBy(30 * minuteMs);
    const after = await eventually(
      () => again(hub, task),
      ({ escalation }) => escalation?.level === 3,
    );
    expect(climbed(after)).toEqual([
      [1, 3, 'owner'],
      [2, 6, 'owner'],
      [3, 9, 'owner'],
    ]);
  });

  it('fires once what came due while the hub was away, and never again', async () => {
    const dataDir = (await open(house(threeLevels), tuesdayNoon)).hub;
    const task = await ask(dataDir);
    await dataDir.stop();

    let hub = dataDir;
    for (const minutes of [4, 5, 20]) {
      const clock = createSimulatedClock({ startAt: tuesdayNoon + minutes * minuteMs });
      hub = await startHub({ hubYaml: house(threeLevels), clock, dataDir: dataDir.dataDir });
      await clock.advanceBy(1);
      await eventually(
        () => again(hub, task),
        ({ escalation }) => escalation !== null,
      );
      await clock.advanceBy(minuteMs / 2);
      await hub.stop();
    }
    hub = await startHub({
      hubYaml: house(threeLevels),
      clock: createSimulatedClock({ startAt: tuesdayNoon + 30 * minuteMs }),
      dataDir: dataDir.dataDir,
    });
    onTestFinished(() => hub.stop());
    expect(climbed(await again(hub, task)).map(([level, after]) => [level, Math.floor(Number(after))])).toEqual([
      [1, 4],
      [2, 20],
      [3, 20],
    ]);
  });
});

describe('shifts on the day when the clocks change', () => {
  const shifts = house(
    `
dispatch:
  people: [{ user: night-man, role: housekeeping }, { user: early-bird, role: housekeeping }]
  shifts: [{ id: night, from: "22:00", to: "06:00" }, { id: early, from: "06:00", to: "14:00" }]
  roster: [{ shift: night, people: [night-man] }, { shift: early, people: [early-bird] }]
  ladders: []
`,
    'Europe/Berlin',
  );
  const rows = [
    ['a night of seven hours', '2026-03-28T22:00+01:00', 7],
    ['a night of nine hours', '2026-10-24T22:00+02:00', 9],
    ['the night before a leap day', '2028-02-28T22:00+01:00', 8],
  ] as const;
  it.each(rows)('%s ends at six on the wall', async (_name, from, hours) => {
    const { hub, clock } = await open(shifts, Date.parse(from));
    const task = await ask(hub);
    expect(task.dispatchedTo).toMatchObject({ tier: 'duty', people: ['night-man'] });
    await clock.advanceBy(hours * 60 * minuteMs - 1);
    expect((await again(hub, task)).dispatchedTo.people).toEqual(['night-man']);
    await clock.advanceBy(1);
    await eventually(
      () => again(hub, task),
      ({ dispatchedTo }) => dispatchedTo.people[0] === 'early-bird',
    );
    expect((await told(hub)).map(({ person }) => person)).toEqual(['early-bird', 'night-man']);
  });
});

describe('one pump of a riser', () => {
  const engineers = `
property: { id: demo }
dispatch:
  people: [{ user: chen, role: engineer }, { user: zhao, role: engineer }, { user: wang, role: manager }]
  supervisors: { engineer: [wang] }
`;

  /** Half a minute of flow that gets hot after so many seconds, told when the tap is closed. */
  function draw(at: number, hotAfterS: number) {
    return Array.from({ length: 46 }, (_, s) => ({
      at: at + s * 1000,
      temperature: 20 + 34 / (1 + Math.exp(-4 * (s - hotAfterS))),
      flow: s <= 40 ? 8 : 0,
    }));
  }

  interface WireIncident {
    readonly id: string;
    readonly kind: string;
    readonly subject: string;
    readonly reasoning: string;
    readonly tasks: string[];
  }
  const ofWater = async ({ admin }: TestHub) =>
    (await admin.list<WireIncident>('/incidents?open=true')).filter(({ kind }) => kind === 'riser' || kind === 'plant');

  async function openRiser(rooms: number) {
    const { hub, clock } = await open(engineers);
    const outlets: DeviceClient[] = [];
    for (let floor = 1; floor <= rooms; floor += 1) {
      const device = {
        id: `hw-${floor}01`,
        kind: 'hot-water-sensor',
        space: `${floor}01`,
        floor: `${floor}`,
        riser: 'east',
      };
      outlets.push(await connectDevice({ url: hub.mqtt, ...(await hub.admin.addDevice(device)) }));
    }
    onTestFinished(() => {
      for (const one of outlets) one.cut();
    });
    const drawEverywhere = async (hotAfterS: number) => {
      for (const outlet of outlets) {
        await outlet.publish('telemetry', { samples: draw(clock.now() - 60_000, hotAfterS) });
        await clock.advanceBy(2_000);
      }
    };
    return { hub, clock, drawEverywhere };
  }

  it('of fourteen rooms is one incident, no more than one push a person, closed by itself when draws pass', async () => {
    const { hub, clock, drawEverywhere } = await openRiser(14);
    await drawEverywhere(1000);
    await clock.advanceBy(15 * minuteMs);
    const incidents = await ofWater(hub);
    expect(incidents).toMatchObject([{ kind: 'riser', subject: 'east', reasoning: expect.stringContaining('pump') }]);
    expect(incidents[0]?.tasks).toHaveLength(14);
    const aboutWater = (await told(hub)).filter(({ tasks }) => tasks.some((id) => incidents[0]?.tasks.includes(id)));
    expect(aboutWater.map(({ person }) => person).toSorted()).toEqual(['chen', 'wang', 'zhao']);

    await drawEverywhere(5);
    await eventually(
      () => ofWater(hub),
      (open) => open.length === 0,
    );
    const tasks = await Promise.all((incidents[0]?.tasks ?? []).map((id) => hub.admin.get<WireTask>(`/tasks/${id}`)));
    expect(tasks.map(({ state, history }) => [state, history.at(-1)?.note])).toEqual(
      tasks.map(() => ['cancelled', 'solved-itself']),
    );
  });

  it('called off by a slip stands again for whoever lists or watches, over a restart', async () => {
    const { hub, clock, drawEverywhere } = await openRiser(3);
    await drawEverywhere(1000);
    const [incident] = await eventually(
      () => ofWater(hub),
      ([one]) => one?.tasks.length === 3,
    );
    const act = async ({ admin }: TestHub, id: string, action: string) => {
      const { version } = await admin.get<WireTask>(`/tasks/${id}`);
      await admin.post(`/tasks/${id}/${action}`, { version });
    };
    for (const id of incident?.tasks ?? []) await act(hub, id, 'cancel');
    expect(await ofWater(hub)).toEqual([]);

    await hub.stop();
    const next = await startHub({ hubYaml: engineers, clock, dataDir: hub.dataDir });
    onTestFinished(() => next.stop());
    const stream = await next.admin.stream({ topics: 'incident' });
    onTestFinished(() => stream.close());
    await act(next, incident?.tasks[2] ?? '', 'undo');
    const heard = await stream.until(({ data }) => data.id === incident?.id);
    expect(heard.data).toEqual(incident);
    expect(await ofWater(next)).toEqual([incident]);
  });
});

describe('the rules', () => {
  const floors = house('dispatch: { people: [{ user: li, role: housekeeping, floors: [8] }], ladders: [] }');
  type Plan = Record<string, unknown> & { version: number; people: { user: string }[] };

  it('edited through the API are in force at once, for open tasks too, and over a restart', async () => {
    const { hub } = await open(floors);
    const task = await ask(hub, '0901');
    expect(task.dispatchedTo).toMatchObject({ tier: 'role', people: ['li'], reason: 'none-for-this-place' });
    const { source, by, changedAt, ...rules } = await hub.admin.get<Plan>('/dispatch');
    expect({ source, by, version: rules.version }).toEqual({ source: 'file', by: 'hub.yaml', version: 1 });
    expect(changedAt).not.toBeNull();
    const people = [...rules.people, { user: 'mei', role: 'housekeeping', floors: ['9'] }];
    const answer = await hub.admin.call('PUT', '/dispatch', { ...rules, people });
    expect(await answer.json()).toMatchObject({ version: 2, source: 'api', by: 'admin' });
    expect((await again(hub, task)).dispatchedTo).toMatchObject({ tier: 'duty', people: ['mei'] });
    await hub.stop();

    const next = await startHub({ hubYaml: floors, dataDir: hub.dataDir });
    onTestFinished(() => next.stop());
    expect(await next.admin.get<Plan>('/dispatch')).toMatchObject({ version: 2, source: 'api' });
    await next.stop();

    const edited = house('dispatch: { people: [{ user: sun, role: housekeeping }], ladders: [] }');
    const last = await startHub({ hubYaml: edited, dataDir: hub.dataDir });
    onTestFinished(() => last.stop());
    expect(await last.admin.get<Plan>('/dispatch')).toMatchObject({ version: 3, source: 'file' });
    await eventually(
      () => again(last, task),
      ({ dispatchedTo }) => dispatchedTo.people[0] === 'sun',
    );
  });

  const wrong: [name: string, change: object, status: number, field: string][] = [
    ['a roster of nobody', { roster: [{ shift: 'early', people: ['ghost'] }] }, 400, 'roster.0.shift'],
    ['a skill that nobody has', { skills: { refill: 'sommelier' } }, 400, 'skills.refill'],
    ['a ladder without levels', { ladders: [{ levels: [] }] }, 400, 'ladders.0.levels'],
    [
      'a ladder of ten levels',
      { ladders: [{ levels: Array(10).fill({ afterMinutes: 1, if: 'not-taken', tell: 'duty' }) }] },
      400,
      'ladders.0.levels',
    ],
    ['more time for what is more urgent', { deadlines: { request: [60, 15, 5] } }, 400, 'deadlines.request'],
    ['what is no rule', { mood: 'good' }, 400, ''],
    ['a version of before', { version: 0 }, 409, 'version'],
  ];
  it('that are wrong are refused with their place, and the version before stays', async () => {
    const { hub } = await open(floors);
    const { source, by, changedAt, ...rules } = await hub.admin.get<Plan>('/dispatch');
    for (const [name, change, status, field] of wrong) {
      const answer = await hub.admin.call('PUT', '/dispatch', { ...rules, ...change });
      const problem = (await answer.json()) as { errors?: { field: string }[] };
      expect([name, answer.status], JSON.stringify(problem)).toEqual([name, status]);
      expect(problem.errors?.[0]?.field ?? '', name).toContain(field);
    }
    expect(await hub.admin.get<Plan>('/dispatch')).toEqual({ source, by, changedAt, ...rules });
  });
});

it('a guest who is not to be disturbed is not, and the work comes back by itself', async () => {
  const { hub, clock } = await open(house(''));
  const panel = await connectDevice({
    url: hub.mqtt,
    ...(await hub.admin.addDevice({ id: 'rc-0801', kind: 'room-controller', space: '0801' })),
  });
  onTestFinished(() => panel.cut());
  await panel.publish('event', { id: 'f1', at: clock.now(), type: 'fault', code: 'fan', message: 'the fan stands' });
  const [fault] = (await hub.admin.list<WireTask>('/tasks')) as [WireTask];
  await panel.publish('event', { id: 's1', at: clock.now(), type: 'scene', scene: 'do-not-disturb' });
  expect(await again(hub, fault)).toMatchObject({ state: 'on-hold', heldFor: 'do-not-disturb' });
  await panel.publish('event', { id: 's2', at: clock.now(), type: 'scene', scene: 'make-up-room' });
  const after = await again(hub, fault);
  expect(after).toMatchObject({ state: 'open', heldFor: null });
  expect(after.history.map(({ note }) => note)).toEqual([
    'role-without-people',
    'do-not-disturb',
    'do-not-disturb-ended',
  ]);
});

it('a push is on the staff topic of its role, with the person whom it is for; what waits is not', async () => {
  const { hub } = await open(house('dispatch: { people: [{ user: li, role: housekeeping }], pushesPerHour: 2 }'));
  const pager = await mqtt.connectAsync(hub.mqtt, { clientId: 'pager', username: 'admin', password: adminPassword });
  onTestFinished(() => pager.endAsync(true).then(() => undefined));
  const heard: { topic: string; push: WirePush }[] = [];
  pager.on('message', (topic, payload) => heard.push({ topic, push: JSON.parse(payload.toString()) as WirePush }));
  await pager.subscribeAsync('hub/demo/staff/+/push', { qos: 1 });
  const tasks = [await ask(hub, '0801'), await ask(hub, '0901'), await ask(hub, '0802')];
  await eventually(
    async () => heard.length,
    (count) => count >= 2,
  );
  expect(heard.map(({ topic, push }) => [topic, push.person, push.tasks])).toEqual(
    tasks.slice(0, 2).map(({ id }) => ['hub/demo/staff/housekeeping/push', 'li', [id]]),
  );
  expect((await hub.admin.list<WirePush>('/pushes')).map(({ decision }) => decision).toSorted()).toEqual([
    'bundled',
    'now',
    'now',
  ]);
});

it('a request is one task, whichever way it came, and a shift hands over what is open by floor', async () => {
  const { hub, clock } = await open(house(''));
  const panel = await connectDevice({
    url: hub.mqtt,
    ...(await hub.admin.addDevice({ id: 'rc-0801', kind: 'room-controller', space: '0801' })),
  });
  onTestFinished(() => panel.cut());
  const first = await ask(hub, '0801', 'towels', 'phone');
  for (const channel of ['app', 'chat', 'speaker', 'front-desk']) {
    expect((await ask(hub, '0801', 'towels', channel)).id).toBe(first.id);
  }
  await panel.publish('event', { id: 'p1', at: clock.now(), type: 'request', request: 'towels' });
  const other = await ask(hub, '0901', 'tea');
  const taken = await hub.admin.post<WireTask>(`/tasks/${first.id}/start`, { version: first.version });
  await hub.admin.post(`/tasks/${first.id}/comment`, { version: taken.version, note: 'guest wants six' });
  await clock.advanceBy(20 * minuteMs);

  const { floors } = await hub.admin.get<{
    floors: { floor: string; tasks: { task: WireTask; age: number; lastNote: string | null; isLate: boolean }[] }[];
  }>('/handover?role=housekeeping');
  expect(
    floors.map(({ floor, tasks }) => [
      floor,
      tasks.map(({ task, age, lastNote, isLate }) => [task.id, task.state, age, lastNote, isLate]),
    ]),
  ).toEqual([
    ['8', [[first.id, 'started', 1200, 'guest wants six', true]]],
    ['9', [[other.id, 'open', 1200, null, true]]],
  ]);
  const later = await again(hub, first);
  await hub.admin.post(`/tasks/${first.id}/complete`, { version: later.version });
  expect((await again(hub, first)).state).toBe('verified');
});

// A stay as a hotel system and a lobby dispenser tell it, from outside: the ledger, the strip of twelve, compliance, the task
// of a miss, and InfluxDB; and how a promise is changed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDevice, type DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

interface Listed<T> {
  readonly items: readonly T[];
}
interface Cell {
  readonly id: string;
  readonly stay: string | null;
  readonly touchpoint: string | null;
  readonly standard: string | null;
  readonly outcome: string | null;
  readonly seconds: number | null;
  readonly evidence: Readonly<Record<string, unknown>>;
}
interface StayWithProof {
  readonly stay: string;
  readonly state: string;
  readonly strip: readonly { readonly touchpoint: string; readonly outcome: string | null }[];
  readonly cells: readonly Cell[];
}

const minute = 60_000;
const began = Date.now() - 12 * minute;
const iso = (ms: number) => new Date(ms).toISOString();

let hub: TestHub;
let tea: DeviceClient;
/** Of the guest who is failed. */
let arrivedAt: number;

beforeAll(async () => {
  hub = await startHub();
  const { username, password } = await hub.admin.addDevice({ id: 'tea-l1', kind: 'tea-dispenser', space: 'lobby' });
  tea = await connectDevice({ url: hub.mqtt, username, password });
  await tea.publish('telemetry', { at: Date.now(), level: 80, temperature: 92 });
});

afterAll(async () => {
  await tea?.close();
  await hub?.remove();
});

const stayEvent = (id: string, stay: string, type: string, at: number, more: object = {}) =>
  hub.admin.call('POST', '/stays/events', { id, stay, type, at: iso(at), ...more });

const cellsOf = async (query: string) => (await hub.admin.get<Listed<Cell>>(`/touchpoints?${query}`)).items;

describe('a stay', () => {
  test('has its tea and its check-in judged from what devices and the hotel system tell', async () => {
    await stayEvent('a1', 'R-1', 'reserved', began - 24 * 60 * minute, {
      expectedArrivalAt: iso(began),
      preferences: { pillow: 'soft' },
    });
    await stayEvent('a2', 'R-1', 'arrived', began);
    await tea.publish('event', {
      id: 'cup-1',
      at: began + 40_000,
      type: 'dispensed',
      product: 'tea',
      volume: 0.2,
      temperature: 90,
    });
    await stayEvent('a3', 'R-1', 'check-in-started', began + 60_000);
    await stayEvent('a4', 'R-1', 'checked-in', began + 200_000);

    const cells = await eventually(
      () => cellsOf('stay=R-1'),
      (all) =>
        ['tea-first', 'check-in-3min', 'booking-known'].every((id) => all.some((one) => one.standard === `${id}@1`)),
    );
    expect(cells.find(({ standard }) => standard === 'tea-first@1')).toMatchObject({
      touchpoint: 'arrival',
      stay: 'R-1',
      outcome: 'met',
      seconds: 40,
      evidence: { event: 'tea-l1:cup-1', matchedBy: 'time-window' },
    });
    expect(cells.find(({ standard }) => standard === 'check-in-3min@1')).toMatchObject({
      outcome: 'met',
      seconds: 140,
    });

    const stay = await hub.admin.get<StayWithProof>('/stays/R-1');
    expect(stay).toMatchObject({ stay: 'R-1', state: 'in-house' });
    expect(stay.strip).toHaveLength(12);
    expect(stay.strip.slice(0, 2)).toEqual([
      { touchpoint: 'booking', outcome: 'met' },
      { touchpoint: 'arrival', outcome: 'met' },
    ]);
  });

  test('that was failed is a miss, a task and a row of compliance', async () => {
    const stream = await hub.admin.stream({ topics: 'touchpoint,task' });
    // What was due before the hub first listened, nobody can have heard.
    arrivedAt = Date.now();
    await stayEvent('b2', 'R-2', 'arrived', arrivedAt);
    await eventually(
      async () => Date.now(),
      (now) => now > arrivedAt + 2,
    );
    await tea.publish('telemetry', { at: Date.now(), level: 79, temperature: 92 });
    await stayEvent('b3', 'R-2', 'check-in-started', arrivedAt + 2);
    const told = await stream.until((one) => one.event === 'touchpoint' && one.data.standard === 'tea-first@1');
    expect(told.data).toMatchObject({ stay: 'R-2', outcome: 'missed', touchpoint: 'arrival' });
    const task = await stream.until((one) => one.event === 'task' && one.data.kind === 'touchpoint');
    expect(task.data).toMatchObject({ role: 'front-desk', state: 'open', space: 'lobby' });
    stream.close();

    const { items } = await hub.admin.get<Listed<Record<string, unknown>>>('/compliance?by=standard');
    expect(items.find(({ key }) => key === 'tea-first')).toMatchObject({
      of: 'service',
      met: 1,
      missed: 1,
      noEvidence: 0,
      rate: 0.5,
      coverage: 1,
      p50: 40,
    });
    expect(await cellsOf('touchpoint=arrival&outcome=missed')).toHaveLength(1);
  });

  test('told again changes nothing, and a name is not taken in', async () => {
    const before = await cellsOf('limit=1000');
    const again = await stayEvent('a2', 'R-1', 'arrived', began + minute);
    expect([again.status, await again.json()]).toEqual([200, { id: 'a2', repeat: true }]);
    expect(await cellsOf('limit=1000')).toEqual(before);
    const named = await stayEvent('a9', 'R-1', 'changed', began, { preferences: { guestName: 'Smith' } });
    expect(named.status).toBe(400);
    for (const contact of ['li@example.com', '+86 21 5555 0142']) {
      const reachable = await stayEvent('a9', 'R-1', 'changed', began, { preferences: { contact } });
      expect(reachable.status).toBe(400);
    }
    const unknown = await stayEvent('a10', 'R-1', 'changed', began, { guestName: 'Smith' });
    expect(unknown.status).toBe(201);
    expect(JSON.stringify(await hub.admin.get('/stays/R-1'))).not.toContain('Smith');
  });

  test('keeps its ledger over a restart', async () => {
    const before = await hub.admin.get<StayWithProof>('/stays/R-1');
    const ids = (await cellsOf('limit=1000')).map(({ id }) => id).sort();
    await tea.close();
    await hub.stop();
    hub = await startHub({ dataDir: hub.dataDir });
    expect(await hub.admin.get<StayWithProof>('/stays/R-1')).toEqual(before);
    expect((await cellsOf('limit=1000')).map(({ id }) => id).sort()).toEqual(ids);
  });
});

describe('what no device can see', () => {
  test('is told by people, and met at once', async () => {
    await hub.admin.post('/touchpoints', {
      id: 'tap-1',
      touchpoint: 'arrival',
      type: 'tea-served',
      at: iso(arrivedAt + 1),
      stay: 'R-2',
      space: 'lobby',
    });
    expect((await cellsOf('stay=R-2&outcome=met')).map(({ standard }) => standard)).toContain('tea-first@1');
    expect(await cellsOf('stay=R-2&outcome=missed')).toEqual([]);
  });

  test('a guest’s call has its answer timed', async () => {
    await hub.admin.post('/requests', { id: 'q1', space: 'lobby', request: 'towels', channel: 'phone' });
    const [task] = (await hub.admin.list<{ id: string; version: number; kind: string }>('/tasks?state=open')).filter(
      ({ kind }) => kind === 'request',
    );
    await hub.admin.post(`/tasks/${task?.id}/accept`, { version: task?.version });
    const [answer] = await cellsOf('touchpoint=first-contact&outcome=met');
    expect(answer).toMatchObject({ standard: 'first-answer@1', evidence: { occurrence: 'q1' } });
    expect(answer?.seconds).toBeLessThan(60);
  });
});

describe('a promise', () => {
  test('that is wrong is refused with its place and what was expected, and the old version stays', async () => {
    const refused = await hub.admin.call('PUT', '/standards/tea-first', {
      withinSeconds: 'two minutes',
      owner: 'host',
    });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      errors: [
        { field: 'owner', detail: expect.stringContaining('expected one of housekeeping') },
        { field: 'withinSeconds', detail: expect.stringContaining('expected seconds') },
      ],
    });
    const { items } = await hub.admin.get<Listed<{ id: string; version: number }>>('/standards?limit=1000');
    expect(items.find(({ id }) => id === 'tea-first')).toMatchObject({ version: 1, withinSeconds: 120 });
  });

  test('is changed as a new version, and what was judged keeps its own', async () => {
    const changed = await hub.admin.call('PUT', '/standards/tea-first', { withinSeconds: 30 });
    expect(await changed.json()).toMatchObject({ id: 'tea-first', version: 2, withinSeconds: 30, of: 'service' });
    expect((await cellsOf('stay=R-1&touchpoint=arrival')).map(({ standard }) => standard)).toContain('tea-first@1');
  });

  test('with a slip in its id is refused, and none is made beside it', async () => {
    const slip = await hub.admin.call('PUT', '/standards/huose-10s', { limit: 8 });
    expect(slip.status).toBe(400);
    expect(((await slip.json()) as { detail: string }).detail).toMatch(/^id: .*house-10s.*found huose-10s$/);
    const { items } = await hub.admin.get<{ items: { id: string }[] }>('/standards');
    expect(items.map(({ id }) => id)).not.toContain('huose-10s');
  });

  test('that says what it said is no new version', async () => {
    const { limit } = (await hub.admin.get<{ items: { id: string; limit: number }[] }>('/standards')).items.find(
      ({ id }) => id === 'house-10s',
    )!;
    for (const change of [{}, { limit }]) {
      const same = await hub.admin.call('PUT', '/standards/house-10s', change);
      expect([same.status, await same.json()]).toEqual([200, expect.objectContaining({ version: 1, limit })]);
    }
  });

  test('of one of the four kinds is new without any code', async () => {
    const made = await hub.admin.call('PUT', '/standards/plants-watered', {
      kind: 'done-by',
      promise: 'The plants of the lobby are watered by noon',
      by: '12:00',
      evidence: [{ types: ['plants-watered'] }],
      owner: 'housekeeping',
      source: 'house rule',
    });
    expect([made.status, await made.json()]).toEqual([200, expect.objectContaining({ version: 1, kind: 'done-by' })]);
  });
});

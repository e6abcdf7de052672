// What compliance would have been, asked from outside: a day's journeys and draws judged again by `hub replay` and the API,
// under the same standard, another, and wrong ones. The record stays as it is.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSimulatedClock, type SimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { connectDevice, type DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { hubCommand } from '../support/hub-command.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

interface Figures {
  readonly met: number;
  readonly missed: number;
  readonly noEvidence: number;
  readonly rate: number | null;
}
interface Row {
  readonly key: string;
  readonly before: Figures;
  readonly after: Figures;
}
interface Replay {
  readonly of: 'draws' | 'service';
  readonly before: Figures;
  readonly after: Figures;
  readonly byRiser: readonly Row[];
  readonly byFloor: readonly Row[];
  readonly byStandard: readonly Row[];
  readonly changes: readonly { readonly space: string | null }[];
}
interface Cell {
  readonly standard: string | null;
  readonly outcome: string | null;
}

const minute = 60_000;
/** Noon in Shanghai. */
const openedAt = Date.parse('2026-03-03T04:00Z');
const iso = (ms: number) => new Date(ms).toISOString();
const house = `
property: { id: demo }
spaces:
  - { id: "0801", floor: 8, riser: east }
  - { id: "0901", floor: 9, riser: west }
`;

let hub: TestHub;
let clock: SimulatedClock;
const devices: DeviceClient[] = [];
const speak: (() => Promise<void>)[] = [];

async function add(id: string, kind: string, space: string, readings: object): Promise<DeviceClient> {
  const client = await connectDevice({ url: hub.mqtt, ...(await hub.admin.addDevice({ id, kind, space })) });
  devices.push(client);
  speak.push(() => client.publish('telemetry', { at: clock.now(), ...readings }));
  return client;
}

/** Minute by minute, and every device says how it is. */
async function live(minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed++) {
    for (const one of speak) await one();
    await clock.advanceBy(minute);
  }
}

/** A guest whose cup comes after so many seconds, and the key after three minutes. */
async function guest(stay: string, space: string, tea: DeviceClient, cupAfterS: number): Promise<void> {
  const arrivedAt = clock.now();
  const tell = (type: string, at: number, more: object = {}) =>
    hub.admin.call('POST', '/stays/events', { id: `${stay}-${type}`, stay, type, at: iso(at), ...more });
  await tell('arrived', arrivedAt, { space });
  await live(3);
  const cup = { type: 'dispensed', product: 'tea', volume: 0.2, temperature: 90 };
  await tea.publish('event', { id: `cup-${stay}`, at: arrivedAt + cupAfterS * 1000, ...cup });
  await tell('check-in-started', arrivedAt + 2 * minute);
  await tell('checked-in', clock.now());
  await live(3);
}

beforeAll(async () => {
  clock = createSimulatedClock({ startAt: openedAt });
  hub = await startHub({ hubYaml: house, clock });
  const tea = await add('tea-l1', 'tea-dispenser', 'lobby', { level: 80, temperature: 92 });
  await add('rc-0801', 'room-controller', '0801', { temperature: 24, setpoint: 24 });
  await add('rc-0901', 'room-controller', '0901', { temperature: 27, setpoint: 24 });
  const sensor = await add('hw-0801', 'hot-water-sensor', '0801', { temperature: 30, flow: 0 });
  await live(2);
  const drawnAt = clock.now() - minute;
  const samples = Array.from({ length: 46 }, (_, s) => ({
    at: drawnAt + 5_000 + s * 1000,
    temperature: 20 + 34 / (1 + Math.exp(-2 * (s - 14))) + (s % 3) / 100,
    flow: s <= 40 ? 8 : 0,
  }));
  await sensor.publish('telemetry', { samples });
  await guest('R-1', '0801', tea, 40);
  await guest('R-2', '0901', tea, 110);
  await live(10);
  await eventually(cells, (all) =>
    ['tea-first@1', 'room-ready@1'].every((id) => all.filter(({ standard }) => standard === id).length === 2),
  );
});

afterAll(async () => {
  for (const one of devices) one.cut();
  await hub?.remove();
});

const cells = () => hub.admin.list<Cell>('/touchpoints');
const today = `--from ${iso(openedAt)}`;

async function file(name: string, terms: object | string): Promise<string> {
  const path = join(hub.dataDir, name);
  await writeFile(path, typeof terms === 'string' ? terms : JSON.stringify(terms));
  return path;
}

async function replay(standard: string): Promise<Replay> {
  const { code, out, err } = await hubCommand(hub.dataDir, `replay --standard ${standard} ${today} --json`);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Replay;
}

const counts = ({ met, missed, noEvidence }: Figures) => [met, missed, noEvidence];
const rows = (all: readonly Row[]) => all.map(({ key, before, after }) => [key, counts(before), counts(after)]);

describe('a promise of service, judged again', () => {
  test.each(['tea-first', 'check-in-3min', 'room-ready', 'booking-known'])(
    'by its own terms is %s as it is on record',
    async (standard) => {
      const { before, after, changes } = await replay(standard);
      expect(before).toEqual(after);
      expect(changes).toEqual([]);
      const recorded = (await cells()).filter((cell) => cell.standard === `${standard}@1` && cell.outcome !== null);
      expect(before.met + before.missed + before.noEvidence).toBe(recorded.length);
      expect(recorded.length).toBeGreaterThan(0);
    },
  );

  test('tea within a minute: one of two would have been late, and the record says what it said', async () => {
    const [standards, record] = [await hub.admin.list('/standards'), await cells()];
    const { before, after, byStandard, changes } = await replay(
      await file('tea.json', { id: 'tea-first', withinSeconds: 60 }),
    );
    expect([counts(before), counts(after)]).toEqual([
      [2, 0, 0],
      [1, 1, 0],
    ]);
    expect(rows(byStandard)).toEqual([['tea-first@1', [2, 0, 0], [1, 1, 0]]]);
    expect(changes).toMatchObject([{ before: { outcome: 'met', seconds: 110 }, after: { outcome: 'missed' } }]);
    expect(await cells()).toEqual(record);
    expect(await hub.admin.list('/standards')).toEqual(standards);
  });

  test('rooms of up to 28 °C: before and after by riser and floor', async () => {
    const controllers = { kinds: ['room-controller'] };
    const checks = [
      { check: 'reading', reading: 'temperature', devices: controllers, min: 22, max: 28, ageSeconds: 1800 },
    ];
    const { byRiser, byFloor } = await replay(await file('room.json', { id: 'room-ready', checks }));
    expect(rows(byRiser)).toEqual([
      ['east', [0, 1, 0], [1, 0, 0]],
      ['west', [0, 1, 0], [1, 0, 0]],
    ]);
    expect(rows(byFloor).map(([floor]) => floor)).toEqual(['8', '9']);
  });

  test('one that nobody ever promised has nothing before', async () => {
    const terms = {
      kind: 'within',
      promise: 'A key in a minute',
      from: { stay: ['check-in-started'] },
      withinSeconds: 30,
      evidence: [{ stayEvent: 'checked-in' }],
      owner: 'front-desk',
      source: 'a question',
    };
    const { before, after } = await replay(await file('new.json', terms));
    expect([counts(before), counts(after)]).toEqual([
      [0, 0, 0],
      [0, 2, 0],
    ]);
  });

  test('people read a table', async () => {
    const { out } = await hubCommand(hub.dataDir, `replay --standard room-ready ${today}`);
    const [title, header, ...lines] = out.trim().split('\n');
    expect(title).toMatch(/^2 promises from .* room-ready, The room is ready before the key/);
    expect(header?.split(/ {2,}/)).toEqual(expect.arrayContaining(['recorded: met', 'replayed: met', 'compliance']));
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual([
      'all',
      'riser east',
      'riser west',
      'floor 8',
      'floor 9',
      'under room-ready@1',
      '0 promises have another outcome.',
    ]);
  });

  test('the API answers the same', async () => {
    const call = { standard: { id: 'tea-first', withinSeconds: 60 }, from: iso(openedAt) };
    expect(await hub.admin.post<Replay>('/compliance/replay', call)).toMatchObject({
      of: 'service',
      after: { met: 1, missed: 1 },
    });
  });
});

test('draws judged again have their rows by riser and floor too', async () => {
  const { of, byRiser, byFloor, byStandard } = await replay(await file('limit.json', { limit: 20 }));
  expect(of).toBe('draws');
  expect(rows(byRiser)).toEqual([['east', [0, 1, 0], [1, 0, 0]]]);
  expect(rows(byFloor)).toEqual([['8', [0, 1, 0], [1, 0, 0]]]);
  expect(byStandard.map(({ key }) => key)).toEqual(['house-10s@1']);
});

describe('a wrong standard', () => {
  const wrong: [name: string, terms: object | string, line: string][] = [
    [
      'seconds in words',
      { id: 'tea-first', withinSeconds: 'soon' },
      'standard.withinSeconds: expected seconds, 0 to 31536000, found "soon"',
    ],
    ['a field of another kind', { id: 'tea-first', by: '18:00' }, 'standard.by: is not known'],
    [
      'a kind that is none',
      { kind: 'maybe' },
      'standard.kind: expected kind: one of within, measure, available, done-by',
    ],
    ['numbers of draws with a slip', { limmit: 9 }, 'standard.limmit: is not known'],
    ['an id that nobody knows', { id: 'dreams', limit: 9 }, 'standard.id: expected the id of a standard'],
    ['a list', '[]', 'expected a JSON object such as {"target": 45'],
    ['no JSON', '{', 'expected the terms of a standard as JSON'],
  ];
  test.each(wrong)('%s is refused with its place', async (_name, terms, line) => {
    const { code, out, err } = await hubCommand(hub.dataDir, `replay --standard ${await file('wrong.json', terms)}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(line);
  });

  test('an id that is none names those that are', async () => {
    const { code, err } = await hubCommand(hub.dataDir, 'replay --standard dreams');
    expect(code).toBe(2);
    expect(err).toMatch(/^--standard: expected one of house-10s, .*tea-first, /);
  });

  test('a promise that the house cannot keep is not a failing one', async () => {
    const { code, err } = await hubCommand(hub.dataDir, 'replay --standard bottle-warm');
    expect({ code, err }).toEqual({
      code: 2,
      err: '--standard: expected a promise that this house can keep: bottle-warm needs what it has not\n',
    });
  });
});

// The ledger with its real store: what it answered is on disk, in the order in which it came in, and a store that refuses
// costs nothing but a redelivery.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PropertyId } from '../../devices/identifiers.ts';
import { createSimulatedClock, type SimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import type { RecordedFact } from '../../gateway/domain/facts.ts';
import type { Hotel } from '../../gateway/domain/hotel.ts';
import type { DeviceEventInput, Input, Sample } from '../../gateway/domain/inputs.ts';
import type { SpaceId } from '../../gateway/domain/property.ts';
import { type StoredSamples, samplesStored } from '../../gateway/domain/stored-samples.ts';
import { houseTaskRules } from '../../gateway/domain/tasks/assignment.ts';
import { presets } from '../../gateway/domain/warm-up/presets.ts';
import { createAdmission } from '../../gateway/ingestion/admit-message.ts';
import { createLedger, type RunningLedger } from '../../gateway/ledger.ts';
import type { Answer, Batch, CredentialChange, Journal } from '../../gateway/ports.ts';
import { recallHotel } from '../../gateway/recall-hotel.ts';
import { openStore, type Store } from '../../gateway/store/store.ts';
import { admin, device, engineer, lobby, minute, room, startAt, tap } from './domain/small-hotel.ts';

const settings = {
  property: { id: 'demo' as PropertyId, name: 'Demo', timeZone: 'Asia/Shanghai' },
  taskRules: houseTaskRules,
  standards: presets,
  judgedBy: ['house-10s', 'vdi-6003-2-shower', 'hse-cold-2min'],
};
const outlet = device('hw-1203');

let dataDir: string;
let store: Store;
let clock: SimulatedClock;
let ledger: RunningLedger;
let commits: Batch[];
let logged: string[];
/** What the disk says to the next commits; each is taken once. */
let mishaps: Error[];
/** Inputs of this request are a bug of the hub: half of it is done when it throws. */
const stumble = 'a wish that nobody foresaw';
const unreadableSample: Sample = {
  at: startAt,
  get readings(): Sample['readings'] {
    throw new Error('out of its depth');
  },
};
let letters: { input: Input; reason: string }[];
/** Ids that came again with other content. */
let otherwise: string[];
const longestReplay = 200;
/** While set, commits wait for it. */
let gate: Promise<void> | undefined;

function stumbling(hotel: Hotel): Hotel['apply'] {
  return (input, now) => {
    const decision = hotel.apply(input, now);
    if (input.type === 'guest-request' && input.request === stumble) throw new Error('out of its depth');
    return decision;
  };
}

async function open(): Promise<void> {
  store = await openStore({ dataDir });
  const journal: Journal = {
    async commit(batch) {
      await gate;
      const mishap = mishaps.shift();
      if (mishap !== undefined) throw mishap;
      await store.commit(batch);
      commits.push(batch);
    },
    hasSeen: store.hasSeen,
    saidUnder: store.saidUnder,
  };
  ledger = createLedger({
    clock,
    journal,
    recall: async () => {
      const recalled = await recallHotel(await store.recover(), settings, clock.now());
      return { ...recalled, hotel: { ...recalled.hotel, apply: stumbling(recalled.hotel) } };
    },
    setAside: async (input, reason) => void letters.push({ input, reason }),
    saidOtherwise: async (key) => void otherwise.push(key),
    log: { error: (_context, message) => logged.push(message) },
    longestReplay,
  });
  await ledger.start();
}

async function close(): Promise<void> {
  await ledger.stop();
  await store.close();
}

/** As `kill -9` leaves it: nothing is said goodbye to. */
async function crash(): Promise<void> {
  await store.close();
  await open();
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ledger-'));
  clock = createSimulatedClock({ startAt });
  commits = [];
  logged = [];
  mishaps = [];
  letters = [];
  otherwise = [];
  gate = undefined;
  await open();
  await ledger.submit({ type: 'set-space', space: room('1203', 'r2') });
  await ledger.submit({ type: 'set-space', space: lobby });
  await register('hw-1203', 'hot-water-sensor', '1203');
  await register('tea-l1', 'tea-dispenser', 'lobby');
  commits.length = 0;
});

afterEach(async () => {
  await close();
  rmSync(dataDir, { recursive: true, force: true });
});

function register(id: string, kind: 'hot-water-sensor' | 'tea-dispenser', space: string) {
  return ledger.submit({
    type: 'register-device',
    record: { id: device(id), kind, space: space as SpaceId },
    by: admin,
  });
}

const ask = (id: string, request = 'towels'): Input => ({
  type: 'guest-request',
  id,
  space: '1203' as SpaceId,
  request,
  channel: 'phone',
  by: engineer,
});
const cup = (id: string): Input => ({
  type: 'device-event',
  device: device('tea-l1'),
  id,
  at: startAt,
  clock: 'device',
  event: 'dispensed',
  data: { product: 'oolong', volume: 0.2, temperature: 85 },
  unknownFields: 0,
});
const samples = (some: ReturnType<typeof tap>): Input => ({
  type: 'samples',
  device: outlet,
  samples: some,
  clock: 'device',
  unknownFields: 0,
});

const storedFacts = () => store.factsAfter(0, 10_000);
const typesOf = (facts: readonly RecordedFact[]) => facts.map(({ fact }) => fact.type);

/** Closes the gate until it is opened. */
function holdCommits(): () => void {
  let openGate = () => {};
  gate = new Promise((resolve) => {
    openGate = () => {
      gate = undefined;
      resolve();
    };
  });
  return openGate;
}

it('who did it goes to disk in one commit with what was done, and not at all with what was refused', async () => {
  const noted = { action: 'space-changed', by: 'user:li', subject: '1203' } as const;
  await ledger.submit({ type: 'set-space', space: room('1203', 'r3') }, { noted });
  expect(commits.map(({ facts }) => facts.map(({ fact }) => fact.type))).toEqual([
    ['space-changed', 'device-changed', 'action-noted'],
  ]);
  const { accepted } = await ledger.submit({ type: 'revoke-device', device: device('hw-404'), by: admin }, { noted });
  expect([accepted, commits.length]).toEqual([false, 1]);
});

describe('who may sign in', () => {
  const noted = { action: 'user-added', by: 'user:admin', subject: 'li' } as const;
  const li = { name: 'li', role: 'engineer', passwordHash: 'scrypt$…', disabled: false } as const;
  const credentials: CredentialChange[] = [{ type: 'put-user', user: li }];
  const secretOf = (id: string): CredentialChange => ({ type: 'put-device-secret', device: device(id), hash: 'ab' });

  it('changes in one commit with the line that says by whom, and not before it', async () => {
    const openGate = holdCommits();
    const answer = ledger.submit({ type: 'note-action', noted }, { credentials });
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(store.user('li')).toBeUndefined();
    openGate();
    await answer;
    expect(store.user('li')).toEqual(li);
    expect(commits).toMatchObject([{ facts: [{ fact: { type: 'action-noted', noted } }], credentials }]);
  });

  it('does not change where the disk refuses the line', async () => {
    mishaps.push(new Error('disk full'));
    await expect(ledger.submit({ type: 'note-action', noted }, { credentials })).rejects.toThrow('disk full');
    expect(store.users()).toEqual([]);
    expect(typesOf(await storedFacts())).not.toContain('action-noted');
  });

  it('does not change where the hotel refuses what it goes with', async () => {
    const by = admin;
    await ledger.submit({ type: 'revoke-device', device: device('hw-404'), by }, { noted, credentials });
    expect([store.users(), commits]).toEqual([[], []]);
  });

  it.each([
    ['is revoked in the same commit', 0],
    ['is revoked in the next one', 5],
  ])('does not outlive the device: one that %s', async (_when, turns) => {
    const record = { id: device('tea-l2'), kind: 'tea-dispenser', space: 'lobby' as SpaceId } as const;
    const openGate = holdCommits();
    const asked = [
      ledger.submit({ type: 'register-device', record, by: admin }, { credentials: [secretOf('tea-l2')] }),
    ];
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
    asked.push(ledger.submit({ type: 'revoke-device', device: record.id, by: admin }));
    openGate();
    await Promise.all(asked);
    expect(store.deviceSecretHash('tea-l2')).toBeUndefined();
    await crash();
    expect(store.deviceSecretHash('tea-l2')).toBeUndefined();
  });
});

describe('an answer', () => {
  it('comes after the commit, and what it says is on disk', async () => {
    const answer = await ledger.submit(ask('r1'));
    expect(answer).toMatchObject({ accepted: true, repeat: false });
    expect(typesOf((await storedFacts()).slice(-3))).toEqual(['touchpoint-recorded', 'task-changed', 'push-decided']);
  });

  it('waits for the disk', async () => {
    const openGate = holdCommits();
    let answered = false;
    const answer = ledger.submit(ask('r1')).then(() => {
      answered = true;
    });
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    openGate();
    await answer;
  });

  it('of a refusal waits for what it rests on', async () => {
    const openGate = holdCommits();
    const order: string[] = [];
    const asked = ledger.submit(ask('r1')).then(() => order.push('asked'));
    const refused = ledger
      .submit({ ...ask('r2'), space: '9999' as SpaceId } as Input)
      .then((answer) => order.push(answer.accepted ? 'accepted' : 'refused'));
    openGate();
    await Promise.all([asked, refused]);
    expect(order).toEqual(['asked', 'refused']);
  });

  it('to what changes nothing comes without a commit', async () => {
    await ledger.submit({ type: 'set-space', space: lobby });
    expect(commits).toEqual([]);
  });
});

describe('the order', () => {
  it('of entry is the order of sequence numbers, without a hole', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => ledger.submit(i % 2 === 0 ? cup(`c${i}`) : ask(`r${i}`, `wish-${i}`))),
    );
    const answered = answers.flatMap((one) => (one.accepted ? one.facts : []));
    const recorded = await storedFacts();
    expect(recorded.map(({ seq }) => seq)).toEqual(recorded.map((_, i) => (recorded[0]?.seq ?? 0) + i));
    expect(recorded.slice(-answered.length).map(({ fact }) => fact)).toEqual(answered);
  });

  it('of what comes in at once is kept in one commit', async () => {
    await Promise.all(Array.from({ length: 100 }, (_, i) => ledger.submit(cup(`c${i}`))));
    expect(commits).toHaveLength(1);
  });

  it('is told to listeners after the commit, and before the answer', async () => {
    const told: string[] = [];
    const stop = ledger.subscribe((facts) => {
      expect(commits).toHaveLength(1);
      told.push(...typesOf(facts));
    });
    await ledger.submit(ask('r1'));
    expect(told).toEqual(['touchpoint-recorded', 'task-changed', 'push-decided']);
    expect(ledger.lastSeq()).toBe((await storedFacts()).at(-1)?.seq);
    stop();
    await ledger.submit(ask('r2'));
    expect(told).toHaveLength(3);
  });

  it('stands where a listener fails', async () => {
    const heard: number[] = [];
    ledger.subscribe(() => {
      throw new Error('a page is gone');
    });
    ledger.onCommit(() => {
      throw new Error('a projection is gone');
    });
    ledger.subscribe((facts) => heard.push(facts.length));
    await ledger.submit(ask('r1'));
    await ledger.submit(ask('r2'));
    expect(heard).toEqual([3, 2]);
    expect(logged).toHaveLength(4);
  });
});

describe('a repeat', () => {
  let durable: Promise<void>;
  it.each([
    ['an event', cup('c1')],
    ['a request', ask('r1')],
  ])('of %s changes nothing', async (_name, input) => {
    await ledger.submit(input);
    const before = await storedFacts();
    expect(await ledger.submit(input)).toEqual({ accepted: true, facts: [], repeat: true });
    expect(await storedFacts()).toEqual(before);
  });

  it('changes nothing after a restart', async () => {
    await ledger.submit(cup('c1'));
    await crash();
    expect(await ledger.submit(cup('c1'))).toMatchObject({ repeat: true });
  });

  it.each([
    ['in the same commit', async () => {}],
    ['afterwards', async () => void (await durable)],
    ['after a restart', async () => void (await durable.then(crash))],
  ])('of an id with other content %s changes nothing either, and is told', async (_when, meanwhile) => {
    const poured = cup('c1') as DeviceEventInput;
    const first = ledger.submit(poured);
    durable = first.then(() => {});
    await meanwhile();
    const other = { ...poured, data: { ...poured.data, product: 'of another kind' } };
    expect(await ledger.submit({ ...poured, at: poured.at + 5, clock: 'arrival' })).toMatchObject({ repeat: true });
    expect(otherwise).toEqual([]);
    expect(await ledger.submit(other)).toEqual({ accepted: true, facts: [], repeat: true });
    expect(otherwise).toEqual(['event:tea-l1:c1']);
    expect(ledger.otherRepeats()).toBe(1);
  });

  it('in flight is answered only when the first is on disk', async () => {
    const openGate = holdCommits();
    const order: string[] = [];
    const first = ledger.submit(cup('c1')).then(() => order.push('first'));
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    const again = ledger
      .submit(cup('c1'))
      .then((answer) => order.push(answer.accepted && answer.repeat ? 'again' : '?'));
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    openGate();
    await Promise.all([first, again]);
    expect(order).toEqual(['first', 'again']);
  });

  it('in flight fails with the first', async () => {
    mishaps = [new Error('disk full')];
    const openGate = holdCommits();
    const answers = Promise.allSettled([ledger.submit(cup('c1')), ledger.submit(cup('c1'))]);
    openGate();
    expect((await answers).map((one) => one.status)).toEqual(['rejected', 'rejected']);
    await clock.advanceBy(500);
    await vi.waitFor(() => ledger.kindOf(outlet));
    expect(await ledger.submit(cup('c1'))).toMatchObject({ repeat: false });
  });

  it('of samples, alone, in a batch and between new ones, is recorded once', async () => {
    const poured = tap(clock.now(), 7, 20);
    await ledger.submit(samples(poured));
    await ledger.submit(samples(poured));
    await ledger.submit(samples(poured.slice(3, 4)));
    await ledger.submit(
      samples(poured.flatMap((one, i) => [one, { ...one, at: (poured.at(-1)?.at ?? 0) + 1000 + i }])),
    );
    const { messages } = (await store.samplesAfter(0, 1000))!;
    const taken = (JSON.parse(messages) as [string, StoredSamples][]).flatMap(([, stored]) => samplesStored(stored));
    const instants = taken.map(({ at }) => at);
    expect(instants).toHaveLength(2 * poured.length);
    expect(new Set(instants).size).toBe(instants.length);
    expect((await storedFacts()).filter(({ fact }) => fact.type === 'draw-closed')).toHaveLength(1);
  });
});

describe('a store that refuses', () => {
  it('makes nobody believe anything: all that was decided on it fails too', async () => {
    mishaps = [new Error('disk full')];
    const openGate = holdCommits();
    const first = ledger.submit(ask('r1'));
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    const second = ledger.submit(ask('r2', 'tea'));
    const all = Promise.allSettled([first, second]);
    openGate();
    expect((await all).map((one) => one.status)).toEqual(['rejected', 'rejected']);
    await expect(ledger.submit(ask('r3'))).rejects.toThrow('cannot be written');
    expect(() => ledger.kindOf(outlet)).toThrow('cannot be written');
    await clock.advanceBy(500);
    await vi.waitFor(() => expect(ledger.kindOf(outlet)).toBe('hot-water-sensor'));
    expect(typesOf(await storedFacts())).not.toContain('task-changed');
    const again = await Promise.all([ledger.submit(ask('r1')), ledger.submit(ask('r2', 'tea'))]);
    expect(again.map((one) => one.accepted && !one.repeat)).toEqual([true, true]);
    const numbers = (await storedFacts()).map(({ seq }) => seq);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('in mid-draw costs nothing but the samples sent again', async () => {
    const poured = tap(clock.now(), 14, 20);
    const send = async (sample: (typeof poured)[number]): Promise<Answer> => {
      try {
        return await ledger.submit(samples([sample]));
      } catch {
        await clock.advanceBy(500);
        await vi.waitFor(() => ledger.kindOf(outlet));
        return send(sample);
      }
    };
    for (const [i, sample] of poured.entries()) {
      await clock.advanceTo(Math.max(clock.now(), sample.at));
      if (i % 6 === 5) mishaps.push(new Error('disk full'));
      await send(sample);
    }
    const draws = (await storedFacts()).flatMap(({ fact }) => (fact.type === 'draw-closed' ? [fact.draw] : []));
    expect(draws).toMatchObject([{ outcome: 'missed' }]);
    expect((await store.tasks({ limit: 10 })).items).toHaveLength(1);
  });

  it('lets the hub stop', async () => {
    mishaps = [new Error('disk full')];
    await expect(ledger.submit(ask('r1'))).rejects.toThrow('disk full');
    await close();
    await open();
    expect(await ledger.submit(ask('r1'))).toMatchObject({ accepted: true, repeat: false });
  });

  it('at the last snapshot does not keep the hub from stopping', async () => {
    await ledger.submit(samples([{ at: clock.now(), readings: { temperature: 20, flow: 0 } }]));
    await ledger.submit(samples([{ at: clock.now() + 1, readings: { temperature: 20, flow: 0 } }]));
    mishaps = [new Error('disk full')];
    await ledger.stop();
  });
});

describe('time', () => {
  it('tells what is due at its own instant', async () => {
    await ledger.submit({ type: 'presence', device: outlet, presence: 'online' });
    await clock.advanceBy(4 * minute);
    expect(ledger.one('hw-1203')?.presence).toBe('online');
    await clock.advanceBy(minute);
    await vi.waitFor(() => expect(ledger.one('hw-1203')?.presence).toBe('offline'));
    await vi.waitFor(async () => expect(typesOf(await storedFacts())).toContain('task-changed'));
  });

  it('that passed while the hub was away is told at its start', async () => {
    await ledger.submit(ask('r1'));
    const [task] = (await store.tasks({ limit: 1 })).items;
    const act = { type: 'task-action', task: task?.id ?? '', by: admin } as const;
    await ledger.submit({ ...act, action: 'accept', version: 1 });
    await ledger.submit({ ...act, action: 'hold', version: 2, until: clock.now() + 10 * minute });
    await close();
    await clock.advanceBy(20 * minute);
    await open();
    await clock.advanceBy(1);
    await vi.waitFor(async () =>
      expect((await store.tasks({ limit: 1 })).items).toMatchObject([{ state: 'accepted' }]),
    );
  });
});

describe('the end', () => {
  it('takes nothing more, and what was taken is on disk', async () => {
    const taken = Promise.all(Array.from({ length: 20 }, (_, i) => ledger.submit(cup(`c${i}`))));
    const stopped = ledger.stop();
    await expect(ledger.submit(cup('late'))).rejects.toThrow('stopping');
    await stopped;
    expect(commits.flatMap((one) => one.seen)).toHaveLength(20);
    await taken;
  });

  it('leaves a snapshot of each device, so that the next start replays nothing', async () => {
    for (const sample of tap(clock.now(), 7, 20).slice(0, 8)) {
      await clock.advanceTo(Math.max(clock.now(), sample.at));
      await ledger.submit(samples([sample]));
    }
    await close();
    store = await openStore({ dataDir });
    const rows = [];
    for await (const row of (await store.recover()).samples) rows.push(row);
    expect(rows).toEqual([]);
    await store.close();
    await open();
  });

  it('in mid-draw is no end of the draw', async () => {
    const poured = tap(clock.now(), 14, 20);
    for (const [i, sample] of poured.entries()) {
      await clock.advanceTo(Math.max(clock.now(), sample.at));
      await ledger.submit(samples([sample]));
      if (i === 4) await crash();
      if (i === 9) {
        await close();
        await open();
      }
    }
    const draws = (await storedFacts()).flatMap(({ fact }) => (fact.type === 'draw-closed' ? [fact.draw] : []));
    expect(draws).toMatchObject([{ outcome: 'missed', startedAt: poured[0]?.at }]);
    expect(draws[0]?.seconds).toBeCloseTo(14.2, 0);
  });

  it('never has to read back more samples than a start takes well', async () => {
    const idle = Array.from({ length: 3 * longestReplay }, (_, n) => ({
      at: clock.now() - minute + n,
      readings: { temperature: 21, flow: 0 },
    }));
    for (const one of idle) await ledger.submit(samples([one]));
    let toReplay = 0;
    for await (const _row of (await store.recover()).samples) toReplay += 1;
    expect(toReplay).toBeLessThanOrEqual(longestReplay);
    await crash();
    expect(ledger.one('hw-1203')?.lastSample).toMatchObject({ at: idle.at(-1)?.at });
  });

  it('of a device is the end of its memory, even where all happens in one commit', async () => {
    await Promise.all([
      ledger.submit(samples(tap(clock.now() - minute, 7, 20))),
      ledger.submit({ type: 'revoke-device', device: outlet, by: admin }),
    ]);
    expect((await store.recover()).snapshots.has(outlet)).toBe(false);
    await register('hw-1203', 'hot-water-sensor', '1203');
    await crash();
    expect(ledger.one('hw-1203')).toMatchObject({ presence: 'unknown' });
    expect(ledger.one('hw-1203')?.lastSample).toBeUndefined();
  });
});

describe('a bug of the hub', () => {
  it('is refused, set aside whole, and leaves a hotel that is what the disk says', async () => {
    const before = ledger.submit(ask('r1', 'water'));
    const stumbled = ledger.submit(ask('r2', stumble));
    const after = ledger.submit(ask('r3', 'towels'));
    expect(await before).toMatchObject({ accepted: true });
    expect(await stumbled).toMatchObject({ accepted: false, refusal: { code: 'hub-failed' } });
    expect(await after).toMatchObject({ accepted: true, repeat: false });
    expect(letters).toMatchObject([{ input: { id: 'r2' }, reason: expect.stringContaining('out of its depth') }]);
    const asked = (await storedFacts()).flatMap(({ fact }) => (fact.type === 'task-changed' ? [fact.task.title] : []));
    expect(asked).toEqual(['1203 asks for water', '1203 asks for towels']);
    await ledger.submit(ask('r4', stumble));
    expect(ledger.all().map(({ record }) => record.id)).toEqual(['hw-1203', 'tea-l1']);
  });

  it('costs a device neither its connection nor its next message, and the engineer can read of it', async () => {
    const { admit, counters } = createAdmission({
      property: settings.property.id,
      kindOf: ledger.kindOf,
      clock,
      ledger: {
        submit: ledger.submit,
        take: (samples, failed) => ledger.take({ ...samples, samples: [unreadableSample] }, failed),
      },
      downlink: () => ({ publish: async () => {} }),
      retainedIs: 'live',
    });
    const payload = new TextEncoder().encode('{"temperature":20,"flow":0}');
    await admit({ topic: 'hub/demo/hw-1203/telemetry', payload, qos: 1, retain: false });
    expect(counters.refused).toBe(1);
    expect(ledger.one('hw-1203')?.refused).toMatchObject([
      { reason: 'the hub failed on it: out of its depth', firstBytes: '{"temperature":20,"flow":0}' },
    ]);
  });
});

// The API on a real port over a real store. Behind it stand small fakes of the hub's own ports: the test says what the domain
// answers and what happens in the hotel.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PropertyId } from '../../../devices/identifiers.ts';
import type { ApiPorts, ApiSettings } from '../../../gateway/api/api-ports.ts';
import { hashPassword } from '../../../gateway/api/authentication/passwords.ts';
import { hashSecret, makeSecret } from '../../../gateway/api/authentication/secrets.ts';
import { createSignIn } from '../../../gateway/api/authentication/sign-in.ts';
import { type Api, createApi } from '../../../gateway/api/server.ts';
import { type HttpLimits, httpLimits } from '../../../gateway/config/http-limits.ts';
import type { DeviceStatus } from '../../../gateway/domain/device-status.ts';
import type { Phone } from '../../../gateway/domain/dispatch/phones.ts';
import type { Fact, RecordedFact } from '../../../gateway/domain/facts.ts';
import type { Input } from '../../../gateway/domain/inputs.ts';
import { houseFeedRules } from '../../../gateway/domain/journey/silence.ts';
import type { Role, Space } from '../../../gateway/domain/property.ts';
import { judgedByDay } from '../../../gateway/history/judged-by-day.ts';
import type {
  Alongside,
  Answer,
  CredentialChange,
  DrawOutcomes,
  DrawTally,
  ReadinessCheck,
  ReadingPoint,
  ReadingQuery,
  TallyQuery,
} from '../../../gateway/ports.ts';
import { openStore, type Store } from '../../../gateway/store/store.ts';
import { aStandard } from './examples.ts';

export interface TestApi {
  readonly url: string;
  readonly tlsUrl?: string;
  readonly api: Api;
  readonly store: Store;
  /** What the API asked of the domain. */
  readonly inputs: Input[];
  /** What the API told of phones, unasked, the latest last. */
  readonly phonesTold: (readonly Phone[])[];
  /** What went wrong in the hub itself. */
  readonly failures: Error[];
  /** Devices and staff. */
  readonly disconnected: string[];
  readonly devices: Map<string, DeviceStatus>;
  readonly spaces: Space[];
  readonly history: {
    readings: (query: ReadingQuery) => ReadingPoint[];
    tally: (query: TallyQuery) => DrawTally[];
    /** Beside `judgedIn`, which follows `tally`. */
    outcomes: Omit<DrawOutcomes, 'judgedIn'>;
  };
  checks: ReadinessCheck[];
  now: number;
  /** The domain's answer to the next inputs; by default it accepts and nothing follows. */
  answer: (input: Input) => Answer | Promise<Answer>;
  /** Something happens in the hotel: committed, then told. */
  happen(...facts: Fact[]): Promise<readonly RecordedFact[]>;
  /** Changes who may sign in, past the API. */
  change(...credentials: CredentialChange[]): Promise<void>;
  /** Makes a token of the role and calls with it. */
  as(role: Role): Promise<Call>;
  /** Makes a user; the password is `password-of-<name>`. */
  addUser(name: string, role: Role): Promise<void>;
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  stop(): Promise<void>;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they expect
  readonly body: any;
}

export type Call = (method: string, path: string, body?: unknown) => Promise<Reply>;

type TestSettings = Partial<Omit<ApiSettings, 'limits'> & { readonly limits: Partial<HttpLimits> }>;

export async function startTestApi({ limits, ...settings }: TestSettings = {}): Promise<TestApi> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-api-'));
  const store = await openStore({ dataDir });
  const listeners = new Set<(facts: readonly RecordedFact[]) => void>();
  let seq = 0;
  const test: Omit<TestApi, 'api' | 'url' | 'tlsUrl'> = {
    store,
    inputs: [],
    phonesTold: [],
    failures: [],
    disconnected: [],
    devices: new Map(),
    spaces: [],
    history: {
      readings: () => [],
      tally: () => [],
      outcomes: {
        byQuarter: async () => [],
        byFloor: async () => [],
        missesByPlace: async () => [],
        judgedAt: async () => ({ met: 0, missed: 0 }),
      },
    },
    checks: [
      { name: 'broker', ok: true },
      { name: 'store', ok: true },
      { name: 'history', ok: true },
    ],
    now: Date.parse('2026-03-01T06:00:00Z'),
    answer: () => ({ accepted: true, facts: [], repeat: false }),
    async happen(...facts) {
      const recorded = facts.map((fact) => {
        seq += 1;
        return { seq, at: test.now, fact };
      });
      await store.commit({ facts: recorded, samples: [], seen: [], snapshots: [] });
      for (const listener of listeners) listener(recorded);
      return recorded;
    },
    change: (...credentials) => store.commit({ facts: [], samples: [], seen: [], snapshots: [], credentials }),
    async as(role) {
      const token = makeSecret();
      await test.change({ type: 'put-token', token: { name: `a-${role}`, role, hash: hashSecret(token) } });
      return (method, path, body) =>
        test.call(method, path, { headers: { authorization: `Bearer ${token}` }, ...(body !== undefined && { body }) });
    },
    async addUser(name, role) {
      const passwordHash = await hashPassword(`password-of-${name}`);
      await test.change({ type: 'put-user', user: { name, role, passwordHash, disabled: false } });
    },
    async call(method, path, { body, headers } = {}) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    },
    async stop() {
      await api.stop();
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
  async function answerTo(input: Input): Promise<Answer> {
    const accepted: Answer = { accepted: true, facts: [], repeat: false };
    // The audit log moves nothing in the hotel: audit.test.ts is about it.
    if (input.type === 'note-action') return accepted;
    if (input.type === 'phones-listening') {
      test.phonesTold.push(input.phones);
      return accepted;
    }
    test.inputs.push(input);
    return test.answer(input);
  }
  const ports: ApiPorts = {
    ledger: {
      async submit(input, { credentials }: Alongside = {}) {
        const answer = await answerTo(input);
        if (answer.accepted && credentials !== undefined) await test.change(...credentials);
        return answer;
      },
    },
    records: store,
    feed: store,
    credentials: store,
    signIn: createSignIn(store, { now: () => test.now }),
    live: {
      lastSeq: () => seq,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    devices: {
      all: () => [...test.devices.values()],
      one: (id) => test.devices.get(id),
      spaces: () => test.spaces,
    },
    history: {
      name: 'embedded',
      writeFacts: async () => {},
      writeSamples: async () => {},
      close: async () => {},
      ping: async () => {},
      readings: async (query) => test.history.readings(query),
      tally: async (query) => test.history.tally(query),
      // The days of this API are those of UTC.
      judgedSpaces: (query) => judgedByDay(async (one) => test.history.tally(one))({ ...query, timeZone: 'UTC' }),
      outcomes: {
        byQuarter: (span) => test.history.outcomes.byQuarter(span),
        byFloor: (span) => test.history.outcomes.byFloor(span),
        missesByPlace: (span) => test.history.outcomes.missesByPlace(span),
        judgedAt: (span, places) => test.history.outcomes.judgedAt(span, places),
        async judgedIn(span) {
          const rows = test.history.tally({ ...span, by: 'space' });
          return new Set(rows.filter(({ met, missed }) => met + missed > 0).map(({ key }) => key));
        },
      },
    },
    connections: {
      async disconnect(device) {
        test.disconnected.push(device);
      },
      async disconnectStaff(name) {
        test.disconnected.push(name);
      },
    },
    messages: { of: () => [] },
    readiness: { checks: async () => test.checks },
    metrics: {
      families: () => [
        {
          name: 'hub_messages_total',
          help: 'Messages.',
          type: 'counter',
          samples: [{ labels: { kind: 'a"b' }, value: 3 }],
        },
      ],
    },
    clock: { now: () => test.now, schedule: () => () => {} },
    property: { id: 'demo' as PropertyId, name: 'Demo', timeZone: 'Asia/Shanghai' },
    shippedStandards: [aStandard()],
    shippedServiceStandards: [],
    feedRules: houseFeedRules,
    daysOf: (from, to) => utcDays(from, to),
    dayOf: (at) => new Date(at).toISOString().slice(0, 10),
  };
  const api = await createApi(ports, {
    host: '127.0.0.1',
    port: 0,
    hstsDays: 180,
    limits: { ...httpLimits(), ...limits },
    report: (error) => test.failures.push(error),
    ...settings,
  });
  const address = await api.start();
  const { url } = address;
  return Object.assign(test, { api, ...address });
}

const dayMs = 86_400_000;

function utcDays(from: number, to: number) {
  const days = [];
  for (let day = from - (from % dayMs); day < to; day += dayMs) {
    days.push({ key: new Date(day).toISOString().slice(0, 10), from: day, to: day + dayMs });
  }
  return days;
}

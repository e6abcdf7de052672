// The composition root: the only file that wires adapters together. `openHub` reads the house back from disk and readies
// the API with nothing listening, which is all that the command line needs; `serve` opens the doors.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { type Broker, createBroker } from '../broker/broker.ts';
import type { TlsListener } from '../broker/listeners.ts';
import { DeviceId } from '../devices/identifiers.ts';
import { deviceTopic } from '../devices/topics.ts';
import type { ApiApp } from './api/api-ports.ts';
import { ensureAdmin } from './api/authentication/ensure-admin.ts';
import { createSignIn } from './api/authentication/sign-in.ts';
import { createApi } from './api/server.ts';
import { wirePush } from './api/wire/push.ts';
import { wireTask } from './api/wire/task.ts';
import { removeControlFile, writeControlFile } from './cli/control-file.ts';
import type { Config } from './config.ts';
import { createCalendar } from './domain/calendar.ts';
import type { FactType, RecordedFact } from './domain/facts.ts';
import { measuringPoints } from './domain/property.ts';
import { servicePresets } from './domain/standards/house-presets.ts';
import { presets } from './domain/warm-up/presets.ts';
import { createDeviceCommands } from './downlink/device-commands.ts';
import { openEmbeddedHistory } from './history/embedded.ts';
import { createEmbeddedRetention, type EmbeddedRetention } from './history/embedded-retention.ts';
import { embeddedHistoryFile } from './history/embedded-schema.ts';
import { createInfluxHistory } from './history/influx.ts';
import { withLocalTallies } from './history/local-tallies.ts';
import { createHubMetrics } from './hub-metrics.ts';
import { createClientCheck } from './identify-client.ts';
import { createAdmission } from './ingestion/admit-message.ts';
import { createExternalBroker } from './ingestion/external-broker.ts';
import { describeRefused } from './ingestion/parse-message.ts';
import { createJobs, type Job } from './jobs/housekeeping-jobs.ts';
import { createLedger, type RunningLedger } from './ledger.ts';
import { createStaffPushes } from './notifications/staff-pushes.ts';
import { createStaffTopic } from './notifications/staff-topic.ts';
import type { Clock, Downlink, History, SampleRow } from './ports.ts';
import { createProjector, type Projector } from './projector.ts';
import { createReadiness } from './readiness.ts';
import { recallHotel } from './recall-hotel.ts';
import { createBrokerStorage } from './store/broker-storage.ts';
import { createRetention, evidenceDays, seenDays, telemetryDays } from './store/retention.ts';
import { openStore, type Store } from './store/store.ts';
import { systemClock } from './system-clock.ts';

export interface HubAddress {
  /** `http://127.0.0.1:8080` */
  readonly http: string;
  /** `mqtt://127.0.0.1:1883`; the external broker's where there is one, without its credentials. */
  readonly mqtt: string;
  /** First start without a given password: print it once. */
  readonly madeAdminPassword?: string;
}

export interface Hub {
  /** Answers `inject`, listening or not. */
  readonly app: ApiApp;
  /** Signs the calls of this machine's command line, for this run. */
  readonly controlToken: string;
  serve(): Promise<HubAddress>;
  /** Takes nothing more, commits what was taken, ends connections. Safe to call twice. */
  close(): Promise<void>;
}

export interface HubOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock?: Clock;
  /** The built pages. Unset serves the API alone. */
  readonly pagesDir?: string;
}

/** The link to devices: embedded or external. */
interface DeviceLink extends Downlink {
  start(): Promise<{ readonly url: string }>;
  stop(): Promise<void>;
  disconnect(device: string): void;
  counters(): Readonly<Record<string, number>>;
  /** Rejects with the reason where devices cannot reach the hub. */
  ping(): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;
const factsAtOnce = 500;
const sampleRowsAtOnce = 2_000;

export async function openHub({ config, log, clock = systemClock, pagesDir }: HubOptions): Promise<Hub> {
  const store = await openStore({ dataDir: config.dataDir });
  const ledger = createLedger({
    clock,
    journal: store,
    log,
    setAside: (input, reason) => store.setAside({ projection: 'ledger', reason, content: JSON.stringify(input) }),
    recall: async () => {
      const recovery = await store.recover();
      return recallHotel(recovery, { ...houseSettings(config), standards: presets }, clock.now());
    },
  });
  await ledger.start();
  await writeDownSpaces(config, ledger);
  await writeDownDispatch(config, ledger);
  await writeDownStandards(config, ledger);

  const { history, local } = await openHistory(config, store, ledger);
  const link = openDeviceLink({ config, log, clock, store, ledger });
  const projectors = createProjectors({ config, log, clock, store, ledger, history, link });
  const controlToken = randomBytes(32).toString('base64url');
  const api = await createApi(
    {
      ledger,
      records: store,
      devices: ledger,
      feed: store,
      live: ledger,
      credentials: store,
      history,
      connections: { disconnect: async (device) => link.disconnect(device) },
      readiness: createReadiness({ broker: link.ping, store: store.ping, history: history.ping }),
      metrics: createHubMetrics({
        linkCounts: link.counters,
        projections: projectors.map(({ name, projector }) => ({ name, ...projector })),
        lastSeq: ledger.lastSeq,
        devicesByPresence: () => countBy(ledger.all(), (one) => one.presence),
      }),
      clock,
      property: config.property,
      shippedStandards: presets,
      shippedServiceStandards: servicePresets,
      daysOf: createCalendar(config.property.timeZone).days,
      dayOf: createCalendar(config.property.timeZone).dayOf,
    },
    {
      ...config.http,
      controlToken,
      report: (error, call) => log.error({ error, call }, 'a call failed'),
      ...(pagesDir !== undefined && { pagesDir }),
    },
  );
  const jobs = createJobs(dailyWork({ config, log, clock, store, ledger, history, local }), (job, error) =>
    log.error({ job, error }, 'a job failed'),
  );
  let serving = false;
  let closing: Promise<void> | undefined;

  async function shutDown(): Promise<void> {
    if (serving) {
      removeControlFile(config.dataDir);
      await jobs.stop();
    }
    await api.stop();
    if (serving) await link.stop();
    await ledger.stop();
    if (serving) await Promise.all(projectors.map(({ projector }) => projector.stop()));
    await store.close();
  }

  return {
    app: api.app,
    controlToken,

    async serve() {
      const isFirstStart = !store.users().some((user) => user.role === 'admin');
      const madeAdminPassword = await ensureAdmin(store, config.adminPassword);
      if (config.adminPassword !== undefined && !isFirstStart) {
        log.info(
          'HUB_ADMIN_PASSWORD is for the first start of a data directory: this one has an administrator already',
        );
      }
      serving = true;
      const { url: mqtt } = await link.start();
      for (const { projector } of projectors) await projector.start();
      const { url: http } = await api.start();
      jobs.start();
      writeControlFile(config.dataDir, { url: http, token: controlToken, pid: process.pid });
      return { http, mqtt, ...(madeAdminPassword !== undefined && { madeAdminPassword }) };
    },

    close() {
      closing ??= shutDown();
      return closing;
    },
  };
}

/** Which standards judge which outlets, and the rules of the house. */
function houseSettings({ property, tasks, incidents, standards, feeds }: Config) {
  const judgedBy = measuringPoints.flatMap((point) => [standards.primary[point], ...standards.also[point]]);
  return {
    property,
    taskRules: tasks,
    incidentRules: incidents,
    judgedBy,
    serviceStandards: servicePresets,
    feedRules: feeds,
  };
}

/** Spaces of hub.yaml go on record; what has not changed makes no fact. */
async function writeDownSpaces(config: Config, ledger: RunningLedger): Promise<void> {
  for (const space of config.spaces) await ledger.submit({ type: 'set-space', space });
}

/** What hub.yaml says of dispatch goes on record where it says something new. */
async function writeDownDispatch({ dispatch }: Config, ledger: RunningLedger): Promise<void> {
  if (dispatch === undefined) return;
  const by = { name: 'hub.yaml', role: 'admin' } as const;
  await ledger.submit({ type: 'set-dispatch', rules: dispatch, source: 'file', by });
}

async function writeDownStandards({ serviceStandards }: Config, ledger: RunningLedger): Promise<void> {
  const by = { name: 'hub.yaml', role: 'admin' } as const;
  for (const standard of serviceStandards) {
    await ledger.submit({ type: 'set-service-standard', ...standard, origin: 'file', by });
  }
}

interface OpenHistory {
  readonly history: History;
  readonly local: EmbeddedRetention;
}

/** Tallies are always counted here, so that compliance answers while InfluxDB is away. */
async function openHistory(config: Config, store: Store, ledger: RunningLedger): Promise<OpenHistory> {
  const file = await store.openFile('history.db', embeddedHistoryFile);
  const embedded = await openEmbeddedHistory({ file, timeZone: config.property.timeZone });
  const local = createEmbeddedRetention(file);
  if (config.influx === undefined) return { history: embedded, local };
  const deviceTags = (device: string) => {
    const status = ledger.one(device);
    return status && { kind: status.record.kind, space: status.record.space };
  };
  const influx = createInfluxHistory({
    ...config.influx,
    property: config.property.id,
    deviceTags,
    deadLetters: store,
  });
  return { history: withLocalTallies(influx, embedded), local };
}

interface LinkParts {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly store: Store;
  readonly ledger: RunningLedger;
}

function openDeviceLink(parts: LinkParts): DeviceLink {
  return parts.config.mqtt.url === undefined ? embeddedLink(parts) : externalLink(parts, parts.config.mqtt.url);
}

function admission({ config, clock, ledger }: LinkParts, retainedIs: 'live' | 'replay', downlink: () => Downlink) {
  const property = config.property.id;
  return createAdmission({ property, kindOf: ledger.kindOf, clock, ledger, retainedIs, downlink });
}

function embeddedLink(parts: LinkParts): DeviceLink {
  const { config, log, clock, store, ledger } = parts;
  const property = config.property.id;
  const intake = admission(parts, 'live', () => broker);
  const signIn = createSignIn(store, clock);
  const checkClient = createClientCheck({
    property,
    credentials: store,
    checkPerson: (name, password) => signIn.check(name, password, 'mqtt'),
  });
  const { host, port, tls } = config.mqtt;
  const broker: Broker = createBroker({
    host,
    port,
    ...(tls !== undefined && { tls: readTls(tls) }),
    storage: createBrokerStorage(store.database),
    now: clock.now,
    isDevice: (id) => store.deviceSecretHash(id) !== undefined,
    authenticate: (_clientId, username, password) => checkClient(username, password),
    admit: intake.admit,
    refused(identity, topic, reason, firstBytes) {
      if (identity.kind !== 'device') return;
      const refused = describeRefused({ topic, payload: firstBytes, receivedAt: clock.now() }, reason);
      const device = DeviceId.parse(identity.id);
      ledger
        .submit({ type: 'message-refused', device, refused })
        .catch((error) => log.error({ error }, 'not recorded'));
    },
    refusedConnect: (clientId, username, reason) => log.warn({ clientId, username, reason }, 'connect refused'),
    failed: (error) => log.error({ error }, 'broker'),
  });
  let address: string | undefined;

  return {
    async start() {
      const { port: taken } = await broker.start();
      address = `mqtt://${host.includes(':') ? `[${host}]` : host}:${taken}`;
      return { url: address };
    },
    stop: broker.stop,
    publish: broker.publish,
    disconnect(device) {
      broker.disconnect('device', device, { forget: true });
      // What it was told to be does not outlive it: an empty retained payload clears the topic.
      const config = deviceTopic(property, DeviceId.parse(device), 'config');
      broker.publish(config, '', { retain: true }).catch((error) => log.error({ error }, 'config not cleared'));
    },
    async ping() {
      if (address === undefined) throw new Error('the broker does not listen');
    },
    counters: () => ({ ...intake.counters, ...broker.stats() }),
  };
}

function externalLink(parts: LinkParts, url: string): DeviceLink {
  const { config, log, ledger } = parts;
  const property = config.property.id;
  const intake = admission(parts, 'replay', () => broker);
  const broker = createExternalBroker({
    url,
    clientId: `touchpoint-hub-${property}`,
    property,
    admit: intake.admit,
    onLink(up, reason) {
      if (!up) log.warn({ reason }, 'the external broker is out of reach');
      ledger.submit({ type: 'broker-link', up }).catch((error) => log.error({ error }, 'not recorded'));
    },
  });

  return {
    async start() {
      await broker.start();
      return { url: withoutCredentials(url) };
    },
    stop: broker.stop,
    publish: broker.publish,
    // Signing devices in is the external broker's own business; a revoked device's messages are strays from now on.
    disconnect: () => {},
    ping: broker.ping,
    counters: () => ({ ...intake.counters, ...broker.stats() }),
  };
}

function withoutCredentials(url: string): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href.replace(/\/$/, '');
}

function readTls({ port, certFile, keyFile, clientCaFile }: NonNullable<Config['mqtt']['tls']>): TlsListener {
  return {
    port,
    cert: readFileSync(certFile),
    key: readFileSync(keyFile),
    ...(clientCaFile !== undefined && { clientCa: readFileSync(clientCaFile) }),
  };
}

interface NamedProjector {
  readonly name: string;
  readonly projector: Projector;
}

/** A history has cursors of its own: one that is added later is told all facts from the first. */
function samplesProjection(history: History): string {
  return `${history.name}-samples`;
}

function createProjectors(parts: LinkParts & { history: History; link: DeviceLink }): readonly NamedProjector[] {
  const { config, log, clock, store, ledger, history, link } = parts;
  const property = config.property.id;
  const ofFacts = (
    name: string,
    types: readonly FactType[],
    deliver: (facts: readonly RecordedFact[]) => Promise<void>,
  ) => {
    const read = (after: number, limit: number) => store.factsAfter(after, limit, types);
    const projector = createProjector({ name, feed: store, read, deliver, batchSize: factsAtOnce, log });
    ledger.subscribe((facts) => {
      if (facts.some(({ fact }) => types.includes(fact.type))) projector.wake();
    });
    return { name, projector };
  };
  const samplesName = samplesProjection(history);
  const samples = createProjector<SampleRow>({
    name: samplesName,
    feed: store,
    read: (after, limit) => store.samplesAfter(after, limit),
    deliver: (rows) => history.write({ facts: [], samples: rows }),
    batchSize: sampleRowsAtOnce,
    log,
  });
  ledger.onCommit(samples.wake);

  return [
    ofFacts(
      `${history.name}-facts`,
      ['draw-closed', 'touchpoint-recorded', 'touchpoint-judged', 'task-changed'],
      (facts) => history.write({ facts, samples: [] }),
    ),
    { name: samplesName, projector: samples },
    ofFacts('staff-topic', ['task-changed'], createStaffTopic({ property, downlink: link, describe: wireTask })),
    ofFacts('staff-pushes', ['push-decided'], createStaffPushes({ property, downlink: link, describe: wirePush })),
    ofFacts('device-commands', ['command-changed'], createDeviceCommands({ property, downlink: link, clock })),
  ];
}

function dailyWork(parts: LinkParts & OpenHistory): readonly Job[] {
  const { config, clock, store, ledger, history, local } = parts;
  const retention = createRetention(store.database);
  const { dayOf } = createCalendar(config.property.timeZone);
  const daysAgo = (days: number) => clock.now() - days * dayMs;
  return [
    { name: 'checkpoint', at: '*/10 * * * *', run: ledger.checkpoint },
    {
      name: 'drop-samples',
      at: '5,15,25,35,45,55 * * * *',
      run: () => retention.dropSamples([samplesProjection(history)], daysAgo(7)),
    },
    {
      name: 'drop-evidence',
      at: '17 3 * * *',
      run: async () => {
        await retention.dropEvidence(daysAgo(evidenceDays));
        await local.dropEvidence(daysAgo(evidenceDays), dayOf(daysAgo(evidenceDays)));
      },
    },
    {
      name: 'erase-stays',
      at: '57 3 * * *',
      run: () => ledger.submit({ type: 'erase-stays', before: daysAgo(config.eraseStaysAfterDays) }),
    },
    { name: 'drop-telemetry', at: '47 3 * * *', run: () => local.dropTelemetry(daysAgo(telemetryDays)) },
    { name: 'forget-seen', at: '27 3 * * *', run: () => retention.forgetSeen(daysAgo(seenDays)) },
    { name: 'drop-sessions', at: '37 * * * *', run: () => retention.dropExpiredSessions(clock.now()) },
  ];
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

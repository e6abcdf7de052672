// The composition root, with its parts in hub/: nothing else wires adapters together. `openHub` reads the house back from disk and readies
// the API with nothing listening, which is all that the command line needs; `serve` opens the doors.
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DeviceId } from '../devices/identifiers.ts';
import type { ApiApp } from './api/api-ports.ts';
import { ensureAdmin } from './api/authentication/ensure-admin.ts';
import { createSignIn } from './api/authentication/sign-in.ts';
import { readAuthority } from './authority/authority-files.ts';
import { removeControlFile, writeControlFile } from './cli/control-file.ts';
import { listenProblem, makeDataDir } from './config/usable-settings.ts';
import type { Config } from './config.ts';
import { createCalendar } from './domain/calendar.ts';
import { servicePresets } from './domain/standards/house-presets.ts';
import { presets } from './domain/warm-up/presets.ts';
import { createHostClock } from './host-clock.ts';
import { dailyWork } from './hub/daily-work.ts';
import { openDeviceLink } from './hub/device-link.ts';
import { followHostClock } from './hub/follow-host-clock.ts';
import { httpSettings } from './hub/http-settings.ts';
import { createLoadWatch } from './hub/load-watch.ts';
import { openHistory } from './hub/open-history.ts';
import { openPhoneCalls } from './hub/open-phone-calls.ts';
import { renewOwnCertificate } from './hub/own-certificate.ts';
import { keepOwnProperty, ownPropertyBefore } from './hub/own-property.ts';
import { createProjectors, samplesProjection } from './hub/projections.ts';
import { houseSettings, writeDownConfig } from './hub/write-down-config.ts';
import { createHubMetrics } from './hub-metrics.ts';
import { createRecentMessages } from './ingestion/recent-messages.ts';
import { createJobs } from './jobs/housekeeping-jobs.ts';
import { createLedger } from './ledger.ts';
import type { Clock } from './ports.ts';
import { createReadiness } from './readiness.ts';
import { recallHotel } from './recall-hotel.ts';
import { openStore } from './store/store.ts';

export interface HubAddress {
  /** `http://127.0.0.1:8080` */
  readonly http: string;
  /** `https://127.0.0.1:8443`, where the hub speaks TLS. */
  readonly https?: string;
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
  /** Of the administrator who is made at the first start, where no setting says one. Unset: the hub makes one and tells it. */
  readonly firstAdminPassword?: string;
}

const loadApi = () => import('./api/server.ts');

export async function openHub({ config, log, pagesDir, ...options }: HubOptions): Promise<Hub> {
  const hostClock = createHostClock();
  const clock = options.clock ?? hostClock;
  makeDataDir(config.dataDir);
  renewOwnCertificate({ config, log, clock });
  const store = await openStore({
    dataDir: config.dataDir,
    damaged: (row) => log.error(row, 'the disk gave back a damaged row: check it, and run hub verify'),
  });
  const propertyBefore = await ownPropertyBefore(config, store);
  const ledger = createLedger({
    clock,
    journal: store,
    log,
    storeBack: (since, reason) => ledger.submit({ type: 'store-back', since, reason }),
    saidOtherwise: (id) =>
      store.setAside({
        projection: 'ledger',
        reason: 'this id was used before, for something else: only what came first counts',
        content: JSON.stringify({ id }),
      }),
    setAside: (input, reason) => store.setAside({ projection: 'ledger', reason, content: JSON.stringify(input) }),
    recall: async () => {
      const recovering = store.recover();
      // A third of all modules, fetched here while other threads read the house back from disk: they have been asked by now.
      await setImmediate();
      void loadApi();
      const recovery = await recovering;
      return recallHotel(recovery, { ...houseSettings(config), standards: presets }, clock.now());
    },
  });
  await ledger.start();
  followHostClock(hostClock, { ledger, log });
  await keepOwnProperty(config, { store, ledger, before: propertyBefore });
  await writeDownConfig(config, ledger);

  const { history, local, followers } = await openHistory(config, store, ledger, log);
  const signIn = createSignIn(store, clock);
  const historyHasRoom = () => ledger.lastSamplesSeq() - samplesProjector.position() < config.historyBacklog;
  const recentMessages = createRecentMessages({ kindOf: (device) => ledger.kindOf(device as DeviceId) });
  const link = openDeviceLink({
    config,
    log,
    clock,
    store,
    ledger,
    signIn,
    historyHasRoom,
    witness: hostClock.witness,
    trace: recentMessages.keep,
  });
  const phoneCalls = await openPhoneCalls({ config, log, clock, store, ledger });
  const projectors = createProjectors({
    ...{ config, log, clock, store, ledger, history, followers, link },
    ...(phoneCalls !== undefined && { rings: phoneCalls.rings }),
  });
  const { projector: samplesProjector } = projectors.find(({ name }) => name === samplesProjection(history))!;
  const load = createLoadWatch({ config, log });
  const controlToken = randomBytes(32).toString('base64url');
  const { createApi } = await loadApi();
  const api = await createApi(
    {
      ledger,
      records: store,
      devices: ledger,
      feed: store,
      live: ledger,
      credentials: store,
      signIn,
      history,
      ...(phoneCalls !== undefined && { phoneCalls: phoneCalls.calls }),
      connections: {
        disconnect: async (device) => link.disconnect(device),
        disconnectStaff: async (name) => link.disconnectStaff(name),
      },
      messages: recentMessages,
      readiness: createReadiness({ broker: link.ping, store: store.ping, history: history.ping }),
      metrics: createHubMetrics({
        linkCounts: link.counters,
        projections: projectors.map(({ name, projector }) => ({ name, ...projector })),
        lastSeq: ledger.lastSeq,
        ...(phoneCalls !== undefined && { phoneRings: phoneCalls.rings.counts }),
        otherRepeats: ledger.otherRepeats,
        hostAheadMs: hostClock.hostAheadMs,
        devicesByPresence: () => (ledger.isAway() ? {} : countBy(ledger.all(), (one) => one.presence)),
      }),
      clock,
      property: config.property,
      shippedStandards: presets,
      shippedServiceStandards: servicePresets,
      feedRules: config.feeds,
      daysOf: createCalendar(config.property.timeZone).days,
      dayOf: createCalendar(config.property.timeZone).dayOf,
    },
    {
      ...httpSettings(config.http, log),
      authority: () => (config.hasGivenCertificate ? undefined : readAuthority(config.ownCertificateFile)),
      controlToken,
      isOverloaded: load.isOverloaded,
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
      load.stop();
    }
    await api.stop();
    if (serving) await link.stop();
    phoneCalls?.rings.stop();
    await ledger.stop();
    if (serving) await Promise.all(projectors.map(({ projector }) => projector.stop()));
    await history.close();
    await store.close();
  }

  return {
    app: api.app,
    controlToken,

    async serve() {
      const { host, port, tls } = config.http;
      const isFirstStart = !store.users().some((user) => user.role === 'admin');
      const madeAdminPassword = await ensureAdmin(store, ledger, config.adminPassword ?? options.firstAdminPassword);
      if (config.adminPassword !== undefined && !isFirstStart) {
        log.info(
          'HUB_ADMIN_PASSWORD is for the first start of a data directory: this one has an administrator already',
        );
      }
      serving = true;
      const { url: mqtt } = await link.start();
      // Together: what the first reads for long, the start of the others must not wait for.
      await Promise.all(projectors.map(({ projector }) => projector.start()));
      const { url: http, tlsUrl: https } = await api.start().catch((error: unknown) => {
        const ports = { HUB_HTTP_PORT: port, HUB_HTTPS_PORT: tls?.port };
        throw listenProblem(error, { name: 'HUB_HTTP', host, ports });
      });
      jobs.start();
      load.start();
      writeControlFile(config.dataDir, { url: http, token: controlToken, pid: process.pid });
      return {
        http,
        mqtt,
        ...(https !== undefined && { https }),
        ...(madeAdminPassword !== undefined && { madeAdminPassword }),
      };
    },

    close() {
      closing ??= shutDown();
      return closing;
    },
  };
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

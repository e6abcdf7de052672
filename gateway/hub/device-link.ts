// The link to devices: the embedded broker or an external one, with the same intake behind either.
import { type Broker, createBroker } from '../../broker/broker.ts';
import type { Load } from '../../broker/overload.ts';
import { DeviceId } from '../../devices/identifiers.ts';
import { deviceTopic } from '../../devices/topics.ts';
import type { SignIn } from '../api/authentication/sign-in.ts';
import { listenProblem } from '../config/usable-settings.ts';
import { commandExpiry } from '../downlink/command-expiry.ts';
import { createClientCheck } from '../identify-client.ts';
import { createAdmission } from '../ingestion/admit-message.ts';
import { createExternalBroker } from '../ingestion/external-broker.ts';
import { describeRefused } from '../ingestion/parse-message.ts';
import type { Downlink, UplinkMessage } from '../ports.ts';
import { createBrokerStorage } from '../store/broker-storage.ts';
import { type CertificateAndKey, openCertificateFiles } from './certificate-files.ts';
import type { HubParts } from './hub-parts.ts';
import { createStaffSignIns } from './staff-sign-ins.ts';

const loadMeans: Readonly<Record<Load, string>> = {
  calm: 'the event loop is on time again: everything is taken',
  shedding: 'the event loop is late: QoS 0 messages are dropped and counted until it is on time',
  closed: 'the event loop stays late: QoS 0 messages are dropped, and sign-ins to MQTT wait',
};

export interface DeviceLink extends Downlink {
  start(): Promise<{ readonly url: string }>;
  stop(): Promise<void>;
  disconnect(device: string): void;
  /** A user or token that has lost the right. */
  disconnectStaff(name: string): void;
  counters(): Readonly<Record<string, number>>;
  /** Rejects with the reason where devices cannot reach the hub. */
  ping(): Promise<void>;
}

/** `signIn`: the one that the pages use. */
type LinkParts = HubParts & {
  readonly signIn: SignIn;
  readonly historyHasRoom: () => boolean;
  readonly witness: (device: DeviceId, at: number) => void;
  readonly trace: (message: UplinkMessage, receivedAt: number) => void;
};

export function openDeviceLink(parts: LinkParts): DeviceLink {
  return parts.config.mqtt.url === undefined ? embeddedLink(parts) : externalLink(parts, parts.config.mqtt.url);
}

function admission(parts: LinkParts, retainedIs: 'live' | 'replay', downlink: () => Downlink) {
  const { config, clock, ledger, historyHasRoom, witness, trace } = parts;
  const property = config.property.id;
  const { kindOf } = ledger;
  return createAdmission({ property, kindOf, clock, ledger, retainedIs, downlink, historyHasRoom, witness, trace });
}

function embeddedLink(parts: LinkParts): DeviceLink {
  const { config, log, clock, store, ledger, signIn } = parts;
  const property = config.property.id;
  const intake = admission(parts, 'live', () => broker);
  const checkClient = createClientCheck({
    property,
    credentials: store,
    async checkPerson(username, password, address) {
      const result = await signIn.check({ username, password, address });
      return result.outcome === 'signed-in' ? result.user : undefined;
    },
  });
  const staffSignIns = createStaffSignIns({ ledger, credentials: store, clock });
  const { host, port, tls, limits } = config.mqtt;
  const certificates = tls && openCertificateFiles(tls);
  const broker: Broker = createBroker({
    host,
    port,
    ...(tls && certificates && { tls: { port: tls.port, ...certificates.current } }),
    limits,
    storage: createBrokerStorage(store.database),
    now: clock.now,
    expiryOf: commandExpiry,
    isDevice: (id) => store.deviceSecretHash(id) !== undefined,
    async authenticate(_clientId, username, password, address) {
      const identity = await checkClient(username, password, address);
      await staffSignIns.note(username, identity, address);
      return identity;
    },
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
    loadChanged: (load, lagMs) => log.warn({ load, lagMs: Math.round(lagMs) }, loadMeans[load]),
    failed: (error) => log.error({ error }, 'broker'),
  });
  let address: string | undefined;
  let stopLooking = () => {};

  /** New certificates and revocations are in force within seconds, without a connection less than those that are revoked. */
  function followCertificates(): void {
    const refused = (error: Error) => log.warn({ error }, 'the new certificates of MQTT do not fit: the old ones stay');
    const take = (renewed: CertificateAndKey) => {
      broker.renewTls(renewed);
      log.info('MQTT goes on with the renewed certificates');
    };
    if (certificates !== undefined) stopLooking = certificates.onRenewed(take, refused);
  }

  return {
    async start() {
      const { port: taken } = await broker.start().catch((error: unknown) => {
        const ports = { HUB_MQTT_PORT: port, HUB_MQTTS_PORT: tls?.port };
        throw listenProblem(error, { name: 'HUB_MQTT', host, ports });
      });
      followCertificates();
      address = `mqtt://${host.includes(':') ? `[${host}]` : host}:${taken}`;
      return { url: address };
    },
    async stop() {
      stopLooking();
      await broker.stop();
    },
    publish: broker.publish,
    disconnect(device) {
      broker.disconnect('device', device, { forget: true });
      // What it was told to be does not outlive it: an empty retained payload clears the topic.
      const config = deviceTopic(property, DeviceId.parse(device), 'config');
      broker.publish(config, '', { retain: true }).catch((error) => log.error({ error }, 'config not cleared'));
    },
    disconnectStaff: (name) => broker.disconnect('staff', name, { forget: true }),
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
    disconnectStaff: () => {},
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

// A broker on a free port for one test, its devices and staff, and what it took from them.
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { onTestFinished } from 'vitest';
import { type Broker, type BrokerOptions, createBroker } from '../../broker/broker.ts';
import type { Identity } from '../../broker/identity.ts';
import { createMemoryStorage, type MemoryStorage } from './memory-storage.ts';
import { devices, identify } from './people.ts';

export interface TestBroker {
  readonly broker: Broker;
  readonly storage: MemoryStorage;
  readonly port: number;
  readonly tlsPort: number | undefined;
  /** What `admit` was called with, in order: topic and payload. */
  readonly taken: { readonly topic: string; readonly payload: string; readonly retain: boolean }[];
  readonly refusals: {
    readonly who: string;
    readonly topic: string;
    readonly reason: string;
    readonly bytes: string;
  }[];
  readonly refusedConnects: string[];
  readonly changes: string[];
}

export async function startBroker(
  overrides: Partial<BrokerOptions> = {},
  storage = createMemoryStorage(),
): Promise<TestBroker> {
  const taken: TestBroker['taken'] = [];
  const refusals: TestBroker['refusals'] = [];
  const refusedConnects: string[] = [];
  const changes: string[] = [];
  const nameOf = (identity: Identity) => (identity.kind === 'device' ? identity.id : identity.name);
  const broker = createBroker({
    host: '127.0.0.1',
    port: 0,
    storage,
    authenticate: identify,
    isDevice: (id) => devices.includes(id),
    async admit({ topic, payload, retain }) {
      taken.push({ topic, payload: Buffer.from(payload).toString(), retain });
    },
    refused: (identity, topic, reason, firstBytes) =>
      refusals.push({ who: nameOf(identity), topic, reason, bytes: Buffer.from(firstBytes).toString() }),
    refusedConnect: (_clientId, _username, reason) => refusedConnects.push(reason),
    connectionChanged: (identity, connected) => changes.push(`${nameOf(identity)} ${connected ? 'here' : 'gone'}`),
    ...overrides,
  });
  const { port, tlsPort } = await broker.start();
  onTestFinished(() => broker.stop());
  return { broker, storage, port, tlsPort, taken, refusals, refusedConnects, changes };
}

/** A client that does not come again by itself; ended with the test. */
export function client(port: number, username: string, options: IClientOptions = {}): MqttClient {
  const made = mqtt.connect(`mqtt://127.0.0.1:${port}`, {
    clientId: username,
    username,
    password: 'secret',
    reconnectPeriod: 0,
    ...options,
  });
  made.on('error', () => {});
  onTestFinished(async () => {
    await made.endAsync(true);
  });
  return made;
}

export async function connected(port: number, username: string, options: IClientOptions = {}): Promise<MqttClient> {
  const made = client(port, username, options);
  await signedIn(made);
  return made;
}

/** A client of a session that waits for it, and what it receives from its first byte on. */
export async function cameBack(port: number, username: string): Promise<{ client: MqttClient; received: string[] }> {
  const made = client(port, username, { clean: false });
  // What was queued may come in one piece with CONNACK: nobody has time to listen after that.
  const received = inbox(made);
  await signedIn(made);
  return { client: made, received };
}

export function signedIn(made: MqttClient): Promise<void> {
  return new Promise((resolve, reject) => {
    made.once('connect', () => resolve());
    made.once('error', reject);
    made.once('close', () => reject(new Error('closed before CONNACK')));
  });
}

/** Collects what a client receives as `topic payload`. */
export function inbox(of: MqttClient): string[] {
  const received: string[] = [];
  of.on('message', (topic, payload) => received.push(`${topic} ${payload.toString()}`));
  return received;
}

export function closed(of: MqttClient): Promise<void> {
  return new Promise((resolve) => of.once('close', () => resolve()));
}

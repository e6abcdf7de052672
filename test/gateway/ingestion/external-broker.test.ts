import mqtt, { type MqttClient } from 'mqtt';
import { expect, it, onTestFinished, vi } from 'vitest';
import { PropertyId } from '../../../devices/identifiers.ts';
import {
  createExternalBroker,
  type ExternalBroker,
  type ExternalBrokerOptions,
} from '../../../gateway/ingestion/external-broker.ts';
import type { UplinkMessage } from '../../../gateway/ports.ts';
import { type Mosquitto, startMosquitto } from './start-mosquitto.ts';

const event = 'hub/demo/shower-0305/event';
const telemetry = 'hub/demo/shower-0305/telemetry';

interface Gateway {
  readonly broker: ExternalBroker;
  /** `topic payload`, and `(retained)` where it was. */
  readonly taken: string[];
  readonly links: boolean[];
}

async function startGateway(mosquitto: Mosquitto, overrides: Partial<ExternalBrokerOptions> = {}): Promise<Gateway> {
  const taken: string[] = [];
  const links: boolean[] = [];
  const broker = createExternalBroker({
    url: mosquitto.url,
    clientId: 'hub-demo',
    property: PropertyId.parse('demo'),
    async admit(message) {
      taken.push(describeMessage(message));
    },
    onLink: (up) => links.push(up),
    firstWaitMs: 20,
    ...overrides,
  });
  await broker.start();
  onTestFinished(() => broker.stop());
  await vi.waitFor(() => expect(broker.stats().linkUp).toBe(1), { timeout: 5_000 });
  return { broker, taken, links };
}

function describeMessage({ topic, payload, retain }: UplinkMessage): string {
  return `${topic} ${Buffer.from(payload).toString()}${retain ? ' (retained)' : ''}`;
}

async function device(mosquitto: Mosquitto): Promise<MqttClient> {
  const client = await mqtt.connectAsync(mosquitto.url, { clientId: 'shower-0305', reconnectPeriod: 20 });
  client.on('error', () => {});
  onTestFinished(() => client.endAsync(true));
  return client;
}

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

it('what devices say comes in, and what the hub says goes out', async () => {
  const mosquitto = await startMosquitto();
  const { broker, taken } = await startGateway(mosquitto);
  for (const channel of ['presence', 'about', 'telemetry', 'event', 'reply']) {
    await mosquitto.publish(`hub/demo/shower-0305/${channel}`, channel);
  }
  await mosquitto.publish('hub/other/shower-0305/event', 'of another property');
  await vi.waitFor(() =>
    expect(taken).toEqual(
      ['presence', 'about', 'telemetry', 'event', 'reply'].map(
        (channel) => `hub/demo/shower-0305/${channel} ${channel}`,
      ),
    ),
  );
  const shower = await device(mosquitto);
  const received: string[] = [];
  shower.on('message', (topic, payload) => received.push(`${topic} ${payload.toString()}`));
  await shower.subscribeAsync('hub/demo/shower-0305/+', { qos: 1 });
  await broker.publish('hub/demo/shower-0305/command', '{"id":"1","command":"flush"}', { retain: false });
  await vi.waitFor(() => expect(received).toEqual(['hub/demo/shower-0305/command {"id":"1","command":"flush"}']));
  // The hub hears its own command too and does not take it for a device's.
  await mosquitto.publish('hub/demo/shower-0305/command', '{"id":"2","command":"time"}');
  await vi.waitFor(() => expect(taken.at(-1)).toBe('hub/demo/shower-0305/command {"id":"2","command":"time"}'));
  expect(taken).toHaveLength(6);
});

it('a retained message is handed on as one, so that it makes nothing but state', async () => {
  const mosquitto = await startMosquitto();
  await mosquitto.publish(telemetry, '{}', '-r');
  await mosquitto.publish('hub/demo/shower-0305/presence', 'online', '-r');
  const { taken } = await startGateway(mosquitto);
  await vi.waitFor(() =>
    expect(taken.toSorted()).toEqual(['hub/demo/shower-0305/presence online (retained)', `${telemetry} {} (retained)`]),
  );
});

it('others see the hub come, leave and die', async () => {
  const mosquitto = await startMosquitto();
  const { broker } = await startGateway(mosquitto);
  const watcher = await device(mosquitto);
  const seen: string[] = [];
  watcher.on('message', (_topic, payload) => seen.push(payload.toString()));
  await watcher.subscribeAsync('hub/demo/hub/presence', { qos: 1 });
  await vi.waitFor(() => expect(seen).toEqual(['online']));
  await broker.stop();
  await vi.waitFor(() => expect(seen).toEqual(['online', 'offline']));

  const second = await startGateway(mosquitto);
  await vi.waitFor(() => expect(seen.at(-1)).toBe('online'));
  // A client that takes the session away is the nearest to a crash: no DISCONNECT was sent.
  const thief = await mqtt.connectAsync(mosquitto.url, { clientId: 'hub-demo', clean: false, reconnectPeriod: 0 });
  await vi.waitFor(() => expect(seen).toContain('offline'));
  await thief.endAsync(true);
  await vi.waitFor(() => expect(second.links).toEqual([true, false, true]));
});

it('many messages are under way at once, entered in order, and none is acknowledged before its commit', async () => {
  const mosquitto = await startMosquitto();
  const commit = gate();
  const entered: string[] = [];
  const { broker } = await startGateway(mosquitto, {
    async admit(message) {
      entered.push(describeMessage(message));
      await commit.opened;
    },
  });
  const shower = await device(mosquitto);
  const numbers = Array.from({ length: 50 }, (_, n) => String(n));
  await Promise.all(numbers.map((n) => shower.publishAsync(event, n, { qos: 1 })));
  // mosquitto keeps 20 unacknowledged ones in flight: all of these have entered, and no further one comes.
  await vi.waitFor(() => expect(entered).toHaveLength(20));
  await broker.publish('hub/demo/tea-l1/command', '{}', { retain: false });
  expect(entered).toHaveLength(20);
  commit.open();
  await vi.waitFor(() => expect(entered).toEqual(numbers.map((n) => `${event} ${n}`)));
});

it('a message that was received and not acknowledged when the gateway died comes again', async () => {
  const mosquitto = await startMosquitto();
  const never = gate();
  const lost: string[] = [];
  const first = await startGateway(mosquitto, {
    async admit(message) {
      lost.push(describeMessage(message));
      await never.opened;
    },
  });
  await mosquitto.publish(event, 'a');
  await mosquitto.publish(event, 'b');
  await vi.waitFor(() => expect(lost).toHaveLength(2));
  // The session is taken over by the restarted gateway; the first one's acknowledgements never go out.
  await first.broker.stop();
  const { taken } = await startGateway(mosquitto);
  await vi.waitFor(() => expect(taken).toEqual([`${event} a`, `${event} b`]));
  never.open();
});

it('a store that cannot write costs the connection, and the messages come again when it can', async () => {
  const mosquitto = await startMosquitto();
  const taken: string[] = [];
  let failures = 3;
  const { links } = await startGateway(mosquitto, {
    async admit(message) {
      if (failures-- > 0) throw new Error('disk full');
      taken.push(describeMessage(message));
    },
  });
  const shower = await device(mosquitto);
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => shower.publishAsync(event, name, { qos: 1 })));
  await vi.waitFor(() =>
    expect(new Set(taken)).toEqual(new Set(['a', 'b', 'c', 'd', 'e'].map((name) => `${event} ${name}`))),
  );
  await vi.waitFor(() => expect(links.slice(0, 3)).toEqual([true, false, true]));
});

it('messages sent while the gateway was away wait for it', async () => {
  const mosquitto = await startMosquitto();
  const first = await startGateway(mosquitto);
  await first.broker.stop();
  for (const name of ['a', 'b', 'c']) await mosquitto.publish(event, name);
  const { taken } = await startGateway(mosquitto);
  await vi.waitFor(() => expect(taken).toEqual(['a', 'b', 'c'].map((name) => `${event} ${name}`)));
});

it('a broker that goes and comes back is told once each, publishing meanwhile is refused, nothing acknowledged is lost', async () => {
  const mosquitto = await startMosquitto();
  const { broker, taken, links } = await startGateway(mosquitto);
  await mosquitto.publish(event, 'before');
  await mosquitto.stop();
  await vi.waitFor(() => expect(links).toEqual([true, false]));
  await expect(broker.publish('hub/demo/tea-l1/command', '{}', { retain: false })).rejects.toThrow('external broker');
  await expect(broker.ping()).rejects.toThrow('external broker');
  await mosquitto.start();
  await vi.waitFor(() => expect(links).toEqual([true, false, true]), { timeout: 10_000 });
  await mosquitto.publish(event, 'after');
  // The broker may have died before it read the acknowledgement: then the first one comes twice.
  await vi.waitFor(() => expect(taken.at(-1)).toBe(`${event} after`));
  expect([...new Set(taken)]).toEqual([`${event} before`, `${event} after`]);
  await broker.ping();
});

it('a hub that starts before its broker comes up when the broker does', async () => {
  const mosquitto = await startMosquitto();
  await mosquitto.kill();
  const links: string[] = [];
  const broker = createExternalBroker({
    url: mosquitto.url,
    clientId: 'hub-demo',
    property: PropertyId.parse('demo'),
    admit: async () => {},
    onLink: (up, reason) => links.push(up ? 'up' : `down: ${reason}`),
    firstWaitMs: 20,
  });
  await broker.start();
  onTestFinished(() => broker.stop());
  await vi.waitFor(() => expect(links).toEqual([expect.stringContaining('ECONNREFUSED')]));
  await mosquitto.start();
  await vi.waitFor(() => expect(links.at(-1)).toBe('up'), { timeout: 10_000 });
});

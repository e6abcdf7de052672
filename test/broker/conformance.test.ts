// Clauses of MQTT 3.1.1 that the hub's own topic policy never lets happen, on the broker's parts as an open broker: clients that
// write to each other, wildcards, QoS 2 on the way out, retained messages of clients.
import type { IPublishPacket, MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { BrokerLimits } from '../../broker/limits.ts';
import { connectPacket, packet, publishPacket, subscribePacket, text, welcome } from '../support/mqtt-packets.ts';
import { createOpenBroker, forbiddenFilter } from './open-broker.ts';
import { rawClient, welcomed } from './raw-client.ts';
import { closed, connected } from './start-broker.ts';

async function openBroker(limits: Partial<BrokerLimits> = {}): Promise<number> {
  const broker = createOpenBroker({ limits });
  const { port } = await broker.start();
  onTestFinished(() => broker.stop());
  return port;
}

interface Delivery {
  readonly topic: string;
  readonly payload: string;
  readonly qos: number;
  readonly retain: boolean;
}

function deliveries(client: MqttClient): Delivery[] {
  const received: Delivery[] = [];
  client.on('message', (topic, payload, { qos, retain }: IPublishPacket) => {
    received.push({ topic, payload: payload.toString(), qos, retain });
  });
  return received;
}

const anybody = { clean: true, keepalive: 0 } as const;

describe('publishing', () => {
  it.each([0, 1, 2] as const)('with QoS %d reaches a subscriber of QoS 2 with that QoS (3.8.4, 4.3)', async (qos) => {
    const port = await openBroker();
    const client = await connected(port, 'a', anybody);
    const received = deliveries(client);
    await client.subscribeAsync('TopicA', { qos: 2 });
    await client.publishAsync('TopicA', 'x', { qos });
    await vi.waitFor(() => expect(received).toEqual([{ topic: 'TopicA', payload: 'x', qos, retain: false }]));
  });

  it.each([
    [0, 'TopicA/B'],
    [1, 'TopicA/B'],
    [0, 'TopicA/+'],
    [1, '#'],
  ] as const)(
    'with QoS 2 reaches a subscriber of QoS %d to %s with no more than that (3.8.4-6)',
    async (qos, filter) => {
      const port = await openBroker();
      const client = await connected(port, 'a', anybody);
      const received = deliveries(client);
      await client.subscribeAsync(filter, { qos });
      await client.publishAsync('TopicA/B', 'x', { qos: 2 });
      await vi.waitFor(() => expect(received.map((one) => one.qos)).toEqual([qos]));
    },
  );

  it('once to overlapping filters, with the highest QoS of them (3.3.5-1)', async () => {
    const port = await openBroker();
    for (const [clientId, clean] of [
      ['clean', true],
      ['kept', false],
    ] as const) {
      const client = await connected(port, clientId, { ...anybody, clean });
      const received = deliveries(client);
      await client.subscribeAsync({ 'TopicA/+': { qos: 0 }, 'TopicA/#': { qos: 2 }, 'TopicA/C': { qos: 1 } });
      await client.publishAsync('TopicA/C', 'overlapping', { qos: 2 });
      await client.publishAsync('TopicA/C', 'end', { qos: 0 });
      await vi.waitFor(() => expect(received.at(-1)?.payload).toBe('end'));
      expect(received.map(({ payload, qos }) => `${payload} ${qos}`)).toEqual(['overlapping 2', 'end 0']);
    }
  });

  it('to a topic that begins with $ is no match for a wildcard at the front (4.7.2-1)', async () => {
    const port = await openBroker();
    const client = await connected(port, 'a', anybody);
    const received = deliveries(client);
    await client.subscribeAsync(['#', '+/+', '$TopicA/#'], { qos: 1 });
    await client.publishAsync('$Other/B', 'no', { qos: 1 });
    await client.publishAsync('$TopicA/B', 'named', { qos: 1 });
    await client.publishAsync('TopicA/B', 'end', { qos: 1 });
    await vi.waitFor(() => expect(received.map(({ payload }) => payload)).toEqual(['named', 'end']));
  });

  it('stops for a filter that was given back (3.10.4)', async () => {
    const port = await openBroker();
    const client = await connected(port, 'a', anybody);
    const received = deliveries(client);
    await client.subscribeAsync(['TopicA', 'TopicB', 'TopicC'], { qos: 2 });
    await client.unsubscribeAsync('TopicA');
    for (const topic of ['TopicA', 'TopicB', 'TopicC']) await client.publishAsync(topic, '', { qos: 1 });
    await vi.waitFor(() => expect(received.map(({ topic }) => topic)).toEqual(['TopicB', 'TopicC']));
  });
});

describe('retained messages', () => {
  it('come to a later subscriber, marked, until an empty one clears them (3.3.1-6, 3.3.1-10)', async () => {
    const port = await openBroker();
    const client = await connected(port, 'a', anybody);
    const topics = ['TopicA/B', 'Topic/C', 'TopicA/C'];
    for (const [index, topic] of topics.entries()) {
      await client.publishAsync(topic, 'kept', { qos: index as 0 | 1 | 2, retain: true });
    }
    const received = deliveries(client);
    await client.subscribeAsync('+/+', { qos: 2 });
    await vi.waitFor(() => expect(received.map(({ topic }) => topic).toSorted()).toEqual(topics.toSorted()));
    expect(received.every(({ retain }) => retain)).toBe(true);

    for (const topic of topics) await client.publishAsync(topic, '', { qos: 1, retain: true });
    const later = await connected(port, 'b', anybody);
    const nothing = deliveries(later);
    await later.subscribeAsync('#', { qos: 2 });
    await later.publishAsync('end', 'end', { qos: 1 });
    await vi.waitFor(() => expect(nothing.map(({ payload }) => payload)).toEqual(['end']));
  });
});

describe('a session', () => {
  it('keeps its filters and what came meanwhile, and says that it was there (3.1.2-4, 3.2.2-2)', async () => {
    const port = await openBroker();
    const before = await connected(port, 'kept', { ...anybody, clean: false });
    await before.subscribeAsync('+/+', { qos: 2 });
    const gone = closed(before);
    await before.endAsync();
    await gone;
    const other = await connected(port, 'other', anybody);
    await other.publishAsync('TopicA/B', 'one', { qos: 1 });
    await other.publishAsync('TopicA/C', 'two', { qos: 2 });

    const after = await rawClient(port);
    after.send(connectPacket('kept', { clean: false }));
    await after.received('20020100');
    await after.received(Buffer.from('two').toString('hex'));
    expect(after.bytes().includes(Buffer.from('one'))).toBe(true);
  });

  it('is not there for a client with a clean session (3.2.2-1)', async () => {
    const port = await openBroker();
    const before = await connected(port, 'kept', { ...anybody, clean: false });
    await before.subscribeAsync('TopicA', { qos: 2 });
    const gone = closed(before);
    await before.endAsync();
    await gone;
    await welcomed(port, 'kept', { clean: true });
  });

  it('sends again what was not answered, QoS 1 and 2, marked as a repeat (4.4.0-1)', async () => {
    const port = await openBroker();
    const mute = await welcomed(port, 'mute', { clean: false });
    mute.send(subscribePacket('TopicA/#', 1, 2));
    await mute.received('9003000102');
    mute.send(publishPacket('TopicA/B', 'one', 1, 7), publishPacket('TopicA/C', 'two', 2, 8));
    await mute.received(Buffer.from('one').toString('hex'));
    await mute.received(Buffer.from('two').toString('hex'));
    mute.socket.destroy();
    await mute.closed;

    const back = await connected(port, 'mute', { ...anybody, clean: false });
    const received: IPublishPacket[] = [];
    back.on('message', (_topic, _payload, message: IPublishPacket) => received.push(message));
    await vi.waitFor(() =>
      expect(received.map(({ qos, dup }) => [qos, dup])).toEqual([
        [1, true],
        [2, true],
      ]),
    );
  });

  it('goes on with PUBREL where the client had said PUBREC, and never sends that message twice (4.3.3)', async () => {
    const port = await openBroker();
    const first = await welcomed(port, 'exact', { clean: false });
    first.send(subscribePacket('TopicA', 1, 2));
    await first.received('9003000102');
    first.send(publishPacket('TopicA', 'once', 2, 9));
    await first.received(Buffer.from('once').toString('hex'));
    const id = messageIdOf(first.bytes(), 'TopicA', 'once');
    first.send(packet(0x50, id));
    await first.received(`6202${id.toString('hex')}`);
    first.socket.destroy();
    await first.closed;

    const second = await rawClient(port);
    second.send(connectPacket('exact', { clean: false }));
    await second.received(`6202${id.toString('hex')}`);
    second.send(packet(0x70, id), packet(0xc0));
    await second.received('d000');
    expect(second.bytes().includes(Buffer.from('once'))).toBe(false);
  });

  it('PUBREC for a message of QoS 1 ends the connection (4.3.2)', async () => {
    const port = await openBroker();
    const raw = await welcomed(port, 'wrong', { clean: false });
    raw.send(subscribePacket('TopicA', 1, 1));
    await raw.received('9003000101');
    raw.send(publishPacket('TopicA', 'one', 1, 9));
    await raw.received(Buffer.from('one').toString('hex'));
    raw.send(packet(0x50, messageIdOf(raw.bytes(), 'TopicA', 'one')));
    await raw.closed;
  });
});

describe('connecting', () => {
  it('with an empty client id is right for a clean session alone (3.1.3-7, 3.1.3-8)', async () => {
    const port = await openBroker();
    const kept = await rawClient(port);
    kept.send(connectPacket('x', { clientId: '', clean: false }));
    await kept.closed;
    expect(kept.bytes().toString('hex')).toBe('20020002');
    await welcomed(port, 'x', { clientId: '', clean: true });
  });

  it.each([
    ['a second time on one socket (3.1.0-2)', Buffer.concat([connectPacket('a'), connectPacket('a')])],
    ['with another protocol name (3.1.2-1)', packet(0x10, text('hj'), [4, 0x02, 0, 60], text('a'))],
    ['with the reserved flag (3.1.2-3)', packet(0x10, text('MQTT'), [4, 0x03, 0, 60], text('a'))],
    ['with a will QoS of 3 (3.1.2-14)', packet(0x10, text('MQTT'), [4, 0x1e, 0, 60], text('a'), text('t'), text('p'))],
    ['with a will QoS and no will (3.1.2-13)', packet(0x10, text('MQTT'), [4, 0x0a, 0, 60], text('a'))],
    ['with a password and no user name (3.1.2-22)', packet(0x10, text('MQTT'), [4, 0x42, 0, 60], text('a'), text('p'))],
    ['with less than it promises', packet(0x10, text('MQTT'), [4, 0x82, 0, 60], text('a'))],
    ['with a client id that is too long for it', packet(0x10, text('MQTT'), [4, 0x02, 0, 60, 0xff, 0xff, 0x61])],
  ])('%s ends the connection', async (_case, bytes) => {
    const port = await openBroker();
    const raw = await rawClient(port);
    raw.send(bytes);
    await raw.closed;
  });

  it('without a word for one and a half keep-alives ends it, and the last will speaks (3.1.2-24)', async () => {
    const port = await openBroker();
    const other = await connected(port, 'other', anybody);
    const received = deliveries(other);
    await other.subscribeAsync('/TopicA', { qos: 2 });
    const silent = await rawClient(port);
    const will = [text('/TopicA'), text('keepalive expiry')];
    silent.send(packet(0x10, text('MQTT'), [4, 0x06, 0, 1], text('silent'), ...will));
    await silent.closed;
    await vi.waitFor(() => expect(received.map(({ payload }) => payload)).toEqual(['keepalive expiry']));
  });

  it('and taking leave keeps the last will silent (3.14.4-3)', async () => {
    const port = await openBroker();
    const other = await connected(port, 'other', anybody);
    const received = deliveries(other);
    await other.subscribeAsync('#', { qos: 2 });
    const polite = await rawClient(port);
    polite.send(packet(0x10, text('MQTT'), [4, 0x06, 0, 9], text('polite'), text('will'), text('gone')));
    await polite.received(welcome);
    polite.send(packet(0xe0));
    await polite.closed;
    await other.publishAsync('end', 'end', { qos: 1 });
    await vi.waitFor(() => expect(received.map(({ payload }) => payload)).toEqual(['end']));
  });
});

it('a filter that is not allowed is answered with 0x80, those beside it are granted (3.9.3)', async () => {
  const port = await openBroker();
  const raw = await welcomed(port, 'a');
  raw.send(packet(0x82, [0, 5], text('TopicA'), [2], text(forbiddenFilter), [2], text('TopicB'), [0]));
  await raw.received('90050005028000');
});

it('a burst to a topic of its own and to another one is routed whole, and the broker stays', async () => {
  const port = await openBroker({ publishBurst: 1_000_000 });
  for (let round = 0; round < 20; round += 1) {
    const raw = await welcomed(port, 'burst');
    const own = Array.from({ length: 150 }, () => publishPacket('a/b', '1'));
    const others = Array.from({ length: 10_000 }, () => publishPacket('c/d', '2'));
    raw.send(subscribePacket('a/#'), ...own, ...others, packet(0xc0));
    await raw.received('d000');
    raw.socket.destroy();
    await raw.closed;
  }
});

/** Of the message that the broker sent. */
function messageIdOf(bytes: Buffer, topic: string, payload: string): Buffer {
  const at = bytes.indexOf(Buffer.from(payload));
  expect(bytes.subarray(at - 2 - topic.length, at - 2).toString()).toBe(topic);
  return bytes.subarray(at - 2, at);
}

import { describe, expect, it, vi } from 'vitest';
import {
  connectPacket,
  packet,
  publishPacket,
  remainingLength,
  subscribePacket,
  text,
} from '../support/mqtt-packets.ts';
import { rawClient, welcomed } from './raw-client.ts';
import { connected, inbox, startBroker } from './start-broker.ts';

describe('before CONNACK', () => {
  it('ten sockets that promise 40 MB are closed before they have sent it', async () => {
    const { port, broker } = await startBroker();
    const sockets = await Promise.all(Array.from({ length: 10 }, () => rawClient(port)));
    for (const raw of sockets) raw.send([0x10], remainingLength(40 * 1024 * 1024), Buffer.alloc(60_000));
    await Promise.all(sockets.map(({ closed }) => closed));
    expect(broker.stats().brokenFrames).toBe(10);
  });

  it('only CONNECT is taken', async () => {
    const { port, taken } = await startBroker();
    const raw = await rawClient(port);
    raw.send(publishPacket('hub/demo/shower-0305/telemetry', '{}'));
    await raw.closed;
    expect(taken).toEqual([]);
  });

  it('a socket that stays silent, or stops in the middle of CONNECT, is closed', async () => {
    const { port, broker } = await startBroker({ limits: { connectTimeoutMs: 50 } });
    const silent = await rawClient(port);
    const slow = await rawClient(port);
    slow.send([0x10, 0x20, 0x00]);
    await Promise.all([silent.closed, slow.closed]);
    expect(broker.stats().connectTimeouts).toBe(2);
  });

  it('an empty client id with a persistent session is answered with "identifier rejected"', async () => {
    const { port } = await startBroker();
    const raw = await rawClient(port);
    raw.send(connectPacket('shower-0305', { clientId: '', clean: false }));
    await raw.closed;
    expect(raw.bytes().toString('hex')).toBe('20020002');
  });

  it('MQTT 5 is answered with "unacceptable protocol version"', async () => {
    const { port } = await startBroker();
    const raw = await rawClient(port);
    raw.send(connectPacket('shower-0305', { level: 5 }));
    await raw.closed;
    expect(raw.bytes().toString('hex')).toBe('20020001');
  });

  it('what a client sends right behind CONNECT waits for the sign-in and is then taken in order', async () => {
    const { port, taken } = await startBroker();
    const raw = await rawClient(port);
    const messages = Array.from({ length: 200 }, (_, n) => publishPacket('hub/demo/shower-0305/event', String(n)));
    raw.send(connectPacket('shower-0305'), ...messages);
    await vi.waitFor(() => expect(taken).toHaveLength(200));
    expect(taken.map(({ payload }) => Number(payload))).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });
});

it('what a client sends before it goes is taken, though it waited for nothing', async () => {
  const { port, taken } = await startBroker({ limits: { publishesPerSecond: 1_000, publishBurst: 10 } });
  const raw = await rawClient(port);
  const messages = Array.from({ length: 100 }, (_, n) => publishPacket('hub/demo/shower-0305/event', String(n)));
  raw.send(connectPacket('shower-0305'), ...messages, packet(0xe0));
  raw.socket.end();
  await raw.closed;
  expect(taken.map(({ payload }) => Number(payload))).toEqual(messages.map((_, n) => n));
});

it('a socket that goes before its CONNECT is whole leaves nothing behind', async () => {
  const { port, broker } = await startBroker();
  const raw = await rawClient(port);
  raw.send(connectPacket('shower-0305').subarray(0, 9));
  raw.socket.end();
  await raw.closed;
  await vi.waitFor(() => expect(broker.stats()).toMatchObject({ connections: 0, owingConnect: 0, connectTimeouts: 0 }));
});

describe('after CONNACK', () => {
  const wrong: [string, Uint8Array][] = [
    ['a packet above 64 KB', publishPacket('hub/demo/shower-0305/event', 'x'.repeat(65_536))],
    ['a packet type of the server', packet(0x20, [0, 0])],
    ['a remaining length of five bytes', Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01])],
    ['packet identifier 0 in PUBLISH', publishPacket('hub/demo/shower-0305/event', '{}', 1, 0)],
    ['packet identifier 0 in SUBSCRIBE', subscribePacket('hub/demo/shower-0305/command', 0)],
    ['a topic with NUL', publishPacket('hub/demo/shower-0305/event\u0000', '{}', 1)],
    ['a topic of ill-formed UTF-8', publishPacket(Buffer.from([0x68, 0xc3, 0x28]), '{}', 1)],
    ['a topic with a wildcard', publishPacket('hub/demo/+/event', '{}', 1)],
    ['an empty topic', publishPacket('', '{}', 1)],
    ['the filter a#', subscribePacket('a#')],
    ['the filter #/a', subscribePacket('#/a')],
    ['a filter of ill-formed UTF-8', subscribePacket(Buffer.from([0xed, 0xa0, 0x80]))],
    ['a second CONNECT', connectPacket('shower-0305')],
  ];

  it.each(wrong)('%s ends the connection, and the next device is served', async (_case, bytes) => {
    const { port, taken } = await startBroker();
    const raw = await welcomed(port);
    raw.send(bytes);
    await raw.closed;
    expect(taken).toEqual([]);
    const tea = await connected(port, 'tea-l1');
    await tea.publishAsync('hub/demo/tea-l1/event', '{}', { qos: 1 });
    expect(taken).toHaveLength(1);
  });

  it('messages before a broken packet are taken and acknowledged, those behind it are not', async () => {
    const { port, taken, refusals, broker } = await startBroker();
    const raw = await welcomed(port);
    const good = (n: number) => publishPacket('hub/demo/shower-0305/event', String(n), 1, n);
    raw.send(good(1), good(2), packet(0xf0, [1, 2, 3]), good(3));
    await raw.received('4002000140020002');
    await raw.closed;
    expect(taken.map(({ payload }) => payload)).toEqual(['1', '2']);
    expect(refusals.map(({ reason }) => reason)).toEqual(['packet type 15 is not for a client to send']);
    expect(broker.stats().brokenFrames).toBe(1);
  });

  it.each([
    '#',
    '+/+',
    '$SYS/#',
    '$share/g/hub/demo/staff/engineer/task',
    'hub/demo/+/command',
    'hub/demo/tea-l1/command',
  ])('the filter %s is refused in SUBACK, reported, and the connection stays', async (filter) => {
    const { port, refusals, broker } = await startBroker();
    const raw = await welcomed(port);
    raw.send(subscribePacket(filter), subscribePacket('hub/demo/shower-0305/command', 2));
    await raw.received('9003000180');
    await raw.received('9003000201');
    expect(refusals.map(({ topic }) => topic)).toEqual([filter]);
    expect(broker.stats().refusedSubscriptions).toBe(1);
  });
});

it.each([
  ['a device', 'shower-0305', 'hub/demo/shower-0305/command', 'hub/demo/shower-0305/telemetry'],
  ['a manager', 'chen', 'hub/demo/staff/+/task', 'hub/demo/staff/engineer/task'],
])(
  'a burst of %s to a topic of its own and to another one leaves the hub up',
  async (_who, username, filter, topic) => {
    const { port, broker, taken } = await startBroker({ limits: { publishBurst: 1_000_000 } });
    const burst = Buffer.concat([
      ...Array.from({ length: 150 }, () => publishPacket(topic, '1')),
      ...Array.from({ length: 10_000 }, () => publishPacket('hub/demo/tea-l1/telemetry', '2')),
    ]);
    for (let round = 0; round < 20; round += 1) {
      const raw = await welcomed(port, username);
      raw.send(subscribePacket(filter), burst, packet(0xc0));
      await raw.received('d000');
      raw.socket.destroy();
    }
    const { admitted, refusedPublishes } = broker.stats();
    expect(admitted + refusedPublishes).toBe(20 * 10_150);
    expect(taken).toHaveLength(admitted);
  },
);

it('a subscriber that does not read is closed and keeps nobody waiting', async () => {
  const { port, broker } = await startBroker();
  const frozen = await welcomed(port, 'li');
  frozen.send(subscribePacket('hub/demo/staff/engineer/task'));
  await frozen.received('9003000101');
  frozen.socket.pause();
  const chen = await connected(port, 'chen');
  await chen.subscribeAsync('hub/demo/staff/+/task', { qos: 1 });
  const received = inbox(chen);
  const task = 'x'.repeat(50_000);
  // The kernel takes some megabytes for the frozen one before anything waits in the hub.
  let published = 0;
  while (broker.stats().slowClientsClosed === 0) {
    published += 20;
    const round = Array.from({ length: 20 }, () =>
      broker.publish('hub/demo/staff/engineer/task', task, { retain: false }),
    );
    await Promise.all(round);
    await vi.waitFor(() => expect(received).toHaveLength(published));
  }
  await vi.waitFor(() => expect(broker.stats().signedIn).toBe(1));
});

it('no device may publish or subscribe in the place of another one', async () => {
  const ids = Array.from({ length: 40 }, (_, n) => `room-${n}`);
  const { port, broker, refusals, taken } = await startBroker({
    authenticate: async (_clientId, username) => ({ kind: 'device', id: username ?? '', property: 'demo' }),
    isDevice: (id) => ids.includes(id),
  });
  const channels = ['presence', 'about', 'telemetry', 'event', 'reply', 'command', 'config'];
  await Promise.all(
    ids.map(async (id) => {
      const raw = await welcomed(port, id);
      const topics = ids.flatMap((other) => channels.map((channel) => `hub/demo/${other}/${channel}`));
      raw.send(...topics.map((topic) => publishPacket(topic, 'x')), packet(0xc0));
      await raw.received('d000');
    }),
  );
  expect(taken).toHaveLength(ids.length * 6);
  const refused = ids.length * (ids.length * 7 - 6);
  const { refusedPublishes, refusalsNotTold } = broker.stats();
  expect(refusedPublishes).toBe(refused);
  // Each of them is counted; the engineer is told the first twenty of each device.
  expect(refusals.length + refusalsNotTold).toBe(refused);
  expect(refusals.length).toBeGreaterThanOrEqual(20 * ids.length);
});

it('strings of a CONNECT may be anything, the hub stays', async () => {
  const { port } = await startBroker();
  for (const clientId of [Buffer.from([0xff, 0xfe]), text('x'), 'a'.repeat(129)]) {
    const raw = await rawClient(port);
    raw.send(connectPacket('shower-0305', { clientId }));
    await raw.closed;
    expect(raw.bytes().toString('hex')).toBe('20020002');
  }
  await connected(port, 'shower-0305');
});

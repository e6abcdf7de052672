// What a device publishes reaches the hub whole and in order however its bytes were cut, and is acknowledged in order, each
// message after its own commit.
import fc from 'fast-check';
import mqttPacket from 'mqtt-packet';
import { describe, expect, it, vi } from 'vitest';
import { FrameError } from '../../broker/frame-scanner.ts';
import { readPublish } from '../../broker/publish-frame.ts';
import { publishPacket, subscribePacket, welcome } from '../support/mqtt-packets.ts';
import { welcomed } from './raw-client.ts';
import { startBroker } from './start-broker.ts';

const own = 'hub/demo/shower-0305';

const puback = (id: number) => Buffer.from([0x40, 2, id >> 8, id & 0xff]).toString('hex');

describe('a PUBLISH packet', () => {
  const fields = fc.record({
    topic: fc.string({ minLength: 1, maxLength: 300 }).filter((topic) => !/[+#\0]/.test(topic)),
    payload: fc.uint8Array({ maxLength: 20_000 }),
    qos: fc.constantFrom(0 as const, 1 as const, 2 as const),
    retain: fc.boolean(),
    messageId: fc.integer({ min: 1, max: 65_535 }),
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fields, ({ topic, payload, qos, retain, messageId }) => {
        const bytes = mqttPacket.generate({
          ...{ cmd: 'publish', topic, payload: Buffer.from(payload), qos, retain, dup: false },
          ...(qos > 0 && { messageId }),
        });
        const read = readPublish(bytes);
        expect({ ...read, topic: read.topic.toString(), payload: Buffer.compare(read.payload, payload) }).toEqual({
          ...{ topic: Buffer.from(topic).toString(), payload: 0, qos, retain },
          packetId: qos > 0 ? messageId : 0,
        });
      }),
    );
  });

  it.each([
    ['with QoS 3', '3603000161'],
    ['without a topic', '300100'],
    ['whose topic is longer than the packet', '3003000561'],
    ['that ends in its packet identifier', '320400016100'],
    ['with packet identifier 0', '32050001610000'],
  ])('%s is none', (_case, hex) => {
    expect(() => readPublish(Buffer.from(hex, 'hex'))).toThrow(FrameError);
  });
});

describe('a device that publishes', () => {
  it('is heard in order, however the network cut its bytes', async () => {
    const { port, taken } = await startBroker();
    const raw = await welcomed(port);
    const payloads = ['', 'x'.repeat(200), 'y'.repeat(20_000), '{}', 'z'.repeat(130)];
    const stream = Buffer.concat([
      ...payloads.map((payload, n) => publishPacket(`${own}/event`, payload, n % 2 === 0 ? 1 : 0, n + 1)),
      publishPacket(`${own}/telemetry`, '{"at":1}', 1, 9),
    ]);
    for (let at = 0, size = 1; at < stream.length; at += size, size = (size * 7) % 97 || 1) {
      raw.send(stream.subarray(at, at + size));
      if (at % 5 === 0) await new Promise(setImmediate);
    }
    await raw.received(puback(9));
    expect(taken.map(({ payload }) => payload)).toEqual([...payloads, '{"at":1}']);
  });

  it('gets its acknowledgements in the order of its messages, none before its own commit', async () => {
    const commits: PromiseWithResolvers<void>[] = [];
    const { port } = await startBroker({
      admit() {
        const commit = Promise.withResolvers<void>();
        commits.push(commit);
        return commit.promise;
      },
    });
    const raw = await welcomed(port);
    raw.send(...[1, 2, 3].map((id) => publishPacket(`${own}/event`, '{}', 1, id)));
    await vi.waitFor(() => expect(commits).toHaveLength(3));
    commits[2]?.resolve();
    commits[1]?.resolve();
    await new Promise(setImmediate);
    expect(raw.bytes().toString('hex')).toBe(welcome);
    commits[0]?.resolve();
    await raw.received(puback(3));
    expect(raw.bytes().toString('hex')).toBe(`${welcome}${puback(1)}${puback(2)}${puback(3)}`);
  });

  it('gets none for what could not be written, nor for what it sent after it', async () => {
    let count = 0;
    const { port, broker } = await startBroker({
      admit: () => {
        count += 1;
        return count === 2 ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
      },
    });
    const raw = await welcomed(port);
    raw.send(...[1, 2, 3].map((id) => publishPacket(`${own}/event`, '{}', 1, id)));
    await raw.closed;
    expect(raw.bytes().toString('hex')).toBe(`${welcome}${puback(1)}`);
    expect(broker.stats()).toMatchObject({ inFlight: 0, flapping: 0 });
  });

  it('is not taken for dead, though it sends nothing but messages', async () => {
    const { port } = await startBroker({ limits: { keepaliveMinS: 1 } });
    const raw = await welcomed(port, 'shower-0305', { keepaliveS: 1 });
    const until = performance.now() + 2_000;
    for (let id = 1; performance.now() < until; id = (id % 65_000) + 1) {
      raw.send(publishPacket(`${own}/event`, '{}', 1, id));
      await raw.received(puback(id));
    }
    expect(raw.socket.destroyed).toBe(false);
  });

  it('may subscribe between two messages', async () => {
    const { port, taken } = await startBroker();
    const raw = await welcomed(port);
    raw.send(publishPacket(`${own}/event`, 'one', 1, 1), subscribePacket(`${own}/command`, 2));
    raw.send(publishPacket(`${own}/event`, 'two', 1, 3));
    await raw.received(puback(3));
    await raw.received('9003000201');
    expect(taken.map(({ payload }) => payload)).toEqual(['one', 'two']);
  });

  it('too fast, message by message, is read no faster than it may', async () => {
    const clock = { monotonicMs: 0 };
    const { port, broker, taken } = await startBroker({
      limits: { publishesPerSecond: 1, publishBurst: 2 },
      monotonicMs: () => clock.monotonicMs,
    });
    const raw = await welcomed(port);
    for (let id = 1; id <= 20; id += 1) {
      raw.send(publishPacket(`${own}/event`, '{}', 1, id));
      await new Promise(setImmediate);
    }
    await vi.waitFor(() => expect(broker.stats().throttled).toBeGreaterThan(0));
    for (let turns = 0; turns < 50; turns += 1) await new Promise(setImmediate);
    expect(taken.length).toBeLessThanOrEqual(3);
  });

  it('is counted right where its messages settle at once', async () => {
    const done = Promise.resolve();
    const { port, broker } = await startBroker({ admit: () => done });
    const raw = await welcomed(port);
    for (let id = 1; id <= 10; id += 1) {
      raw.send(publishPacket(`${own}/event`, '{}', 1, id));
      await raw.received(puback(id));
    }
    expect(broker.stats()).toMatchObject({ admitted: 10, inFlight: 0 });
  });
});

import { describe, expect, it, vi } from 'vitest';
import { devices } from './people.ts';
import { closed, connected, inbox, startBroker } from './start-broker.ts';

const own = 'hub/demo/shower-0305';

describe('a device signs in', () => {
  it('with its id as user name and its password, and is noticed coming and going', async () => {
    const { port, changes } = await startBroker();
    const shower = await connected(port, 'shower-0305');
    await vi.waitFor(() => expect(changes).toEqual(['shower-0305 here']));
    await shower.endAsync();
    await vi.waitFor(() => expect(changes).toEqual(['shower-0305 here', 'shower-0305 gone']));
  });

  it('under a client id that a tool made up', async () => {
    const { port } = await startBroker();
    await connected(port, 'shower-0305', { clientId: 'mosq-Xy12' });
    await connected(port, 'shower-0305', { clientId: '' });
  });

  it.each([
    ['a wrong password', 'shower-0305', { password: 'guess' }, 4],
    ['an unknown name', 'nobody', {}, 4],
    ['a name out of the prototype', '__proto__', {}, 4],
    ["another device's client id", 'shower-0305', { clientId: 'tea-l1' }, 2],
    ['a control character in the client id', 'shower-0305', { clientId: 'a\nb' }, 2],
    ['no keep-alive', 'shower-0305', { keepalive: 0 }, 5],
    ['a keep-alive of ten minutes', 'shower-0305', { keepalive: 600 }, 5],
  ])('not with %s', async (_case, username, options, code) => {
    const { port, broker, refusedConnects } = await startBroker();
    await expect(connected(port, username, options)).rejects.toMatchObject({ code });
    expect(broker.stats().refusedConnects).toBe(1);
    expect(refusedConnects).toHaveLength(1);
  });

  it('as MQTT 5 gets the answer that names the version', async () => {
    const { port } = await startBroker();
    await expect(connected(port, 'shower-0305', { protocolVersion: 5 })).rejects.toThrow();
  });

  it.each(['__proto__', 'constructor', 'toString'])('with the client id %s as with any other', async (clientId) => {
    const { port, broker } = await startBroker();
    const shower = await connected(port, 'shower-0305', { clientId, clean: false });
    await shower.subscribeAsync(`${own}/command`, { qos: 1 });
    await broker.publish(`${own}/command`, 'x', { retain: false });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('nobody takes over a foreign session', () => {
  it("a device with another one's client id is refused and the other one stays", async () => {
    const { port } = await startBroker();
    const tea = await connected(port, 'tea-l1');
    await expect(connected(port, 'shower-0305', { clientId: 'tea-l1' })).rejects.toMatchObject({ code: 2 });
    await tea.publishAsync('hub/demo/tea-l1/presence', 'online', { qos: 1 });
    expect(tea.connected).toBe(true);
  });

  it('two people with the same client id are two sessions', async () => {
    const { port } = await startBroker();
    const li = await connected(port, 'li', { clientId: 'phone' });
    await connected(port, 'wang', { clientId: 'phone' });
    await connected(port, 'shower-0305', { clientId: 'phone' });
    await li.subscribeAsync('hub/demo/staff/engineer/task', { qos: 1 });
    expect(li.connected).toBe(true);
  });

  it('the owner itself takes over, and its last will is heard before it speaks again', async () => {
    const { port, taken } = await startBroker();
    const will = { topic: `${own}/presence`, payload: Buffer.from('offline'), qos: 1, retain: true } as const;
    const first = await connected(port, 'shower-0305', { will });
    const gone = closed(first);
    const second = await connected(port, 'shower-0305', { will });
    await gone;
    await second.publishAsync(`${own}/presence`, 'online', { qos: 1, retain: true });
    expect(taken.map(({ payload }) => payload)).toEqual(['offline', 'online']);
  });
});

describe('a message of a device', () => {
  it('is acknowledged after it was admitted, not before', async () => {
    let admitIt = () => {};
    const admitted = new Promise<void>((resolve) => {
      admitIt = resolve;
    });
    const { port } = await startBroker({ admit: () => admitted });
    const shower = await connected(port, 'shower-0305');
    let acknowledged = false;
    const published = shower.publishAsync(`${own}/event`, '{}', { qos: 1 }).then(() => {
      acknowledged = true;
    });
    // A round trip later the message is at the broker, and still not acknowledged.
    await shower.subscribeAsync(`${own}/command`);
    expect(acknowledged).toBe(false);
    admitIt();
    await published;
  });

  it('is admitted in the order of sending, even when many come in one burst', async () => {
    const { port, taken } = await startBroker();
    const shower = await connected(port, 'shower-0305');
    const numbers = Array.from({ length: 2_000 }, (_, index) => String(index));
    await Promise.all(numbers.map((n) => shower.publishAsync(`${own}/telemetry`, n, { qos: 1 })));
    expect(taken.map(({ payload }) => payload)).toEqual(numbers);
  });

  it('is not acknowledged and the connection ends when it could not be admitted', async () => {
    const { port } = await startBroker({ admit: () => Promise.reject(new Error('disk full')) });
    const shower = await connected(port, 'shower-0305');
    const gone = closed(shower);
    let acknowledged = false;
    shower.publish(`${own}/event`, '{}', { qos: 1 }, (error) => {
      acknowledged = !error;
    });
    await gone;
    expect(acknowledged).toBe(false);
  });

  it('with QoS 0 that could not be admitted is counted, and the connection stays', async () => {
    const { port, broker } = await startBroker({ admit: () => Promise.reject(new Error('disk full')) });
    const shower = await connected(port, 'shower-0305');
    shower.publish(`${own}/telemetry`, '{}', { qos: 0 });
    await vi.waitFor(() => expect(broker.stats().droppedQos0).toBe(1));
    expect(shower.connected).toBe(true);
  });

  it('with the retain flag is taken at once and nothing is kept', async () => {
    const { port, taken, broker } = await startBroker();
    const shower = await connected(port, 'shower-0305');
    await shower.publishAsync(`${own}/telemetry`, '{}', { qos: 1, retain: true });
    expect(taken).toEqual([{ topic: `${own}/telemetry`, payload: '{}', retain: true }]);
    expect(broker.stats().retained).toBe(0);
  });

  it('with QoS 2 is admitted and completed', async () => {
    const { port, taken } = await startBroker();
    const shower = await connected(port, 'shower-0305');
    await shower.publishAsync(`${own}/event`, '{}', { qos: 2 });
    expect(taken).toHaveLength(1);
  });

  it('on a foreign topic is acknowledged, kept from everybody and reported with its first bytes', async () => {
    const { port, taken, refusals, broker } = await startBroker();
    const tea = await connected(port, 'tea-l1');
    const received = inbox(tea);
    await tea.subscribeAsync('hub/demo/tea-l1/command', { qos: 1 });
    const shower = await connected(port, 'shower-0305');
    await shower.publishAsync('hub/demo/tea-l1/command', 'x'.repeat(100), { qos: 1, retain: true });
    await shower.publishAsync(`${own}/event`, '{}', { qos: 1 });
    expect(taken.map(({ topic }) => topic)).toEqual([`${own}/event`]);
    expect(refusals).toEqual([
      {
        who: 'shower-0305',
        topic: 'hub/demo/tea-l1/command',
        reason: 'may publish only to hub/demo/shower-0305/(presence|about|telemetry|event|reply|command)',
        bytes: 'x'.repeat(64),
      },
    ]);
    expect(broker.stats()).toMatchObject({ refusedPublishes: 1, retained: 0 });
    await tea.unsubscribeAsync('hub/demo/tea-l1/command');
    expect(received).toEqual([]);
  });
});

it('a device asks for the time on its command channel, and nothing of it stays there', async () => {
  const { port, taken } = await startBroker();
  const shower = await connected(port, 'shower-0305');
  await shower.publishAsync(`${own}/command`, '{"id":"1","command":"time"}', { qos: 1, retain: true });
  expect(taken).toHaveLength(1);
  const received = inbox(shower);
  await shower.subscribeAsync(`${own}/command`, { qos: 1 });
  await shower.publishAsync(`${own}/presence`, 'online', { qos: 1 });
  expect(received).toEqual([]);
});

describe('a last will', () => {
  it('drives presence when the device goes without a word', async () => {
    const { port, taken } = await startBroker();
    const will = { topic: `${own}/presence`, payload: Buffer.from('offline'), qos: 1, retain: true } as const;
    const shower = await connected(port, 'shower-0305', { will });
    shower.stream.destroy();
    await vi.waitFor(() => expect(taken).toEqual([{ topic: `${own}/presence`, payload: 'offline', retain: true }]));
  });

  it('to a foreign topic is never delivered, and reported', async () => {
    const { port, taken, refusals } = await startBroker();
    const will = { topic: 'hub/demo/tea-l1/presence', payload: Buffer.from('offline'), qos: 1, retain: true } as const;
    const shower = await connected(port, 'shower-0305', { will });
    shower.stream.destroy();
    await vi.waitFor(() => expect(refusals.map(({ topic }) => topic)).toEqual(['hub/demo/tea-l1/presence']));
    expect(taken).toEqual([]);
  });

  it('does not speak when the hub itself stops', async () => {
    const { port, taken, broker } = await startBroker();
    const will = { topic: `${own}/presence`, payload: Buffer.from('offline'), qos: 1, retain: true } as const;
    const shower = await connected(port, 'shower-0305', { will });
    const gone = closed(shower);
    await broker.stop();
    await gone;
    expect(taken).toEqual([]);
  });
});

describe('a message of the hub', () => {
  it('reaches the device that it is for, and nobody else', async () => {
    const { port, broker } = await startBroker();
    const inboxes = await Promise.all(
      devices.map(async (id) => {
        const device = await connected(port, id);
        await device.subscribeAsync([`hub/demo/${id}/command`, `hub/demo/${id}/config`], { qos: 1 });
        return inbox(device);
      }),
    );
    await broker.publish('hub/demo/shower-0306/command', 'open', { retain: false });
    await broker.publish('hub/demo/tea-l1/config', 'hot', { retain: true });
    await vi.waitFor(() =>
      expect(inboxes).toEqual([[], ['hub/demo/shower-0306/command open'], ['hub/demo/tea-l1/config hot']]),
    );
  });

  it('reaches the staff of its role, and the manager who sees all roles', async () => {
    const { port, broker } = await startBroker();
    const li = await connected(port, 'li');
    const chen = await connected(port, 'chen');
    await li.subscribeAsync('hub/demo/staff/engineer/task', { qos: 1 });
    await chen.subscribeAsync(['hub/demo/staff/+/task', 'hub/demo/staff/engineer/task'], { qos: 1 });
    const [engineer, manager] = [inbox(li), inbox(chen)];
    await broker.publish('hub/demo/staff/engineer/task', 'riser 3', { retain: false });
    await broker.publish('hub/demo/staff/housekeeping/task', 'towels', { retain: false });
    await broker.publish('hub/demo/staff/engineer/task', 'done', { retain: false });
    await vi.waitFor(() => expect(manager.at(-1)).toBe('hub/demo/staff/engineer/task done'));
    expect(manager).toHaveLength(3);
    await vi.waitFor(() => expect(engineer).toHaveLength(2));
  });

  it('2,000 at once reach a persistent and a clean subscriber, each once and in order', async () => {
    const { port, broker } = await startBroker({ limits: { queuedMessages: 5_000, queuedBytes: 10_000_000 } });
    const li = await connected(port, 'li', { clean: false });
    const chen = await connected(port, 'chen', { clean: true });
    await li.subscribeAsync('hub/demo/staff/engineer/task', { qos: 1 });
    await chen.subscribeAsync(['hub/demo/staff/+/task', 'hub/demo/staff/engineer/task'], { qos: 1 });
    const received = [inbox(li), inbox(chen)];
    const topic = 'hub/demo/staff/engineer/task';
    const numbers = Array.from({ length: 2_000 }, (_, index) => String(index));
    // Every second one retained: that path through the broker is longer, and must not be overtaken.
    await Promise.all(numbers.map((n, index) => broker.publish(topic, n, { retain: index % 2 === 0 })));
    const wanted = numbers.map((n) => `${topic} ${n}`);
    await vi.waitFor(() => expect(received.map((got) => got.length)).toEqual([2_000, 2_000]), { timeout: 20_000 });
    expect(received).toEqual([wanted, wanted]);
    await vi.waitFor(() => expect(broker.stats().queued).toBe(0));
  });

  it('is on disk when publishing it has resolved, and publishing fails when the disk does', async () => {
    const { port, broker, storage } = await startBroker();
    const shower = await connected(port, 'shower-0305', { clean: false });
    await shower.subscribeAsync(`${own}/command`, { qos: 1 });
    await shower.endAsync();
    await broker.publish(`${own}/command`, 'a', { retain: false });
    await broker.publish(`${own}/config`, 'b', { retain: true });
    expect([...storage.deliveries.values()].map(({ payload }) => payload.toString())).toEqual(['a']);
    expect([...storage.retained.keys()]).toEqual([`${own}/config`]);

    storage.failure = new Error('disk full');
    await expect(broker.publish(`${own}/command`, 'c', { retain: false })).rejects.toThrow('disk full');
    storage.failure = undefined;
    await broker.publish(`${own}/command`, 'd', { retain: false });
    expect([...storage.deliveries.values()].map(({ payload }) => payload.toString())).toEqual(['a', 'c', 'd']);
  });
});

describe('disconnecting', () => {
  it('closes the connections of a revoked device and forgets what waits for it', async () => {
    const { port, broker, storage } = await startBroker();
    const shower = await connected(port, 'shower-0305', { clean: false });
    await shower.subscribeAsync(`${own}/command`, { qos: 1 });
    await broker.publish(`${own}/command`, 'open', { retain: false });
    const gone = closed(shower);
    broker.disconnect('device', 'shower-0305', { forget: true });
    await gone;
    await vi.waitFor(() => expect(storage.sessions.size + storage.deliveries.size).toBe(0));
    expect(broker.stats()).toMatchObject({ sessions: 0, queued: 0 });
  });
});

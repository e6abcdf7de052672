// Every limit of the table is met here once, by a device that a hotel would not buy: its counter rises, and a healthy device
// is served as before.
import type { MqttClient } from 'mqtt';
import { expect, it, vi } from 'vitest';
import type { Broker, BrokerOptions } from '../../broker/broker.ts';
import { type BrokerLimit, type BrokerLimits, defaultLimits, limitTable } from '../../broker/limits.ts';
import { connectPacket, publishPacket, subscribePacket } from '../support/mqtt-packets.ts';
import { rawClient, welcomed } from './raw-client.ts';
import { closed, connected, startBroker, type TestBroker } from './start-broker.ts';

const own = 'hub/demo/shower-0305';

interface Meeting {
  readonly limits: Partial<BrokerLimits>;
  meet(hub: Hub): Promise<void>;
  /** The broker that counts it, where it is the one of the next start. */
  restart?(hub: Hub): Promise<Broker>;
}

interface Hub extends TestBroker {
  readonly clock: { monotonicMs: number; nowAt: number };
}

const meetings: Readonly<Record<BrokerLimit, Meeting>> = {
  connections: {
    limits: { connections: 2 },
    async meet({ port }) {
      const first = await rawClient(port);
      await rawClient(port);
      await first.closed;
    },
  },
  connectTimeoutMs: {
    limits: { connectTimeoutMs: 50 },
    async meet({ port }) {
      await (await rawClient(port)).closed;
    },
  },
  connectsPerSecond: { limits: { connectsPerSecond: 1, connectWaitMs: 100 }, meet: signInTooOften },
  connectWaitMs: { limits: { connectsPerSecond: 1, connectWaitMs: 1 }, meet: signInTooOften },
  connectsPerSecondPerAddress: {
    limits: { connectsPerSecondPerAddress: 1, connectBurstPerAddress: 1, connectWaitMs: 100 },
    meet: guessTooOften,
  },
  connectBurstPerAddress: {
    limits: { connectsPerSecondPerAddress: 1, connectBurstPerAddress: 1, connectWaitMs: 100 },
    meet: guessTooOften,
  },
  lossesPerMinute: {
    limits: { lossesPerMinute: 3 },
    async meet(hub) {
      await breakOften(hub, 3);
      await expect(connected(hub.port, 'shower-0305')).rejects.toMatchObject({ code: 3 });
      // Only this client id has to pause.
      await connected(hub.port, 'shower-0305', { clientId: 'another' });
    },
  },
  flappingPauseMs: {
    limits: { lossesPerMinute: 2, flappingPauseMs: 300_000 },
    async meet(hub) {
      await breakOften(hub, 2);
      hub.clock.monotonicMs += 299_000;
      await expect(connected(hub.port, 'shower-0305')).rejects.toMatchObject({ code: 3 });
      hub.clock.monotonicMs += 2_000;
      await connected(hub.port, 'shower-0305');
    },
  },
  keepaliveMinS: { limits: {}, meet: ({ port }) => refusedWith(port, { keepalive: 14 }, 5) },
  keepaliveMaxS: { limits: {}, meet: ({ port }) => refusedWith(port, { keepalive: 301 }, 5) },
  packetBytesBeforeConnack: {
    limits: {},
    async meet({ port }) {
      const raw = await rawClient(port);
      raw.send(connectPacket('shower-0305', { clientId: 'x'.repeat(4_096) }));
      await raw.closed;
    },
  },
  packetBytes: {
    limits: {},
    async meet({ port }) {
      const raw = await welcomed(port);
      raw.send(publishPacket(`${own}/event`, 'x'.repeat(65_536)));
      await raw.closed;
    },
  },
  clientIdLength: { limits: {}, meet: ({ port }) => refusedWith(port, { clientId: 'x'.repeat(129) }, 2) },
  topicLevels: {
    limits: {},
    async meet({ port, refusals }) {
      const shower = await connected(port, 'shower-0305');
      await shower.publishAsync('a/b/c/d/e/f/g/h/i', 'x', { qos: 1 });
      expect(refusals.map(({ reason }) => reason)).toEqual(['topic of 9 levels, at most 8 are taken']);
    },
  },
  topicBytes: {
    limits: {},
    async meet({ port, refusals }) {
      const shower = await connected(port, 'shower-0305');
      await shower.publishAsync('房'.repeat(86), 'x', { qos: 1 });
      expect(refusals.map(({ reason }) => reason)).toEqual(['topic of 258 bytes, at most 256 are taken']);
    },
  },
  filtersPerClient: {
    limits: { filtersPerClient: 1 },
    async meet({ port }) {
      const raw = await welcomed(port);
      raw.send(subscribePacket(`${own}/command`, 1), subscribePacket(`${own}/command`, 2));
      raw.send(subscribePacket(`${own}/config`, 3));
      await raw.received('9003000201');
      await raw.received('9003000380');
    },
  },
  publishesPerSecond: { limits: { publishesPerSecond: 100, publishBurst: 10 }, meet: publishTooFast },
  publishBurst: { limits: { publishesPerSecond: 1_000, publishBurst: 1 }, meet: publishTooFast },
  inflightBytes: {
    limits: { inflightBytes: 1_024 },
    async meet({ port }) {
      const raw = await welcomed(port);
      raw.send(...Array.from({ length: 3 }, (_, n) => publishPacket(`${own}/event`, 'x'.repeat(900), 1, n + 1)));
      await raw.received('400200014002000240020003');
    },
  },
  inflightQos2: {
    limits: { inflightQos2: 5 },
    async meet({ port }) {
      const raw = await welcomed(port);
      raw.send(...Array.from({ length: 6 }, (_, n) => publishPacket(`${own}/event`, '{}', 2, n + 1)));
      await raw.closed;
    },
  },
  unsentBytes: {
    limits: { unsentBytes: 4_096 },
    async meet({ port, broker }) {
      const frozen = await welcomed(port);
      frozen.send(subscribePacket(`${own}/command`));
      await frozen.received('9003000101');
      frozen.socket.pause();
      const command = 'x'.repeat(60_000);
      // The kernel takes some megabytes before anything waits in the hub.
      while (broker.stats().slowClientsClosed === 0) {
        await broker.publish(`${own}/command`, command, { retain: false });
        await new Promise(setImmediate);
      }
    },
  },
  queuedMessages: { limits: { queuedMessages: 10 }, meet: (hub) => fillQueue(hub, 11, 'x') },
  queuedBytes: { limits: { queuedBytes: 10_000 }, meet: (hub) => fillQueue(hub, 11, 'x'.repeat(1_000)) },
  queuedMs: {
    limits: { queuedMs: 60_000 },
    async meet(hub) {
      await fillQueue(hub, 1, 'old');
      hub.clock.nowAt += 60_001;
      await connected(hub.port, 'shower-0305', { clean: false });
      expect(hub.broker.stats().queued).toBe(0);
    },
  },
  sessionsPerOwner: { limits: { sessionsPerOwner: 2 }, meet: (hub) => leaveSessions(hub, ['shower-0305']) },
  sessions: { limits: { sessions: 2 }, meet: (hub) => leaveSessions(hub, ['shower-0305', 'shower-0306', 'li']) },
  sessionIdleMs: {
    limits: { sessionIdleMs: 60_000 },
    meet: (hub) => fillQueue(hub, 1, 'x'),
    async restart({ storage, clock }) {
      clock.nowAt += 60_001;
      const { broker } = await startBroker({ now: () => clock.nowAt, limits: { sessionIdleMs: 60_000 } }, storage);
      expect(broker.stats()).toMatchObject({ sessions: 0, queued: 0, sessionsExpired: 1 });
      return broker;
    },
  },
  retainedMessages: {
    limits: { retainedMessages: 1 },
    async meet({ broker }) {
      await broker.publish(`${own}/config`, 'a', { retain: true });
      await broker.publish(`${own}/config`, 'b', { retain: true });
      const more = broker.publish('hub/demo/tea-l1/config', 'c', { retain: true });
      await expect(more).rejects.toThrow('1 messages are retained already');
    },
  },
  loopLagMs: {
    limits: { loopLagMs: 10 },
    async meet({ port, broker, taken }) {
      const shower = await connected(port, 'shower-0305');
      await vi.waitFor(() => {
        holdLoop(150);
        expect(broker.stats().overload).toBeGreaterThan(0);
      });
      shower.publish(`${own}/telemetry`, '{}', { qos: 0 });
      await shower.publishAsync(`${own}/event`, '{}', { qos: 1 });
      expect(taken.map(({ topic }) => topic)).toEqual([`${own}/event`]);
      await vi.waitFor(() => expect(broker.stats().overload).toBe(0), { timeout: 10_000 });
    },
  },
};

it.each(Object.entries(meetings) as [BrokerLimit, Meeting][])('%s', async (limit, { limits, meet, restart }) => {
  const clock = { monotonicMs: 1_000, nowAt: 1_700_000_000_000 };
  const options: Partial<BrokerOptions> = { limits, now: () => clock.nowAt };
  if (limit === 'flappingPauseMs') Object.assign(options, { monotonicMs: () => clock.monotonicMs });
  const hub = { ...(await startBroker(options)), clock };
  const tea = await connected(hub.port, 'tea-l1');
  await meet(hub);
  const counting = (await restart?.(hub)) ?? hub.broker;
  await vi.waitFor(() => expect(counting.stats()[limitTable[limit].counter]).toBeGreaterThan(0));
  hub.taken.length = 0;
  await tea.publishAsync('hub/demo/tea-l1/event', 'still here', { qos: 1 });
  expect(hub.taken.map(({ payload }) => payload)).toEqual(['still here']);
});

it('what is usual lies within what may be set', () => {
  for (const [limit, { usual, least, most }] of Object.entries(limitTable)) {
    expect(defaultLimits[limit as BrokerLimit]).toBe(usual);
    expect(usual).toBeGreaterThanOrEqual(least);
    expect(usual).toBeLessThanOrEqual(most);
  }
});

async function refusedWith(port: number, options: Parameters<typeof connected>[2], code: number): Promise<void> {
  await expect(connected(port, 'shower-0305', options)).rejects.toMatchObject({ code });
}

async function signInTooOften({ port }: Hub): Promise<void> {
  const showers = Array.from({ length: 10 }, (_, n) => connected(port, 'shower-0305', { clientId: `${n}` }));
  const answers = await Promise.allSettled(showers);
  expect(answers.some(({ status }) => status === 'rejected')).toBe(true);
}

async function guessTooOften({ port }: Hub): Promise<void> {
  // Once in the name of the device, once as a stranger.
  await refusedWith(port, { password: 'guess' }, 4);
  await refusedWith(port, { password: 'guess again' }, 4);
  await refusedWith(port, { password: 'and again' }, 3);
  // Who signed in from this address before is not held up.
  await connected(port, 'tea-l1', { clientId: 'second' });
}

async function breakOften({ port, broker }: Hub, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    // Taking leave never counts.
    await (await connected(port, 'shower-0305')).endAsync();
    const shower = await connected(port, 'shower-0305');
    const gone = closed(shower);
    shower.stream.destroy();
    await gone;
    await vi.waitFor(() => expect(broker.stats().signedIn).toBe(1));
  }
}

async function publishTooFast({ port, taken }: Hub): Promise<void> {
  const shower = await connected(port, 'shower-0305');
  const numbers = Array.from({ length: 50 }, (_, n) => String(n));
  await Promise.all(numbers.map((n) => shower.publishAsync(`${own}/event`, n, { qos: 1 })));
  expect(taken.map(({ payload }) => payload)).toEqual(numbers);
}

async function fillQueue({ port, broker }: Hub, messages: number, payload: string): Promise<void> {
  const shower = await connected(port, 'shower-0305', { clean: false });
  await shower.subscribeAsync(`${own}/command`, { qos: 1 });
  await leave(shower, broker);
  for (let n = 0; n < messages; n += 1) await broker.publish(`${own}/command`, payload, { retain: false });
}

async function leaveSessions({ port, broker, storage }: Hub, names: readonly string[]): Promise<void> {
  for (const [index, clientId] of ['a', 'b', 'c'].entries()) {
    await leave(await connected(port, names[index % names.length] as string, { clientId, clean: false }), broker);
  }
  expect(broker.stats().sessions).toBe(2);
  await vi.waitFor(() => expect(storage.sessions.size).toBe(2));
}

/** Only the healthy device is still there afterwards. */
async function leave(device: MqttClient, broker: Broker): Promise<void> {
  await device.endAsync();
  await vi.waitFor(() => expect(broker.stats().signedIn).toBe(1));
}

function holdLoop(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

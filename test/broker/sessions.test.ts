import { expect, it, vi } from 'vitest';
import { connectPacket, packet, subscribePacket } from '../support/mqtt-packets.ts';
import { rawClient, welcomed } from './raw-client.ts';
import { cameBack, closed, connected, inbox, startBroker } from './start-broker.ts';

const command = 'hub/demo/shower-0305/command';
const config = 'hub/demo/shower-0305/config';

it('a device that was away gets its commands in order, each once', async () => {
  const { port, broker } = await startBroker();
  const before = await connected(port, 'shower-0305', { clean: false });
  await before.subscribeAsync(command, { qos: 1 });
  await before.endAsync();
  for (let n = 0; n < 100; n += 1) await broker.publish(command, String(n), { retain: false });
  expect(broker.stats().queued).toBe(100);

  const { received } = await cameBack(port, 'shower-0305');
  await vi.waitFor(() => expect(broker.stats().queued).toBe(0));
  expect(received).toEqual(Array.from({ length: 100 }, (_, n) => `${command} ${n}`));
});

it('commands published while the device is signing in wait behind those that were queued', async () => {
  const { port, broker } = await startBroker();
  const before = await connected(port, 'shower-0305', { clean: false });
  await before.subscribeAsync(command, { qos: 1 });
  await before.endAsync();
  let sent = 0;
  const send = () => broker.publish(command, String(sent++), { retain: false });
  for (let n = 0; n < 200; n += 1) await send();

  let received: string[] = [];
  const arrived = cameBack(port, 'shower-0305').then((back) => {
    received = back.received;
  });
  while (sent < 600) await send();
  await arrived;
  await vi.waitFor(() => expect(broker.stats().queued).toBe(0), { timeout: 10_000 });
  expect(received).toEqual(Array.from({ length: 600 }, (_, n) => `${command} ${n}`));
});

it('a kill of the hub keeps sessions, queues and retained messages', async () => {
  const first = await startBroker();
  const device = await connected(first.port, 'shower-0305', { clean: false });
  await device.subscribeAsync([command, config], { qos: 1 });
  await device.endAsync();
  await first.broker.publish(command, 'open', { retain: false });
  await first.broker.publish(config, 'interval=1', { retain: true });

  // The second broker sees what was on disk at this moment: the first one had no chance to tidy up.
  const second = await startBroker({}, first.storage);
  const { received } = await cameBack(second.port, 'shower-0305');
  await vi.waitFor(() => expect(received).toEqual([`${command} open`, `${config} interval=1`]));
  await vi.waitFor(() => expect(first.storage.deliveries.size).toBe(0));
  await second.broker.publish(command, 'close', { retain: false });
  await vi.waitFor(() => expect(received).toHaveLength(3));
  const newcomer = await connected(second.port, 'shower-0305', { clientId: 'fresh' });
  const fresh = inbox(newcomer);
  await newcomer.subscribeAsync(config, { qos: 1 });
  await vi.waitFor(() => expect(fresh).toEqual([`${config} interval=1`]));
});

it('SUBACK waits until the subscription is on disk', async () => {
  const { port, storage } = await startBroker();
  const device = await connected(port, 'shower-0305', { clean: false });
  let open = () => {};
  storage.gate = new Promise((resolve) => {
    open = resolve;
  });
  let granted = false;
  const subscribed = device.subscribeAsync(command, { qos: 1 }).then(() => {
    granted = true;
  });
  await device.publishAsync('hub/demo/shower-0305/presence', 'online', { qos: 1 });
  expect(granted).toBe(false);
  open();
  await subscribed;
  expect(storage.sessions.get('shower-0305')?.subscriptions).toEqual([{ filter: command, qos: 1 }]);
});

it('a message without PUBACK comes again, marked as a repeat, under the same packet identifier', async () => {
  const { port, broker } = await startBroker();
  const mute = await welcomed(port, 'shower-0305', { clean: false });
  mute.send(subscribePacket(command));
  await mute.received('9003000101');
  await broker.publish(command, 'open', { retain: false });
  await mute.received(Buffer.from('open').toString('hex'));
  const sent = mute.bytes().subarray(mute.bytes().indexOf(0x32));
  mute.socket.destroy();

  const back = await rawClient(port);
  back.send(connectPacket('shower-0305', { clean: false }));
  await back.received(Buffer.from('open').toString('hex'));
  const repeat = Buffer.from(sent);
  repeat[0] = 0x32 | 0x08;
  expect(back.bytes().subarray(4)).toEqual(repeat);
  // PUBACK ends it.
  const id = repeat.subarray(repeat.length - 6, repeat.length - 4);
  back.send(packet(0x40, id));
  await vi.waitFor(() => expect(broker.stats().queued).toBe(0));
});

it('what is refused within a SUBSCRIBE is not kept with what is granted', async () => {
  const { port, broker, storage } = await startBroker();
  const device = await connected(port, 'shower-0305', { clean: false });
  const refused = device.subscribeAsync([command, '#', 'hub/demo/tea-l1/command'], { qos: 1 });
  await expect(refused).rejects.toThrow();
  expect(storage.sessions.get('shower-0305')?.subscriptions).toEqual([{ filter: command, qos: 1 }]);
  await device.endAsync();
  await broker.publish('hub/demo/tea-l1/command', 'brew', { retain: false });
  expect(broker.stats().queued).toBe(0);
});

it('a person who changed the role gets nothing more of the old one', async () => {
  const roles = ['engineer', 'housekeeping'];
  const { port, broker } = await startBroker({
    authenticate: async () => ({
      kind: 'staff',
      name: 'li',
      role: roles[0] as string,
      property: 'demo',
      seesAllRoles: false,
    }),
  });
  const before = await connected(port, 'li', { clean: false });
  await before.subscribeAsync('hub/demo/staff/engineer/task', { qos: 1 });
  await before.endAsync();
  await broker.publish('hub/demo/staff/engineer/task', 'riser 3', { retain: false });
  roles.shift();
  const { client: after, received } = await cameBack(port, 'li');
  await vi.waitFor(() => expect(broker.stats().queued).toBe(0));
  await broker.publish('hub/demo/staff/engineer/task', 'riser 4', { retain: false });
  await after.subscribeAsync('hub/demo/staff/housekeeping/task', { qos: 1 });
  expect(received).toEqual([]);
});

it('CONNECT with a clean session ends the old one with all that waits for it', async () => {
  const { port, broker, storage } = await startBroker();
  const before = await connected(port, 'shower-0305', { clean: false });
  await before.subscribeAsync(command, { qos: 1 });
  await before.endAsync();
  await broker.publish(command, 'open', { retain: false });
  await connected(port, 'shower-0305', { clean: true });
  expect(broker.stats()).toMatchObject({ sessions: 0, queued: 0 });
  expect(storage.sessions.size).toBe(0);
});

it('a full queue gives up the oldest and counts it', async () => {
  const { port, broker, storage } = await startBroker({ limits: { queuedMessages: 10 } });
  const before = await connected(port, 'shower-0305', { clean: false });
  await before.subscribeAsync(command, { qos: 1 });
  await before.endAsync();
  for (let n = 0; n < 25; n += 1) await broker.publish(command, String(n), { retain: false });
  expect(broker.stats()).toMatchObject({ queued: 10, queueDropped: 15 });
  expect([...storage.deliveries.values()].map(({ payload }) => payload.toString())).toEqual(
    Array.from({ length: 10 }, (_, n) => String(n + 15)),
  );
});

it('a session that is offline too long is forgotten, and one owner keeps only so many', async () => {
  let now = 1_000;
  const limits = { sessionIdleMs: 100, sessionsPerOwner: 2 };
  const { port, broker, storage } = await startBroker({ limits, now: () => now });
  for (const clientId of ['a', 'b', 'c']) {
    const phone = await connected(port, 'li', { clientId, clean: false });
    await phone.subscribeAsync('hub/demo/staff/engineer/task', { qos: 1 });
    const gone = closed(phone);
    await phone.endAsync();
    await gone;
    now += 1;
    await vi.waitFor(() => expect(storage.sessions.get(`staff/li/${clientId}`)?.offlineSince).toBeDefined());
  }
  expect([...storage.sessions.keys()]).toEqual(['staff/li/b', 'staff/li/c']);
  expect(broker.stats().sessionsEvicted).toBe(1);

  now += 1_000;
  const later = await startBroker({ limits, now: () => now }, storage);
  expect(later.broker.stats()).toMatchObject({ sessions: 0, sessionsExpired: 2 });
});

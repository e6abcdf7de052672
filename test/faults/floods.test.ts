// What one client asks for a hundred thousand times: each is refused or given up with a counter, and memory does not follow.
import { expect, it, vi } from 'vitest';
import { rawClient, welcomed } from '../broker/raw-client.ts';
import { connected, startBroker } from '../broker/start-broker.ts';
import { byLength } from '../support/fault-report.ts';
import { connectPacket, packet, subscribePacket } from '../support/mqtt-packets.ts';

const command = 'hub/demo/shower-0305/command';

it('100,000 messages for a device that is away leave it the newest thousand, and the disk too', async () => {
  const { port, broker, storage } = await startBroker();
  const before = await connected(port, 'shower-0305', { clean: false });
  await before.subscribeAsync(command, { qos: 1 });
  await before.endAsync();
  for (let n = 0; n < 100_000; n += 1_000) {
    const round = Array.from({ length: 1_000 }, (_, index) => String(n + index));
    await Promise.all(round.map((payload) => broker.publish(command, payload, { retain: false })));
  }
  expect(broker.stats()).toMatchObject({ queued: 1_000, queueDropped: 99_000 });
  expect(storage.deliveries.size).toBe(1_000);
  expect([...storage.deliveries.values()].at(0)?.payload.toString()).toBe('99000');
});

it('thousands of client ids of one device are four sessions', async () => {
  const { port, broker, storage } = await startBroker({ limits: { connectsPerSecond: 100_000 } });
  const ids = byLength(1_000, 20_000);
  const idsAtOnce = 20;
  for (let n = 0; n < ids; n += idsAtOnce) {
    await Promise.all(Array.from({ length: idsAtOnce }, (_, index) => comeAndGo(port, `shower-${n + index}`)));
  }
  await vi.waitFor(() => expect(broker.stats()).toMatchObject({ connections: 0, sessions: 4 }));
  await vi.waitFor(() => expect(storage.sessions.size).toBe(4));
  expect(broker.stats().sessionsEvicted).toBe(ids - 4);
});

async function comeAndGo(port: number, clientId: string): Promise<void> {
  const raw = await rawClient(port);
  raw.send(connectPacket('shower-0305', { clientId, clean: false }), packet(0xe0));
  await raw.closed;
}

it('100,000 filters of one client are refused one by one, and its two own are granted', async () => {
  const { port, broker, storage, refusals } = await startBroker();
  const raw = await welcomed(port, 'shower-0305', { clean: false });
  for (let n = 0; n < 100_000; n += 1_000) {
    raw.send(...Array.from({ length: 1_000 }, (_, index) => subscribePacket(`room/${n + index}`, 1 + (index % 999))));
  }
  raw.send(subscribePacket(command, 1_000), packet(0xc0));
  await raw.received('900303e801');
  await raw.received('d000');
  const { refusedSubscriptions, refusalsNotTold, subscriptions } = broker.stats();
  expect({ refusedSubscriptions, subscriptions }).toEqual({ refusedSubscriptions: 100_000, subscriptions: 1 });
  expect(refusals.length + refusalsNotTold).toBe(100_000);
  expect(refusals.length).toBeLessThan(200);
  await vi.waitFor(() =>
    expect(storage.sessions.get('shower-0305')?.subscriptions).toEqual([{ filter: command, qos: 1 }]),
  );
});

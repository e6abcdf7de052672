// What the broker relies on in a BrokerStorage. Each implementation runs it.
import { expect, it } from 'vitest';
import type { BrokerStorage } from '../../broker/storage.ts';

/** @param reopen the same storage as a new process would find it. */
export function describesBrokerStorage(open: () => Promise<BrokerStorage>, reopen: () => Promise<BrokerStorage>): void {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text));

  it('gives back what was saved, what waits in the order of sending', async () => {
    const storage = await open();
    await storage.save([
      { type: 'retain', message: { topic: 'hub/demo/tea-l1/config', payload: bytes('hot') } },
      {
        type: 'keep-session',
        session: { id: 'tea-l1', owner: 'device:tea-l1', subscriptions: [{ filter: 'a/b', qos: 1 }], offlineSince: 5 },
      },
      { type: 'keep-session', session: { id: '__proto__', owner: 'staff:li', subscriptions: [] } },
      { type: 'queue', delivery: { session: 'tea-l1', order: 10, topic: 'a/b', payload: bytes('later') } },
      { type: 'queue', delivery: { session: 'tea-l1', order: 9, topic: 'a/b', payload: Uint8Array.of(0, 255) } },
    ]);
    const { retained, sessions, deliveries } = await (await reopen()).load();
    expect(retained.map(({ topic, payload }) => [topic, Buffer.from(payload).toString()])).toEqual([
      ['hub/demo/tea-l1/config', 'hot'],
    ]);
    expect(sessions).toHaveLength(2);
    expect(sessions).toContainEqual({
      id: 'tea-l1',
      owner: 'device:tea-l1',
      subscriptions: [{ filter: 'a/b', qos: 1 }],
      offlineSince: 5,
    });
    expect(sessions).toContainEqual({ id: '__proto__', owner: 'staff:li', subscriptions: [] });
    expect(deliveries.map(({ order, payload }) => [order, [...payload]])).toEqual([
      [9, [0, 255]],
      [10, [...bytes('later')]],
    ]);
  });

  it('takes the last state of each row, and no longer knows what was taken away', async () => {
    const storage = await open();
    const session = { id: 'tea-l1', owner: 'device:tea-l1', subscriptions: [] };
    const delivery = { session: 'tea-l1', order: 1, topic: 'a/b', payload: bytes('x') };
    await storage.save([
      { type: 'retain', message: { topic: 'a', payload: bytes('1') } },
      { type: 'retain', message: { topic: 'b', payload: bytes('1') } },
      { type: 'keep-session', session: { ...session, offlineSince: 7 } },
      { type: 'queue', delivery },
    ]);
    await storage.save([
      { type: 'retain', message: { topic: 'a', payload: bytes('2') } },
      { type: 'clear-retained', topic: 'b' },
      { type: 'keep-session', session },
      { type: 'unqueue', session: 'tea-l1', order: 1 },
      { type: 'unqueue', session: 'nobody', order: 1 },
    ]);
    const changed = await (await reopen()).load();
    expect(changed.retained.map(({ topic, payload }) => `${topic}=${Buffer.from(payload)}`)).toEqual(['a=2']);
    expect(changed.sessions).toEqual([session]);
    expect(changed.deliveries).toEqual([]);
    await (await reopen()).save([{ type: 'forget-session', id: 'tea-l1' }]);
    expect((await (await reopen()).load()).sessions).toEqual([]);
  });
}

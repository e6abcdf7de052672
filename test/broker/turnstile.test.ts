import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createCounters } from '../../broker/counters.ts';
import { type BrokerLimits, defaultLimits } from '../../broker/limits.ts';
import { createTurnstile, type Turn } from '../../broker/turnstile.ts';

/** The clock stands still unless `pass` moves it; the lines move every few milliseconds of real time. */
function turnstile(limits: Partial<BrokerLimits>) {
  let nowMs = 1_000;
  let closed = false;
  const counters = createCounters();
  const made = createTurnstile({
    limits: { ...defaultLimits, connectsPerSecond: 20, ...limits },
    counters,
    isKnown: (name) => name.startsWith('device-'),
    isClosed: () => closed,
    nowMs: () => nowMs,
  });
  onTestFinished(made.stop);
  const served: string[] = [];
  return {
    ...made,
    counters,
    served,
    waiting: () => made.waiting,
    pass: (ms: number) => {
      nowMs += ms;
    },
    close: (is: boolean) => {
      closed = is;
    },
    async come(address: string, name: string, isGone = () => false): Promise<Turn | undefined> {
      const turn = await made.turn({ address, name, isGone });
      if (turn !== undefined) served.push(`${address} ${name}`);
      return turn;
    },
  };
}

describe('sign-ins', () => {
  it('that come faster than the pace wait, and all are served', async () => {
    const gate = turnstile({});
    for (let n = 0; n < 10; n += 1) void gate.come('hotel', `room-${n}`);
    await vi.waitFor(() => expect(gate.served).toHaveLength(1));
    for (let second = 0; second < 9; second += 1) {
      gate.pass(50);
      await vi.waitFor(() => expect(gate.served).toHaveLength(second + 2));
    }
    expect(gate.served).toEqual(Array.from({ length: 10 }, (_, n) => `hotel room-${n}`));
    expect(gate.waiting()).toBe(0);
  });

  it('of a flooding address do not keep another address waiting', async () => {
    const gate = turnstile({});
    for (let n = 0; n < 1_000; n += 1) void gate.come('flood', `x${n}`);
    void gate.come('hotel', 'room-1');
    await vi.waitFor(() => expect(gate.served).toHaveLength(1));
    gate.pass(50);
    await vi.waitFor(() => expect(gate.served).toHaveLength(2));
    gate.pass(50);
    await vi.waitFor(() => expect(gate.served).toHaveLength(3));
    expect(gate.served).toContain('hotel room-1');
  });

  it('that waited too long are sent away and counted', async () => {
    const gate = turnstile({ connectWaitMs: 1_000 });
    void gate.come('hotel', 'first');
    await vi.waitFor(() => expect(gate.served).toHaveLength(1));
    gate.close(true);
    const late = gate.come('hotel', 'second');
    gate.pass(1_000);
    expect(await late).toBeUndefined();
    expect(gate.counters.connectsRefusedBusy).toBe(1);
  });

  it('of who is gone meanwhile take nobody’s turn', async () => {
    const gate = turnstile({});
    gate.close(true);
    for (let n = 0; n < 50; n += 1) void gate.come('hotel', `gone-${n}`, () => true);
    void gate.come('hotel', 'here');
    gate.close(false);
    await vi.waitFor(() => expect(gate.served).toEqual(['hotel here']));
  });

  it('stand while the hub is overloaded, and move on afterwards', async () => {
    const gate = turnstile({});
    gate.close(true);
    void gate.come('hotel', 'room-1');
    gate.close(false);
    await vi.waitFor(() => expect(gate.served).toEqual(['hotel room-1']));
  });
});

describe('failed sign-ins', () => {
  const limits = { connectsPerSecond: 100_000, connectsPerSecondPerAddress: 1, connectBurstPerAddress: 3 };

  async function fail(gate: ReturnType<typeof turnstile>, address: string, times: number) {
    for (let n = 0; n < times; n += 1) (await gate.come(address, `guess-${n}`))?.refused();
  }

  it('hold up strangers of their address, not those who signed in from there, and nobody elsewhere', async () => {
    const gate = turnstile(limits);
    (await gate.come('hotel', 'room-1'))?.signedIn();
    await fail(gate, 'hotel', 3);
    void gate.come('hotel', 'stranger');
    (await gate.come('hotel', 'room-1'))?.signedIn();
    (await gate.come('elsewhere', 'room-2'))?.signedIn();
    expect(gate.served).not.toContain('hotel stranger');
    gate.pass(1_000);
    await vi.waitFor(() => expect(gate.served).toContain('hotel stranger'));
  });

  it('of strangers do not hold up devices that the hub knows, though they never were there', async () => {
    const gate = turnstile(limits);
    await fail(gate, 'hotel', 3);
    void gate.come('hotel', 'stranger');
    (await gate.come('hotel', 'device-1'))?.signedIn();
    expect(gate.served).not.toContain('hotel stranger');
  });

  it('in the name of one device hold up that name alone', async () => {
    const gate = turnstile(limits);
    for (let n = 0; n < 6; n += 1) (await gate.come('hotel', 'device-1'))?.refused();
    gate.served.length = 0;
    void gate.come('hotel', 'device-1');
    (await gate.come('hotel', 'device-2'))?.signedIn();
    expect(gate.served).toEqual(['hotel device-2']);
  });

  it('are the only ones that count: 20,000 devices come back behind one address', async () => {
    const gate = turnstile({ ...limits, connectsPerSecond: 100_000 });
    let signedIn = 0;
    const house = Array.from({ length: 20_000 }, async (_, n) => {
      (await gate.come('hotel', `room-${n}`))?.signedIn();
      signedIn += 1;
    });
    await vi.waitFor(
      () => {
        gate.pass(50);
        expect(signedIn).toBe(20_000);
      },
      { timeout: 20_000, interval: 5 },
    );
    await Promise.all(house);
    expect(gate.counters.connectsRefusedBusy).toBe(0);
  });

  it('of a name that was welcome make it a stranger again', async () => {
    const gate = turnstile(limits);
    (await gate.come('hotel', 'room-1'))?.signedIn();
    (await gate.come('hotel', 'room-1'))?.refused();
    await fail(gate, 'hotel', 3);
    gate.served.length = 0;
    void gate.come('hotel', 'room-1');
    (await gate.come('elsewhere', 'x'))?.signedIn();
    expect(gate.served).toEqual(['elsewhere x']);
  });
});

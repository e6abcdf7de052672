// A projection follows the facts behind its cursor: it may be down, and then catches up with nothing lost.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { createProjector, type Projector } from '../../gateway/projector.ts';

interface Item {
  readonly seq: number;
}

const quiet = { warn: () => {}, info: () => {} };
const started: Projector[] = [];
afterEach(async () => {
  for (const one of started.splice(0)) await one.stop();
});

/** A feed in memory and a receiver that can be down. */
function follow(
  parts: { items?: number; cursor?: number; batchSize?: number; gatherMs?: number; knownUpTo?: number } = {},
) {
  const clock = createSimulatedClock({ startAt: 0 });
  const items: Item[] = Array.from({ length: parts.items ?? 0 }, (_, i) => ({ seq: i + 1 }));
  const delivered: number[] = [];
  const attempts: number[] = [];
  const state = { cursor: parts.cursor ?? 0, down: false, cursorDown: false };
  const projector = createProjector<Item>({
    name: 'history',
    clock,
    log: quiet,
    batchSize: parts.batchSize ?? 10,
    gatherMs: parts.gatherMs ?? 0,
    knownUpTo: parts.knownUpTo ?? 0,
    feed: {
      cursor: async () => state.cursor,
      moveCursor: async (_name, seq) => {
        if (state.cursorDown) throw new Error('disk full');
        state.cursor = seq;
      },
    },
    read: async (after, limit) => items.filter(({ seq }) => seq > after).slice(0, limit),
    deliver: async (some) => {
      attempts.push(clock.now());
      if (state.down) throw new Error('influx is down');
      delivered.push(...some.map(({ seq }) => seq));
    },
  });
  started.push(projector);
  return { projector, clock, items, delivered, attempts, state };
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('a projection', () => {
  it('catches up batch by batch, and its cursor follows', async () => {
    const { projector, delivered, state } = follow({ items: 25, batchSize: 10 });
    await projector.start();
    await vi.waitFor(() => expect(state.cursor).toBe(25));
    expect(delivered).toEqual(upTo(25));
    expect(projector.position()).toBe(25);
  });

  it('that gathers tells full batches at once, and what is little together', async () => {
    const { projector, items, delivered, attempts, clock } = follow({ items: 25, batchSize: 10, gatherMs: 250 });
    await projector.start();
    await vi.waitFor(() => expect(delivered).toEqual(upTo(25)));
    expect(attempts).toEqual([0, 0, 0]);
    for (const seq of [26, 27]) {
      items.push({ seq });
      projector.wake();
    }
    await new Promise(setImmediate);
    expect(delivered).toEqual(upTo(25));
    await clock.advanceBy(250);
    await vi.waitFor(() => expect(delivered).toEqual(upTo(27)));
    expect(attempts.slice(3)).toEqual([250]);
  });

  it('passes what is there for others alone, and delivers what comes after', async () => {
    const { projector, items, delivered, state } = follow({ knownUpTo: 3_000_000 });
    await projector.start();
    await vi.waitFor(() => expect(state.cursor).toBe(3_000_000));
    items.push({ seq: 3_000_001 });
    projector.wake();
    await vi.waitFor(() => expect(state.cursor).toBe(3_000_001));
    expect(delivered).toEqual([3_000_001]);
  });

  it('passes nothing that it could not deliver', async () => {
    const { projector, state, attempts } = follow({ items: 5, knownUpTo: 9 });
    state.down = true;
    await projector.start();
    await vi.waitFor(() => expect(attempts).toHaveLength(1));
    expect([state.cursor, projector.position()]).toEqual([0, 0]);
  });

  it('goes on where its cursor stands', async () => {
    const { projector, delivered } = follow({ items: 5, cursor: 3 });
    await projector.start();
    await vi.waitFor(() => expect(delivered).toEqual([4, 5]));
  });

  it('delivers what is new when it is woken, and rests when nothing is', async () => {
    const { projector, items, delivered, attempts } = follow();
    await projector.start();
    projector.wake();
    items.push({ seq: 1 });
    projector.wake();
    await vi.waitFor(() => expect(delivered).toEqual([1]));
    projector.wake();
    expect(attempts).toHaveLength(1);
  });

  it('misses nothing that comes while it delivers', async () => {
    const { projector, items, delivered } = follow({ items: 1 });
    await projector.start();
    items.push({ seq: 2 });
    projector.wake();
    await vi.waitFor(() => expect(delivered).toEqual([1, 2]));
  });

  it('tries again with growing pauses, never longer than five seconds, and then catches up', async () => {
    const { projector, clock, attempts, delivered, state } = follow({ items: 3 });
    state.down = true;
    await projector.start();
    await vi.waitFor(() => expect(projector.failure()).toBe('influx is down'));
    await clock.advanceBy(30_000);
    const pauses = attempts.slice(1).map((at, i) => at - (attempts[i] ?? 0));
    expect(pauses.slice(0, 7)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(state.cursor).toBe(0);
    state.down = false;
    await clock.advanceBy(5_000);
    await vi.waitFor(() => expect(delivered).toEqual([1, 2, 3]));
    await vi.waitFor(() => expect(projector.failure()).toBeUndefined());
  });

  it('is not hurried by news while it backs off', async () => {
    const { projector, items, attempts, state } = follow({ items: 1 });
    state.down = true;
    await projector.start();
    await vi.waitFor(() => expect(attempts).toHaveLength(1));
    for (let seq = 2; seq < 50; seq++) {
      items.push({ seq });
      projector.wake();
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(attempts).toHaveLength(1);
  });

  it('delivers again what its cursor could not pass', async () => {
    const { projector, clock, delivered, state } = follow({ items: 2 });
    state.cursorDown = true;
    await projector.start();
    await vi.waitFor(() => expect(projector.failure()).toBe('disk full'));
    expect(projector.position()).toBe(0);
    state.cursorDown = false;
    await clock.advanceBy(250);
    await vi.waitFor(() => expect(state.cursor).toBe(2));
    expect(delivered).toEqual([1, 2, 1, 2]);
  });

  it('stops at once while it backs off, and while it rests', async () => {
    const failing = follow({ items: 1 });
    failing.state.down = true;
    await failing.projector.start();
    await vi.waitFor(() => expect(failing.projector.failure()).toBeDefined());
    await failing.projector.stop();
    const resting = follow();
    await resting.projector.start();
    await resting.projector.stop();
    resting.items.push({ seq: 1 });
    resting.projector.wake();
    await new Promise((resolve) => setImmediate(resolve));
    expect(resting.delivered).toEqual([]);
  });

  it('that is down stops no other', async () => {
    const down = follow({ items: 3 });
    const other = follow({ items: 3 });
    down.state.down = true;
    await down.projector.start();
    await other.projector.start();
    await vi.waitFor(() => expect(other.delivered).toEqual([1, 2, 3]));
    expect(down.delivered).toEqual([]);
  });

  it('starts again where it stopped', async () => {
    const { projector, items, delivered } = follow({ items: 2 });
    await projector.start();
    await vi.waitFor(() => expect(delivered).toEqual([1, 2]));
    await projector.stop();
    items.push({ seq: 3 });
    await projector.start();
    await vi.waitFor(() => expect(delivered).toEqual([1, 2, 3]));
  });
});

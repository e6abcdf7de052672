// What a receiver lost is found missing by the marks that it no longer has, and told again from there; what is all there is left alone.
import { describe, expect, it } from 'vitest';
import { createSimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { createReceiverWatch, type ReceiverLoss } from '../../gateway/receiver-watch.ts';

function watched(parts: { cursors?: Record<string, number>; marks?: number[]; kept?: number[] } = {}) {
  const clock = createSimulatedClock({ startAt: 0 });
  const cursors = new Map(Object.entries(parts.cursors ?? {}));
  const marks = [...(parts.marks ?? [])];
  const losses: ReceiverLoss[] = [];
  const state = { down: false, wipedMeanwhile: false };
  const watch = createReceiverWatch({
    name: 'facts',
    clock,
    feed: {
      cursor: async (name) => cursors.get(name) ?? 0,
      moveCursor: async (name, seq) => void cursors.set(name, seq),
    },
    marks: {
      async held() {
        if (state.down) throw new Error('influx is down');
        return [...marks];
      },
      async put(seq) {
        if (state.wipedMeanwhile) marks.length = 0;
        marks.push(seq);
      },
    },
    firstAfter: async (seq) => (parts.kept ?? [1]).find((one) => one > seq),
    lost: (loss) => losses.push(loss),
    log: { warn: () => {} },
  });
  return { watch, clock, cursors, marks, losses, state };
}

describe('a receiver that is watched', () => {
  it('gets a mark of how far it was told', async () => {
    const { watch, marks, cursors } = watched();
    expect(await watch.look(7)).toBe(7);
    expect(marks).toEqual([7]);
    expect(cursors.get('facts-mark')).toBe(7);
  });

  it.each([
    { loss: 'was wiped', marks: [], from: 0, heldUpTo: 0 },
    { loss: 'came back from an old copy', marks: [3], from: 4, heldUpTo: 3 },
  ])('is told again what it lost where it $loss', async ({ marks, from, heldUpTo }) => {
    const hub = watched({ cursors: { facts: 9, 'facts-mark': 7 }, marks, kept: [1, 2, 5, 8] });
    expect(await hub.watch.look(9)).toBe(from);
    expect(hub.cursors.get('facts')).toBe(from);
    expect(hub.losses).toEqual([{ heldUpTo, toldUpTo: 9, againFrom: from + 1 }]);
    expect(await hub.watch.look(from)).toBe(from);
    expect(hub.losses).toHaveLength(1);
  });

  it('is told again what it lost between the look and its new mark', async () => {
    const { watch, losses, cursors, state } = watched({ cursors: { facts: 9, 'facts-mark': 7 }, marks: [3, 7] });
    state.wipedMeanwhile = true;
    expect(await watch.look(9)).toBe(0);
    expect(losses).toEqual([{ heldUpTo: 0, toldUpTo: 9, againFrom: 1 }]);
    expect(cursors.get('facts-mark')).toBe(0);
  });

  it('is told what the hub still keeps, where it has let go of the rest', async () => {
    const { watch, losses } = watched({ cursors: { facts: 9, 'facts-mark': 7 }, kept: [6, 8] });
    expect(await watch.look(9)).toBe(5);
    expect(losses).toEqual([{ heldUpTo: 0, toldUpTo: 9, againFrom: 6 }]);
  });

  it('is not gone back for where nothing is kept', async () => {
    const { watch, losses } = watched({ cursors: { facts: 9, 'facts-mark': 7 }, kept: [] });
    expect(await watch.look(9)).toBe(9);
    expect(losses).toEqual([{ heldUpTo: 0, toldUpTo: 9, againFrom: 10 }]);
  });

  it.each([
    { case: 'that has all marks', marks: [7] },
    { case: 'that knows more than a hub which came back from a backup', marks: [7, 20] },
  ])('$case is told nothing twice', async ({ marks }) => {
    const { watch, losses } = watched({ cursors: { 'facts-mark': 7 }, marks });
    expect(await watch.look(9)).toBe(9);
    expect(losses).toEqual([]);
  });

  it('that could not be given its mark is given it within seconds, so that a loss soon after is found', async () => {
    const { watch, clock, state, marks } = watched();
    state.down = true;
    await watch.look(7);
    expect(watch.dueAt()).toBe(clock.now() + 5_000);
    state.down = false;
    await watch.look(7);
    expect(marks).toEqual([7]);
    expect(watch.dueAt()).toBe(clock.now() + 60_000);
  });

  it('that cannot be asked is told all the same', async () => {
    const { watch, losses, state } = watched({ cursors: { 'facts-mark': 7 } });
    state.down = true;
    expect(await watch.look(9)).toBe(9);
    expect(losses).toEqual([]);
  });

  it('is looked after each minute, and at once after it failed', async () => {
    const { watch, clock } = watched();
    expect(watch.dueAt()).toBeLessThan(clock.now());
    await watch.look(0);
    expect(watch.dueAt()).toBeLessThan(clock.now());
    await watch.look(1);
    expect(watch.dueAt()).toBe(clock.now() + 60_000);
    watch.mistrust();
    expect(watch.dueAt()).toBeLessThan(clock.now());
  });
});

// How often a list is painted while changes come, and what a load under way does to it.
import { effect } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCollection } from '../../../dashboards/shared/state/collection.ts';

interface Thing {
  readonly id: string;
  readonly is: string;
}

const gatherMs = 100;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aList() {
  const list = createCollection<Thing>(({ id }) => id, gatherMs);
  const painted: string[][] = [];
  effect(() => void painted.push([...list.items.value.values()].map(({ id, is }) => `${id} ${is}`)));
  painted.length = 0;
  return { list, painted };
}

describe('changes', () => {
  test('the first after a rest is painted at once, with all that came in the same breath', () => {
    const { list, painted } = aList();
    list.put({ id: 'one', is: 'new' });
    list.put({ id: 'two', is: 'new' });
    vi.advanceTimersByTime(1);
    expect(painted).toEqual([['one new', 'two new']]);
  });

  test.each([
    { forMs: 1_000, everyMs: 10, atMost: 11 },
    { forMs: 1_000, everyMs: 50, atMost: 11 },
    { forMs: 1_000, everyMs: 200, atMost: 5 },
  ])('of one every $everyMs ms for a second make $atMost paintings at most, and none is lost', (burst) => {
    const { list, painted } = aList();
    const ids: string[] = [];
    for (let ms = 0; ms < burst.forMs; ms += burst.everyMs) {
      ids.push(`at ${ms}`);
      list.put({ id: `at ${ms}`, is: 'new' });
      vi.advanceTimersByTime(burst.everyMs);
    }
    vi.advanceTimersByTime(gatherMs);
    expect(painted.length).toBeLessThanOrEqual(burst.atMost);
    expect(painted.at(-1)).toEqual(ids.map((id) => `${id} new`));
  });

  test('none waits longer than the gathering', () => {
    const { list } = aList();
    for (let ms = 0; ms < 1_000; ms += 7) {
      list.put({ id: String(ms), is: 'new' });
      vi.advanceTimersByTime(7);
      const due = ms + 7 - gatherMs - 1;
      if (due >= 0) expect(list.items.value.has(String(due - (due % 7)))).toBe(true);
    }
  });

  test('a tap of the person is there before the next line runs', () => {
    const { list } = aList();
    list.put({ id: 'one', is: 'new' });
    vi.advanceTimersByTime(1);
    list.putNow({ id: 'one', is: 'taken' });
    expect(list.items.value.get('one')?.is).toBe('taken');
  });
});

describe('a load', () => {
  test('shows a part as soon as that is there, and drops with the whole what is there no more', async () => {
    const { list } = aList();
    await list.load(async () => [{ id: 'gone', is: 'old' }]);
    const rest = Promise.withResolvers<void>();
    const whole = list.load(async (show) => {
      show([{ id: 'one', is: 'open' }]);
      await rest.promise;
      return [
        { id: 'one', is: 'open' },
        { id: 'two', is: 'over' },
      ];
    });
    expect([...list.items.value.keys()]).toEqual(['gone', 'one']);
    expect(list.state.value).toBe('loaded');
    rest.resolve();
    await whole;
    expect([...list.items.value.keys()]).toEqual(['one', 'two']);
  });

  test('lays what came meanwhile over the part and over the whole', async () => {
    const { list } = aList();
    const first = Promise.withResolvers<void>();
    const rest = Promise.withResolvers<void>();
    const whole = list.load(async (show) => {
      await first.promise;
      show([{ id: 'one', is: 'open' }]);
      await rest.promise;
      return [{ id: 'one', is: 'open' }];
    });
    list.put({ id: 'one', is: 'taken' });
    first.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(list.items.value.get('one')?.is).toBe('taken');
    rest.resolve();
    await whole;
    expect(list.items.value.get('one')?.is).toBe('taken');
  });

  test('that fails keeps what was there, and says so', async () => {
    const { list } = aList();
    await list.load(async () => [{ id: 'one', is: 'open' }]);
    await list.load(async () => undefined);
    expect(list.items.value.size).toBe(1);
    expect(list.state.value).toBe('failed');
  });
});

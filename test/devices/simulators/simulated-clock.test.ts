import { describe, expect, test } from 'vitest';
import { createSimulatedClock } from '../../../devices/simulators/simulated-clock.ts';

describe('the simulated clock', () => {
  test('runs timers in the order in which they are due, ties in the order in which they were set', async () => {
    const clock = createSimulatedClock({ startAt: 1_000 });
    const seen: string[] = [];
    clock.schedule(3_000, () => seen.push(`third at ${clock.now()}`));
    clock.schedule(2_000, () => seen.push(`first at ${clock.now()}`));
    clock.schedule(2_000, () => seen.push(`second at ${clock.now()}`));
    await clock.advanceTo(5_000);
    expect(seen).toEqual(['first at 2000', 'second at 2000', 'third at 3000']);
    expect(clock.now()).toBe(5_000);
  });

  test('runs a timer that another timer sets for the same instant', async () => {
    const clock = createSimulatedClock({ startAt: 0 });
    const seen: number[] = [];
    clock.schedule(10, () => clock.schedule(5, () => seen.push(clock.now())));
    await clock.advanceTo(10);
    expect(seen).toEqual([10]);
  });

  test('stands at whole milliseconds, as a clock on the wall does', async () => {
    const clock = createSimulatedClock({ startAt: 0 });
    const seen: number[] = [];
    clock.schedule(10.3, () => seen.push(clock.now()));
    await clock.advanceTo(20);
    expect(seen).toEqual([11]);
  });

  test('leaves later timers alone, and those taken back', async () => {
    const clock = createSimulatedClock({ startAt: 0 });
    const seen: string[] = [];
    clock.schedule(11, () => seen.push('later'));
    const takeBack = clock.schedule(5, () => seen.push('taken back'));
    takeBack();
    await clock.advanceTo(10);
    expect(seen).toEqual([]);
    await clock.advanceBy(1);
    expect(seen).toEqual(['later']);
  });

  test('does not leave an instant before the work of that instant is settled, whether it succeeds or fails', async () => {
    const clock = createSimulatedClock({ startAt: 0 });
    const seen: string[] = [];
    const acknowledged = Promise.withResolvers<void>();
    clock.schedule(10, () => {
      clock.hold(acknowledged.promise.then(() => seen.push(`acknowledged at ${clock.now()}`)));
      clock.hold(Promise.reject(new Error('refused')));
    });
    clock.schedule(11, () => seen.push('next instant'));
    const advanced = clock.advanceTo(20);
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual([]);
    acknowledged.resolve();
    await advanced;
    expect(seen).toEqual(['acknowledged at 10', 'next instant']);
  });

  test('keeps thousands of timers in order', async () => {
    const clock = createSimulatedClock({ startAt: 0 });
    const seen: number[] = [];
    for (let i = 0; i < 5_000; i++) clock.schedule((i * 7_919) % 5_000, () => seen.push(clock.now()));
    await clock.advanceTo(5_000);
    expect(seen).toEqual(Array.from({ length: 5_000 }, (_, at) => at));
  });
});

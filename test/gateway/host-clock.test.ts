// The host's clock is set while the hub runs: the hub's time goes on evenly, until the house's devices say that the host is right.
import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../devices/identifiers.ts';
import { type ClockChange, createHostClock } from '../../gateway/host-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const startAt = Date.parse('2026-03-01T12:00Z');

function host() {
  const state = { steady: 5_000, setBy: 0 };
  const changes: ClockChange[] = [];
  const clock = createHostClock({
    hostNow: () => startAt + state.steady - 5_000 + state.setBy,
    steadyNow: () => state.steady,
  });
  clock.onChange((change) => changes.push(change));
  return {
    clock,
    changes,
    passes: (ms: number) => {
      state.steady += ms;
    },
    isSetBy: (ms: number) => {
      state.setBy += ms;
    },
    says: (device: string, at: number) => clock.witness(device as DeviceId, at),
  };
}

describe('the time of the hub', () => {
  it('is that of its host, small corrections included', () => {
    const { clock, passes, isSetBy, changes } = host();
    passes(1_000);
    expect(clock.now()).toBe(startAt + 1_000);
    isSetBy(1_500);
    expect(clock.now()).toBe(startAt + 2_500);
    isSetBy(-2 * minute);
    expect(clock.now()).toBe(startAt + 2_500 - 2 * minute);
    expect(changes).toEqual([]);
  });

  it.each([hour, -hour, day, -day])(
    'goes on evenly where the host is set by %i ms, and with it when that is undone',
    (ms) => {
      const { clock, passes, isSetBy, changes } = host();
      isSetBy(ms);
      expect(clock.now()).toBe(startAt);
      passes(5_000);
      expect(clock.now()).toBe(startAt + 5_000);
      expect(clock.hostAheadMs()).toBe(ms);
      isSetBy(-ms);
      expect(clock.now()).toBe(startAt + 5_000);
      expect(clock.hostAheadMs()).toBe(0);
      expect(changes).toEqual([{ type: 'held', hostAheadMs: ms }, { type: 'even' }]);
    },
  );

  it.each([hour, -hour, day, -day])('is set by %i ms where three devices agree with the host', (ms) => {
    const { clock, isSetBy, says, changes } = host();
    isSetBy(ms);
    clock.now();
    for (const device of ['a', 'b']) says(device, startAt + ms + 1_000);
    expect(clock.now()).toBe(startAt);
    says('c', startAt + ms - minute);
    expect(clock.now()).toBe(startAt + ms);
    expect(changes.at(-1)).toEqual({ type: 'set', byMs: ms });
  });

  it('stays where devices say so, however often another one repeats itself', () => {
    const { clock, isSetBy, says } = host();
    isSetBy(day);
    for (let n = 0; n < 20; n += 1) {
      says('wrong', startAt + day);
      says('a', startAt);
      says('b', startAt);
    }
    expect(clock.now()).toBe(startAt);
  });

  it('is not moved by what was buffered, nor by clocks that are wrong by themselves', () => {
    const { clock, isSetBy, says } = host();
    isSetBy(day);
    for (const device of ['a', 'b', 'c', 'd']) {
      says(device, startAt - 3 * hour);
      says(device, 0);
      says(device, Date.parse('2100-01-01T00:00Z'));
    }
    expect(clock.now()).toBe(startAt);
  });

  it('is set after ten minutes where the devices of a small house agree with the host, and none with the hub', () => {
    const { clock, passes, isSetBy, says } = host();
    isSetBy(hour);
    says('only', startAt + hour);
    passes(9 * minute);
    says('only', startAt + hour + 9 * minute);
    expect(clock.now()).toBe(startAt + 9 * minute);
    passes(minute);
    says('only', startAt + hour + 10 * minute);
    expect(clock.now()).toBe(startAt + hour + 10 * minute);
  });

  it('asks anew when the host is set again', () => {
    const { clock, isSetBy, says } = host();
    isSetBy(hour);
    for (const device of ['a', 'b']) says(device, startAt + hour);
    isSetBy(-hour);
    clock.now();
    isSetBy(hour);
    says('c', startAt + hour);
    expect(clock.now()).toBe(startAt);
  });
});

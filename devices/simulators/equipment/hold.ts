// What a device was told to do for a while: it holds until its time is over, or until it is told otherwise, and ends by itself.
import type { Command } from '../../envelope.ts';
import type { HotelClock } from '../hotel-clock.ts';

export interface Hold<Value> {
  /** 0 seconds end it. */
  hold(value: Value, seconds: number): void;
  /** Undefined where nothing holds now. */
  value(): Value | undefined;
}

export function createHold<Value>(clock: HotelClock): Hold<Value> {
  let held: { readonly value: Value; readonly until: number } | undefined;
  return {
    hold(value, seconds) {
      held = { value, until: clock.now() + seconds * 1_000 };
    },
    value: () => (held !== undefined && clock.now() < held.until ? held.value : undefined),
  };
}

/** A number of a command within limits; undefined where it has none. */
export function numberIn(command: Command, field: string, [from, to]: readonly [number, number]): number | undefined {
  const value = command[field];
  return typeof value === 'number' && value >= from && value <= to ? value : undefined;
}

/** How long a device does at most what it was told, seconds. */
export const holdAllowed = [0, 24 * 3_600] as const;

/** What a device answers that was asked for something else than it can do. */
export function refusal(expected: string): Readonly<Record<string, unknown>> {
  return { ok: false, error: `expected ${expected}` };
}

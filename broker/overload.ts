// How late the event loop is, and what is given up for it: first QoS 0 messages, where it lasts new sign-ins too. A pause or
// two are no overload: it takes several late turns in a row, so that a busy minute of the machine costs no measurement.
import type { BrokerLimits } from './limits.ts';

/** `shedding` drops QoS 0; `closed` lets nobody sign in as well. */
export type Load = 'calm' | 'shedding' | 'closed';

const tickMs = 50;
const lateTurnsToShed = 3;
const lateTurnsToClose = 10;
/** Turns that must be on time before all is taken again. */
const turnsToCalm = 10;

export interface Overload {
  readonly load: Load;
  /** Takes one turn's lateness. */
  observe(lagMs: number): void;
}

/** @param changed is told once at each change */
export function createOverload(
  { loopLagMs }: Pick<BrokerLimits, 'loopLagMs'>,
  changed: (load: Load, lagMs: number) => void,
): Overload {
  let load: Load = 'calm';
  let late = 0;
  let onTime = 0;

  function become(next: Load, lagMs: number): void {
    if (next === load) return;
    load = next;
    changed(load, lagMs);
  }

  return {
    get load() {
      return load;
    },
    observe(lagMs) {
      late = lagMs > loopLagMs ? late + 1 : 0;
      onTime = lagMs < loopLagMs / 2 ? onTime + 1 : 0;
      if (late >= lateTurnsToClose) become('closed', lagMs);
      else if (late >= lateTurnsToShed && load === 'calm') become('shedding', lagMs);
      else if (onTime >= turnsToCalm) become('calm', lagMs);
    },
  };
}

/** Feeds `overload` with the loop's own lateness. @returns what stops it. */
export function watchEventLoop(overload: Overload): () => void {
  let due = performance.now() + tickMs;
  const timer = setInterval(() => {
    const now = performance.now();
    overload.observe(Math.max(0, now - due));
    due = now + tickMs;
  }, tickMs);
  return () => clearInterval(timer);
}

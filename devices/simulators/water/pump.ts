// The circulation pump of a riser: it runs by hours, and it fails. Without it the riser stands and cools.
import { isWithin, type Period } from './plant.ts';

export interface PumpSchedule {
  /** Local hours in which the pump runs, [0, 24] for always; a night stop is two spans. */
  readonly hours: readonly (readonly [from: number, to: number])[];
  readonly failures: readonly Period[];
}

export interface Pump {
  isRunning(at: number): boolean;
  /** It is told to run in this time, in its hours or not; what it was told before ends there. Unix ms. */
  command(from: number, to: number): void;
  /** Takes the pump out of order until it is repaired. */
  fail(): void;
  repair(): void;
}

export function createPump(schedule: PumpSchedule, utcOffsetHours: number): Pump {
  let broken = false;
  let commanded: readonly Period[] = [];
  return {
    isRunning(at) {
      if (broken || schedule.failures.some((failure) => isWithin(failure, at))) return false;
      if (commanded.some((period) => isWithin(period, at))) return true;
      const hour = (at / 3_600_000 + utcOffsetHours) % 24;
      return schedule.hours.some(([from, to]) => hour >= from && hour < to);
    },
    command(from, to) {
      commanded = [...commanded.map((one) => ({ from: one.from, to: Math.min(one.to, from) })), { from, to }];
    },
    fail: () => {
      broken = true;
    },
    repair: () => {
      broken = false;
    },
  };
}

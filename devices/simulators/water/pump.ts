// The circulation pump of a riser: it runs by hours, and it fails. Without it the riser stands and cools.
import { isWithin, type Period } from './plant.ts';

export interface PumpSchedule {
  /** Local hours in which the pump runs, [0, 24] for always; a night stop is two spans. */
  readonly hours: readonly (readonly [from: number, to: number])[];
  readonly failures: readonly Period[];
}

export interface Pump {
  isRunning(at: number): boolean;
  /** Takes the pump out of order until it is repaired. */
  fail(): void;
  repair(): void;
}

export function createPump(schedule: PumpSchedule, utcOffsetHours: number): Pump {
  let broken = false;
  return {
    isRunning(at) {
      if (broken || schedule.failures.some((failure) => isWithin(failure, at))) return false;
      const hour = (at / 3_600_000 + utcOffsetHours) % 24;
      return schedule.hours.some(([from, to]) => hour >= from && hour < to);
    },
    fail: () => {
      broken = true;
    },
    repair: () => {
      broken = false;
    },
  };
}

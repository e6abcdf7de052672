// A recirculated riser: hot along its whole length while its pump runs; standing, cooling, and to be flushed by whoever
// draws first while it does not. All rooms of the riser share its water.
import { type Pipe, relax, tap } from './plug-flow.ts';
import type { Pump } from './pump.ts';

export interface Riser {
  readonly pump: Pump;
  /** Takes water `metres` from the plant and says its mean temperature, °C. An instant before the last one counts as now. */
  take(at: number, metres: number, litres: number): number;
}

export interface RiserPlumbing {
  readonly metres: number;
  readonly litresPerMetre: number;
  readonly ambientC: number;
  /** Time constant of the insulated pipe, standing. */
  readonly coolingS: number;
  /** Time constant with which circulation brings the riser back to the plant's temperature. */
  readonly circulationS: number;
  /** What circulating water loses on its way. */
  readonly lossKPerMetre: number;
}

export const usualRiser: Omit<RiserPlumbing, 'metres'> = {
  litresPerMetre: 0.5,
  ambientC: 24,
  coolingS: 3 * 3600,
  circulationS: 60,
  lossKPerMetre: 0.04,
};

/** Longer stretches are worked off in steps, so that a pump that changed its state in between is seen. */
const longestStepS = 60;

export function createRiser(options: {
  readonly plumbing: RiserPlumbing;
  readonly pump: Pump;
  readonly plantC: (at: number) => number;
  readonly startAt: number;
}): Riser {
  const { plumbing, pump, plantC } = options;
  let settledAt = options.startAt;
  let water: Pipe = [
    {
      litres: plumbing.metres * plumbing.litresPerMetre,
      temperatureC: pump.isRunning(settledAt) ? plantC(settledAt) : plumbing.ambientC + 6,
    },
  ];

  function settle(at: number): void {
    while (settledAt < at) {
      const seconds = Math.min(longestStepS, (at - settledAt) / 1000);
      settledAt = Math.min(at, settledAt + longestStepS * 1000);
      water = pump.isRunning(settledAt)
        ? relax(water, plantC(settledAt), plumbing.circulationS, seconds)
        : relax(water, plumbing.ambientC, plumbing.coolingS, seconds);
    }
  }

  return {
    pump,
    take(at, metres, litres) {
      settle(at);
      const { pipe, takenC } = tap(water, metres * plumbing.litresPerMetre, litres, plantC(at));
      water = pipe;
      return takenC - plumbing.lossKPerMetre * metres;
    },
  };
}

// The dead leg from the riser to one outlet. Its water stands and cools between draws; in a draw the front of hot water
// arrives after volume / flow, dispersed as a logistic step. The measuring point sits a little before the outlet.
import { type Pipe, push, relax } from './plug-flow.ts';

export interface BranchPlumbing {
  /** Volume between riser and measuring point, litres. */
  readonly litres: number;
  /** Scale of the logistic front, litres. A front about 2 s wide at 8 L/min is 0.08. */
  readonly dispersionL: number;
  readonly ambientC: number;
  /** Time constant with which standing water cools. */
  readonly coolingS: number;
}

export interface Branch {
  /** Lets the water stand. */
  stand(seconds: number): void;
  /** Moves the water on by what came from the riser. */
  flow(litres: number, riserC: number): void;
  /** At the measuring point, °C. */
  temperatureC(): number;
}

/** Share of the logistic density below `x`. */
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

export function createBranch(plumbing: BranchPlumbing): Branch {
  // The front is still felt after its middle has passed: the pipe goes on a little beyond the measuring point.
  const beyondL = 6 * plumbing.dispersionL;
  let water: Pipe = [{ litres: plumbing.litres + beyondL, temperatureC: plumbing.ambientC }];

  return {
    stand(seconds) {
      water = relax(water, plumbing.ambientC, plumbing.coolingS, seconds);
    },
    flow(litres, riserC) {
      water = push(water, { litres, temperatureC: riserC }).pipe;
    },
    temperatureC() {
      let mean = 0;
      // Positions are litres towards the riser, 0 at the measuring point; the row's ends count as endless.
      let towardsRiser = Number.POSITIVE_INFINITY;
      let position = plumbing.litres;
      for (const [index, plug] of water.entries()) {
        position -= plug.litres;
        const towardsOutlet = index === water.length - 1 ? Number.NEGATIVE_INFINITY : position;
        const share = logistic(towardsRiser / plumbing.dispersionL) - logistic(towardsOutlet / plumbing.dispersionL);
        mean += share * plug.temperatureC;
        towardsRiser = position;
      }
      return mean;
    },
  };
}

// One outlet: a tap that is open or closed, the branch behind it and the riser that feeds it. Water moves only when the
// outlet is settled up to an instant, in fine steps that tell the true temperature at the measuring point.
import type { Branch } from './branch.ts';
import type { Riser } from './riser.ts';

/** What the guest asks of the mixer. A hot branch is measured before it, a mixed outlet after it. */
export interface Demand {
  readonly flowLpm: number;
  /** Thermostat of a mixed outlet, °C; unset: fully hot. `cold`: no hot water at all. */
  readonly mixC?: number | 'cold';
}

export interface WaterStep {
  /** End of the step, Unix ms. */
  readonly at: number;
  readonly seconds: number;
  /** At the measuring point at the end of the step, °C. */
  readonly waterC: number;
}

export interface Outlet {
  open(demand: Demand): void;
  close(): void;
  /** What flows now, L/min; 0 when closed. */
  flowLpm(): number;
  settle(at: number, onStep: (step: WaterStep) => void): void;
}

/** The body of a mixer holds water of its own: what flows through takes so long to show behind it. */
const mixerS = 1.5;
const mixerCoolingS = 600;

/** While water flows it is followed this finely; a front is ten of these wide. */
const flowStepMs = 200;

export function createOutlet(options: {
  readonly riser: Riser;
  /** Of the branch's take-off, from the plant. */
  readonly metres: number;
  readonly branch: Branch;
  readonly coldC: number;
  readonly ambientC: number;
  /** Measured behind the mixer. */
  readonly mixed: boolean;
  readonly startAt: number;
}): Outlet {
  const { riser, metres, branch, coldC, ambientC, mixed } = options;
  let demand: Demand | undefined;
  let settledAt = options.startAt;
  let mixerC = ambientC;

  function intoMixerC({ mixC }: Demand): number {
    const hotC = branch.temperatureC();
    if (mixC === undefined) return hotC;
    return mixC === 'cold' ? coldC : Math.min(hotC, mixC);
  }

  function follow(seconds: number): void {
    mixerC =
      demand === undefined
        ? ambientC + (mixerC - ambientC) * Math.exp(-seconds / mixerCoolingS)
        : intoMixerC(demand) + (mixerC - intoMixerC(demand)) * Math.exp(-seconds / mixerS);
  }

  /** A thermostat lets only hot water through until it is hot enough, then as much of it as the mixture needs. */
  function hotShare(): number {
    if (demand?.mixC === undefined) return 1;
    if (demand.mixC === 'cold') return 0;
    const hotC = branch.temperatureC();
    return hotC <= demand.mixC ? 1 : (demand.mixC - coldC) / (hotC - coldC);
  }

  return {
    open: (wanted) => {
      demand = wanted;
    },
    close: () => {
      demand = undefined;
    },
    flowLpm: () => demand?.flowLpm ?? 0,
    settle(at, onStep) {
      while (settledAt < at) {
        const stepMs = demand === undefined ? at - settledAt : Math.min(flowStepMs, at - settledAt);
        const seconds = stepMs / 1000;
        settledAt += stepMs;
        if (demand === undefined) branch.stand(seconds);
        else {
          const litres = (demand.flowLpm / 60) * seconds * hotShare();
          if (litres > 0) branch.flow(litres, riser.take(settledAt, metres, litres));
        }
        if (mixed) follow(seconds);
        onStep({ at: settledAt, seconds, waterC: mixed ? mixerC : branch.temperatureC() });
      }
    },
  };
}

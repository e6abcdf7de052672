// A temperature probe: first-order lag, noise, a smallest step, and the ways in which it lies when it is broken.
import type { Random } from '../random.ts';

/** Power-on code and missing device of one-wire probes, a probe that says nothing, and one that stands still. */
export const probeFaults = ['power-on-85', 'disconnected', 'null', 'frozen'] as const;
export type ProbeFault = (typeof probeFaults)[number];

export interface ProbeMaking {
  /** Time constant; 0 reads the water as it is. */
  readonly tauS: number;
  readonly noiseC: number;
  /** Smallest step; 0 for none. */
  readonly resolutionC: number;
}

export interface Probe {
  /** Lets the probe follow water of one temperature for a while. */
  follow(waterC: number, seconds: number): void;
  read(fault?: ProbeFault): number | null;
}

export function createProbe(making: ProbeMaking, startC: number, random: Random): Probe {
  let ownC = startC;
  let lastReadC = startC;

  function healthy(): number {
    const noisyC = random.normal(ownC, making.noiseC);
    const steppedC = making.resolutionC > 0 ? Math.round(noisyC / making.resolutionC) * making.resolutionC : noisyC;
    return Math.round(steppedC * 10_000) / 10_000;
  }

  return {
    follow(waterC, seconds) {
      ownC = making.tauS > 0 ? waterC + (ownC - waterC) * Math.exp(-seconds / making.tauS) : waterC;
    },
    read(fault) {
      if (fault === 'power-on-85') return 85;
      if (fault === 'disconnected') return -127;
      if (fault === 'null') return null;
      if (fault !== 'frozen') lastReadC = healthy();
      return lastReadC;
    },
  };
}

// A versioned promise on hot water: what is measured, the limit, where the figure comes from. Every default in brackets
// in docs/warm-up.md is a field here, so that a recorded verdict can name the numbers it was made with.
import type { MeasuringPoint } from './property.ts';

export interface WarmUpStandard {
  readonly id: string;
  /** From 1; a change makes a new version and old verdicts keep theirs. */
  readonly version: number;
  readonly point: MeasuringPoint;
  readonly targetC: number;
  /** True where the water must get colder than the target (cold branch). */
  readonly below: boolean;
  readonly limitS: number;
  /** ASPE: up to `limitS` acceptable, up to this marginal, beyond it unacceptable. */
  readonly marginalS?: number;
  /** The share of judged draws that must meet it, 0 to 1. */
  readonly targetShare: number;
  readonly source: string;
  readonly startFlowLpm: number;
  readonly stopFlowLpm: number;
  readonly stopHoldS: number;
  readonly leastSamples: number;
  readonly leastSeconds: number;
  readonly coldStartWindowS: number;
  readonly coldStartC: number;
  readonly holdS: number;
  readonly holdBandK: number;
  readonly chainWithinS: number;
  readonly leastFlowLpm: number;
  readonly fastestKPerS: number;
  readonly frozenAfterS: number;
}

// One continuous flow of water at one outlet, and the verdict on it. docs/warm-up.md is the definition.
import type { DeviceId } from '../../devices/identifiers.ts';
import type { SpaceId } from './property.ts';

export const drawOutcomes = ['met', 'missed', 'inconclusive', 'excluded'] as const;
export type DrawOutcome = (typeof drawOutcomes)[number];

/** In the order in which they apply; docs/warm-up.md, rule 8. */
export const exclusionReasons = [
  'commissioning',
  'sensor-fault',
  'clock-fault',
  'data-gap',
  'warm-start',
  'too-short',
  'low-flow',
  'no-hot-demand',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** One sample of an outlet. `flowLpm` is NaN-free: a switch without a meter gives `flowing` and no litres. */
export interface WaterSample {
  /** Device clock, Unix ms. */
  readonly at: number;
  /** Null where the probe gave nothing. */
  readonly temperatureC: number | null;
  readonly flowLpm?: number;
  readonly flowing?: boolean;
}

/** The verdict on one draw under one standard. */
export interface Verdict {
  readonly outcome: DrawOutcome;
  readonly reason?: ExclusionReason;
  /** Flowed past the limit and never got hot: the miss is certain, the time unknown. */
  readonly censored: boolean;
  /** Warm-up time, seconds, from the flow edge (of the chain's first try: chained seconds are added) to the crossing. */
  readonly seconds?: number;
  /** Half the sample interval + 10 % of the lag correction, seconds. */
  readonly uncertaintyS: number;
  /**
   * Hot within the limit as the guest felt it: docs/warm-up.md, rule 10. Asked of warm starts and inconclusive draws,
   * whose outcome does not say it. Unset: met draws were, all others were not, warm starts were.
   */
  readonly hotInTime?: boolean;
}

export interface Draw extends Verdict {
  /** Made from device and flow edge, so that a replay finds the same draw. */
  readonly id: string;
  readonly device: DeviceId;
  readonly space: SpaceId;
  readonly floor?: string;
  readonly riser?: string;
  /** The flow edge, device clock, Unix ms. */
  readonly startedAt: number;
  /** The last sample with flow; unset while the tap runs. Unix ms, device clock. */
  readonly endedAt?: number;
  /** Litres to hot, or litres drawn where it never got hot; unset without a flow meter. */
  readonly litres?: number;
  /** Mean flow up to the verdict, L/min; unset without a flow meter. */
  readonly meanFlowLpm?: number;
  /** The minimum corrected temperature of the cold-start window, °C; null where no reading was usable. */
  readonly startTemperatureC: number | null;
  /** Flowing seconds carried over from unfinished cold tries; docs/warm-up.md, rule 6. */
  readonly chainedS: number;
  /** Standard id and version, `house-10s@1`. */
  readonly standard: string;
  /** Verdicts under other standards that this outlet is also judged by. */
  readonly otherVerdicts: readonly (Verdict & { readonly standard: string })[];
  /** Hub clock, Unix ms: when the verdict went out. */
  readonly judgedAt: number;
  /** What was noticed after a verdict that is final: `data-gap`, `sensor-fault`, `low-flow`. */
  readonly notes: readonly string[];
  /** Asked for by an engineer: "open hot fully now". */
  readonly staffTest: boolean;
}

/** One point of a draw's curve. */
export interface CurvePoint {
  /** Seconds from the flow edge; negative for the samples just before it. */
  readonly s: number;
  /** As the probe said it, °C. */
  readonly temperatureC: number | null;
  /** Corrected for the probe's lag, °C; absent where tau is 0. */
  readonly correctedC?: number;
  readonly flowLpm?: number;
}

// Everything that is remembered of one outlet, as plain JSON: a restart goes on in the middle of a draw. Between draws it is a
// handful of numbers; within a draw it holds the curve.
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { CurvePoint, DrawOutcome, ExclusionReason, WaterSample } from '../draw.ts';
import type { SensorRecord } from '../property.ts';
import type { WarmUpStandard } from '../standard.ts';
import type { Crossing } from './crossing.ts';
import type { DrawDuties } from './draw-duties.ts';
import type { IdleWatch } from './idle-watch.ts';
import type { WaterPoint } from './probe-lag.ts';
import type { Standstill } from './reading-faults.ts';

/** What a detector is made for. */
export interface Outlet {
  readonly device: DeviceId;
  readonly sensor: SensorRecord;
  readonly standard: WarmUpStandard;
  /** Judged beside the primary one; only those of the sensor's point are. */
  readonly otherStandards: readonly WarmUpStandard[];
}

/** Unfinished cold tries; docs/warm-up.md, rule 6. */
export interface Chain {
  readonly seconds: number;
  /** The last sample with flow of the latest try. Unix ms. */
  readonly endedAt: number;
}

export interface OutletState {
  /** The latest sample that was in order. */
  last?: WaterSample;
  /** The samples just before a flow edge, for the curve. */
  before: WaterSample[];
  standstill?: Standstill;
  idle: IdleWatch;
  /** Unfinished cold tries, by standard. */
  chains: Record<string, Chain>;
  /** Why the edge of flow that runs on after a closed draw was not seen. */
  edgeUnseen?: 'data-gap' | 'clock-fault';
  /** A draw that begins in here was asked for by an engineer. Unix ms, device clock. */
  testDraw?: { readonly from: number; readonly until: number };
  draw?: OpenDraw;
}

export interface OpenDraw {
  readonly startedAt: number;
  readonly staffTest: boolean;
  /** Samples with flow. */
  flowSamples: number;
  /** The latest sample that belongs to the draw for certain. */
  last: WaterSample;
  /** Samples below the stop flow: the tap is closed, or it only dropped out. */
  aside: WaterSample[];
  /** Litres at each of the latest samples; empty where no meter is. */
  meter: { readonly at: number; readonly litres: number }[];
  /** Ascending, seconds. */
  intervalsS: number[];
  /** The latest believable reading. */
  reading?: WaterPoint;
  /** The water by the latest reading, corrected, and how fast it was rising (negative: falling). */
  water?: WaterPoint;
  risingKPerS: number;
  sensorFault: boolean;
  clockFault: boolean;
  gapSeen: boolean;
  /** The primary standard's first. */
  judges: Judge[];
  duties: DrawDuties;
  curve: CurvePoint[];
  /** The miss was told while the tap ran. */
  missTold: boolean;
}

/** What one standard makes of the draw so far. It keeps the version that was in force at the flow edge. */
export interface Judge {
  readonly standard: WarmUpStandard;
  readonly chainedS: number;
  crossing: Crossing;
  litresToHot?: number;
  /** The crossing lies in a gap: that it was crossed is known, when is not. */
  crossedInGap: boolean;
  /** The coldest (cold branch: the warmest) of the cold-start window, °C. */
  startTemperatureC?: number;
  coldStart: boolean;
  coldestC?: number;
  risen: boolean;
  gap: 'none' | 'in-hold' | 'before-crossing';
  verdict?: SettledVerdict;
}

export interface SettledVerdict {
  readonly outcome: DrawOutcome;
  readonly reason?: ExclusionReason;
  readonly uncertaintyS: number;
  readonly meanFlowLpm?: number;
}

export function newOutletState(): OutletState {
  return { before: [], idle: {}, chains: {} };
}

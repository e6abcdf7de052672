// A draw that the simulated hotel made, with the verdict that the hub owes it.
import type { TrueVerdict } from './true-verdict.ts';

export interface TrueDraw extends TrueVerdict {
  readonly device: string;
  readonly space: string;
  readonly riser: string;
  /** Who opened the tap: `shower`, `hand-wash`, `rinse`, `test-draw`, … */
  readonly cause: string;
  /** The flow edge as the device stamped it, Unix ms: how the hub's record is found. */
  readonly startedAt: number;
  /** The same instant on the hotel's clock, Unix ms. */
  readonly openedAt: number;
  /** The last sample with flow, device time, Unix ms. */
  readonly endedAt: number;
  readonly flowLpm: number;
  readonly chainedS: number;
  readonly standard: string;
  /** The verdict above is the first; more than one where the truth lies within what a measurement can see. */
  readonly acceptable: readonly OwedVerdict[];
  /** False where no sample of it left the device: the hub cannot know of it. */
  readonly seen: boolean;
  /** Some of its samples came after it, from the buffer of a device that was offline. */
  readonly late: boolean;
}

/** A verdict to compare with; without `reason` any reason will do. */
export interface OwedVerdict {
  readonly outcome: TrueVerdict['outcome'];
  readonly reason?: string;
}

/** Whether the hub's verdict is one that the true water allows. */
export function agrees(
  truth: TrueDraw,
  verdict: { readonly outcome: string; readonly reason?: string | null },
): boolean {
  return truth.acceptable.some(
    ({ outcome, reason }) =>
      outcome === verdict.outcome && (reason === undefined || reason === (verdict.reason ?? undefined)),
  );
}

// What judging a promise gives: one of three values, or that it is too early, or that nothing was promised; with the proof
// behind it, and the instant at which it can change by itself.
import type { SpaceId } from '../property.ts';
import type { TouchpointOutcome } from '../touchpoint.ts';

export type Proof = Readonly<Record<string, string | number | boolean | null>>;

export interface Judgement {
  readonly outcome: TouchpointOutcome | 'pending' | 'not-applicable';
  /** The instant that it is about, Unix ms: of the evidence, else of the deadline. */
  readonly at: number;
  readonly seconds?: number;
  readonly value?: number;
  readonly space?: SpaceId;
  /** Who told the evidence. */
  readonly source?: string;
  readonly proof: Proof;
  /** Still to be done, and until when; unset where nobody knows of anything to do. Unix ms. */
  readonly dueAt?: number;
  /** When to look again though nothing has happened. */
  readonly nextAt?: number;
}

export const notApplicable: Judgement = { outcome: 'not-applicable', at: 0, proof: {} };

/** What it rested on is no longer known; where nothing was judged, nothing is promised. */
export const forgotten: Judgement = { outcome: 'not-applicable', at: 0, proof: { why: 'too-long-ago' } };

export function pending(at: number, nextAt?: number): Judgement {
  return { outcome: 'pending', at, proof: {}, ...(nextAt !== undefined && { nextAt }) };
}

/** Nothing is told yet, and there is time: `workAheadSeconds` before the deadline somebody gets the work. */
export function stillToDo(
  dueAt: number,
  { workAheadSeconds }: { readonly workAheadSeconds?: number },
  now: number,
): Judgement {
  const workFrom = workAheadSeconds === undefined ? dueAt : dueAt - workAheadSeconds * 1000;
  return { ...pending(dueAt, now < workFrom ? workFrom : dueAt + 1), dueAt };
}

/** `why`: a coded phrase, such as `moment-unknown`, or the source that was silent. */
export function noEvidence(at: number, why: string, more: Proof = {}): Judgement {
  return { outcome: 'no-evidence', at, proof: { why, ...more } };
}

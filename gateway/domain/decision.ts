// What the hotel answers to an input.
import type { Fact } from './facts.ts';
import type { Refusal, Sample } from './inputs.ts';

export interface Decision {
  readonly facts: readonly Fact[];
  /** The samples that were not known before; they go on record. */
  readonly fresh?: readonly Sample[];
  readonly refusal?: Refusal;
}

export function refuse(code: Refusal['code'], detail: string, field?: string): Decision {
  return { facts: [], refusal: { code, detail, ...(field !== undefined && { field }) } };
}

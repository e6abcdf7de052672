// What else the same trace must keep to: docs/warm-up.md, rule 13. Each failure is told once, with the numbers that
// show it.
export type Duty = 'scald' | 'hygiene' | 'stagnation' | 'cross-flow';

export interface DutyFailure {
  readonly type: 'duty-failed';
  readonly duty: Duty;
  /** Device clock, Unix ms. */
  readonly at: number;
  readonly data: Readonly<Record<string, number>>;
}

export function failed(duty: Duty, at: number, data: DutyFailure['data']): DutyFailure {
  return { type: 'duty-failed', duty, at, data };
}

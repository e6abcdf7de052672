// The range that a call covers: `from` inclusive, `to` exclusive, both optional.
import { refuseField } from './problem.ts';
import { unixMsOrUndefined } from './wire/instants.ts';

export interface GivenRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** @throws ProblemError where the range is empty. */
export function openRange({ from, to }: GivenRange): { from?: number; to?: number } {
  const start = unixMsOrUndefined(from);
  const end = unixMsOrUndefined(to);
  if (start !== undefined && end !== undefined && start >= end)
    throw refuseField('to', 'expected an instant after from');
  return { ...(start !== undefined && { from: start }), ...(end !== undefined && { to: end }) };
}

/** Without `to` until now, without `from` the last `spanMs` of it. @throws ProblemError where the range is empty. */
export function closedRange(given: GivenRange, now: number, spanMs: number): { from: number; to: number } {
  const { from, to } = openRange(given);
  const end = to ?? Math.max(now, from ?? now);
  const start = from ?? end - spanMs;
  // A range that begins now and has no end is empty, not wrong.
  return { from: start, to: Math.max(end, start + 1) };
}

// When a device may be asked again: within the property's hours, not too often a day, not too soon after the last time.
import type { Calendar } from '../calendar.ts';
import type { CommandTrace, TracedCommand } from '../command.ts';
import type { ActionLimits } from './enforcement-rules.ts';

type Moment = Pick<CommandTrace, 'purpose' | 'about' | 'neededAt'> & { readonly dueAt: number };

/** What failed is not tried again within the life of a command, ms. */
const restMs = 60_000;

export const wentWrong = ({ state }: Pick<TracedCommand, 'state'>): boolean =>
  state === 'failed' || state === 'expired';

/** How often the device was asked for the same in vain. */
export function failedTries(
  sent: readonly TracedCommand[],
  { purpose, about }: Pick<CommandTrace, 'purpose' | 'about'>,
) {
  return sent.filter((one) => wentWrong(one) && one.trace.purpose === purpose && one.trace.about === about);
}

/**
 * The first instant from `now` on at which the device may be asked; undefined where that is not before it is needed.
 * @param sent what the device was asked for the same action before.
 */
export function mayAskAt(
  limits: ActionLimits,
  tries: number,
  calendar: Calendar,
  sent: readonly TracedCommand[],
  moment: Moment,
  now: number,
): number | undefined {
  const failed = failedTries(sent, moment);
  if (failed.length >= tries) return undefined;
  const runs = sent.filter((one) => !wentWrong(one));
  const restedAt = Math.max(0, ...failed.map(({ sentAt }) => sentAt + restMs));
  const quietAt = Math.max(0, ...runs.map(({ sentAt }) => sentAt + limits.quietMs));
  const at = withinHours(limits, calendar, Math.max(now, moment.dueAt, restedAt, quietAt));
  const day = calendar.dayOf(at);
  const thatDay = runs.filter(({ sentAt }) => calendar.dayOf(sentAt) === day).length;
  return thatDay < limits.runsPerDay && at < moment.neededAt ? at : undefined;
}

function withinHours({ hours }: ActionLimits, calendar: Calendar, at: number): number {
  const day = calendar.dayOf(at);
  const from = calendar.instantOf(day, hours.from);
  if (at < from) return from;
  return at < calendar.instantOf(day, hours.to) ? at : calendar.instantOf(calendar.dayAfter(day, 1), hours.from);
}

// "Done by a clock time": the message on the day before, milk at half past ten, entry by card. Of a stay's day, or of every
// day, for the house or in each of its places.
import type { LocalDay } from '../calendar.ts';
import type { SpaceId } from '../property.ts';
import type { StandardOf } from '../standards/service-standard.ts';
import type { Stay } from '../stays/stay.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import { type Judgement, noEvidence, notApplicable, pending, stillToDo } from './judgement.ts';
import { byInstant } from './matching.ts';
import { isInSeason, isWished, momentOf, withoutMoment } from './moments.ts';
import { lookBackMs } from './silence.ts';
import { absenceOf, fitsAny, type Surroundings } from './surroundings.ts';

type DoneBy = StandardOf<'done-by'>;

/** @param events those that name the stay. */
export function judgeStayDoneBy(
  around: Surroundings,
  standard: DoneBy,
  stay: Stay,
  events: readonly TouchpointEvent[],
): Judgement {
  const { calendar } = around;
  if (!isWished(standard, stay)) return notApplicable;
  const wanted = standard.of ?? [];
  const anchor = stay.state === 'void' ? undefined : momentOf(stay, wanted);
  if (anchor === undefined) return withoutMoment(around, stay, wanted);
  const day = calendar.dayAfter(calendar.dayOf(anchor), standard.days);
  const dueAt = calendar.instantOf(day, standard.by);
  // Who books after the hour could not be served by then.
  if (stay.firstHeardAt > dueAt || !isInSeason(around, standard.months, dueAt)) return notApplicable;
  return judgeJob(around, standard, { from: calendar.instantOf(day, '00:00'), to: dueAt }, events);
}

/**
 * One evening of a stay, of a promise that is kept every day until the guest leaves.
 *
 * @param events those that name the stay.
 */
export function judgeDayOfStay(
  around: Surroundings,
  standard: DoneBy,
  stay: Stay,
  events: readonly TouchpointEvent[],
  day: string,
): Judgement {
  const { calendar, now } = around;
  const anchor = momentOf(stay, standard.of ?? []);
  if (!isWished(standard, stay) || stay.state === 'void' || anchor === undefined) return notApplicable;
  const leavesAt = momentOf(stay, standard.until ?? []);
  const isBefore = day < calendar.dayAfter(calendar.dayOf(anchor), standard.days);
  const isAfter = leavesAt !== undefined && day >= calendar.dayOf(leavesAt);
  const from = calendar.instantOf(day, '00:00');
  const dueAt = calendar.instantOf(day, standard.by);
  // Who comes later than that, or has not come by then, could not be served by then.
  const isNotThere = anchor > dueAt || (stay.state === 'expected' && now > dueAt) || stay.firstHeardAt > dueAt;
  if (isBefore || isAfter || isNotThere || !isInSeason(around, standard.months, dueAt)) return notApplicable;
  const end = calendar.instantOf(day, '24:00');
  const ofDay = events.filter(({ at }) => at >= from && at < end);
  return judgeJob(around, standard, { from, to: dueAt }, ofDay);
}

/** @param events that name no stay; `place` unset: anywhere in the house. */
export function judgeDayDoneBy(
  around: Surroundings,
  standard: DoneBy,
  day: LocalDay,
  place: SpaceId | undefined,
  events: readonly TouchpointEvent[],
): Judgement {
  const dueAt = around.calendar.instantOf(day.key, standard.by);
  if (!isInSeason(around, standard.months, dueAt - 1)) return notApplicable;
  const there = events.filter(({ at, space }) => at >= day.from && at < day.to && (!place || space === place));
  const judgement = judgeJob(around, standard, { from: day.from, to: dueAt }, there);
  return {
    ...judgement,
    ...(place !== undefined && { space: place }),
    proof: { ...judgement.proof, day: day.key },
  };
}

function judgeJob(
  around: Surroundings,
  standard: DoneBy,
  { from, to }: { readonly from: number; readonly to: number },
  events: readonly TouchpointEvent[],
): Judgement {
  const { evidence } = standard;
  const fitting = events.filter((event) => fitsAny(around, evidence, event)).sort(byInstant);
  const done = fitting.find(({ at }) => at <= to) ?? fitting[0];
  if (done !== undefined) {
    return {
      outcome: done.at <= to ? 'met' : 'missed',
      at: Math.min(done.at, to),
      source: done.source,
      ...(done.space !== undefined && { space: done.space }),
      ...(done.at > to && { seconds: (done.at - to) / 1000 }),
      proof: { event: done.id, doneAt: done.at, dueAt: to },
    };
  }
  if (around.now <= to) return stillToDo(to, standard, around.now);
  if (to < around.now - lookBackMs) return noEvidence(to, 'too-long-ago');
  const absence = absenceOf(around, evidence, { from, to });
  if (absence.kind === 'too-early') return pending(to, absence.until);
  return absence.kind === 'unknown'
    ? noEvidence(to, absence.source)
    : { outcome: 'missed', at: to, proof: { why: 'nothing-told', dueAt: to } };
}

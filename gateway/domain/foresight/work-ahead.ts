// A promise that is still to be kept becomes work for its owner in time: a drink when a guest leaves the gym, the sleep drinks
// before the night service. It follows the promise's own judgement, so that it ends by itself with the promise's point.
import type { Calendar } from '../calendar.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Subject } from '../journey/cell.ts';
import { placeOf } from '../journey/follow-up.ts';
import type { Judgement } from '../journey/judgement.ts';
import type { Space } from '../property.ts';
import type { ServiceStandard } from '../standards/service-standard.ts';
import { roomAt } from '../stays/stay.ts';
import type { Task } from '../task.ts';
import { aheadCause, workAheadOf } from '../tasks/cause.ts';
import { openOrAdd } from '../tasks/open-task.ts';

/** Less than this to the deadline, and it goes before what can wait. */
const soonMs = 15 * 60_000;

export interface Promised {
  readonly standard: ServiceStandard;
  readonly subject: Subject;
  readonly judgement: Judgement;
  /** It was given out before: what a person ended stays ended. */
  readonly wasGiven: boolean;
}

export interface Foreseen {
  readonly facts: readonly Fact[];
  /** The work that is given out now. */
  readonly given?: Task;
  readonly lookAgainAt?: number;
}

const nothing: Foreseen = { facts: [] };

export function foresee(house: House, calendar: Calendar, promised: Promised, now: number): Foreseen {
  const { standard, subject, judgement, wasGiven } = promised;
  const standing = house.board.byCause(aheadCause(standard.id, subject.stay?.key, subject.id));
  const reason = standing === undefined ? undefined : pointlessFor(calendar, promised, now);
  if (standing !== undefined && reason !== undefined) return { facts: end(house, standing, reason, now) };
  const { dueAt } = judgement;
  if (!isDue(promised, now) || dueAt === undefined) return standing === undefined ? nothing : late(calendar, judgement);
  const place = placeOfWork(house, promised, dueAt);
  if (place === undefined) return nothing;
  if (standing === undefined) return wasGiven ? nothing : give(house, promised, place, dueAt, now);
  if (standing.space === place.id || standing.state === 'started') return nothing;
  return give(house, promised, place, dueAt, now, end(house, standing, 'room-moved', now));
}

function isDue({ standard, judgement }: Promised, now: number): boolean {
  const aheadMs = aheadSecondsOf(standard) * 1000;
  return aheadMs > 0 && judgement.dueAt !== undefined && now >= judgement.dueAt - aheadMs && now <= judgement.dueAt;
}

export function aheadSecondsOf(standard: ServiceStandard): number {
  return 'workAheadSeconds' in standard ? (standard.workAheadSeconds ?? 0) : 0;
}

/** Why nobody needs to do it any more; undefined while somebody should. */
function pointlessFor(calendar: Calendar, { standard, subject, judgement }: Promised, now: number): string | undefined {
  const { stay } = subject;
  if (judgement.outcome === 'met' || judgement.proof['event'] !== undefined) return 'done-already';
  if (stay?.state === 'departed') return 'guest-left';
  if (judgement.outcome === 'not-applicable') return 'not-wanted';
  if (judgement.dueAt !== undefined) return undefined;
  // A guest on the way out of the gym is gone by then; a cup at the bedside is welcome until midnight.
  const isTooLate = standard.kind === 'within' || now >= endOfDay(calendar, judgement);
  return isTooLate ? 'too-late' : undefined;
}

function endOfDay(calendar: Calendar, { at }: Judgement): number {
  return calendar.instantOf(calendar.dayOf(at - 1), '24:00');
}

const late = (calendar: Calendar, judgement: Judgement): Foreseen => ({
  facts: [],
  lookAgainAt: endOfDay(calendar, judgement),
});

/** Work that somebody is at is never taken away. */
function end(house: House, task: Task, note: string, now: number): Fact[] {
  if (task.state === 'started' || task.state === 'done') return [];
  return [house.board.step(task, { step: 'cancel', at: now, to: 'cancelled', note })];
}

/** A promise that the house does not give any more is no work. */
export function endUnpromised(house: House, promised: ReadonlySet<string>, now: number): Fact[] {
  return [...house.board.all()].flatMap((task) => {
    const ahead = workAheadOf(task.cause);
    return ahead === undefined || promised.has(ahead.standard) ? [] : end(house, task, 'not-wanted', now);
  });
}

function placeOfWork(house: House, { subject: { stay }, judgement }: Promised, at: number): Space | undefined {
  const id = judgement.space ?? (stay === undefined ? undefined : roomAt(stay, at));
  // A guest who is expected has no bedside yet; work for nobody in particular has the lobby.
  return stay !== undefined && id === undefined ? undefined : placeOf(house, id);
}

function give(
  house: House,
  { standard, subject }: Promised,
  space: Space,
  dueAt: number,
  now: number,
  before: readonly Fact[] = [],
): Foreseen {
  const { stay } = subject;
  const wish = 'preference' in standard && standard.preference ? stay?.preferences[standard.preference] : undefined;
  const opened = openOrAdd(
    house,
    {
      kind: 'touchpoint',
      cause: aheadCause(standard.id, stay?.key, subject.id),
      space,
      role: standard.owner,
      title: `To do in time: ${standard.promise}`,
      priority: dueAt - now <= soonMs ? 2 : 3,
      dueAt,
      evidence: {
        type: 'event',
        id: subject.id,
        at: now,
        data: { standard: standard.id, dueAt, ...(typeof wish === 'string' && { wish }) },
      },
    },
    now,
  );
  const given = opened.type === 'task-changed' ? opened.task : undefined;
  return { facts: [...before, opened], ...(given !== undefined && { given }) };
}

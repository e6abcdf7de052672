// People's taps on the tasks of requests, of recoveries and of work ahead, as events of the ledger. Each tap has ids of its own, so
// that one which was a slip can be taken back without the one that was meant.
import type { Task, TaskHistoryEntry } from '../task.ts';
import { recoveredStayOf, workAheadOf } from '../tasks/cause.ts';
import { takenBackLast } from '../tasks/take-back.ts';
import type { TouchpointEvent } from '../touchpoint.ts';

const answers: ReadonlySet<string> = new Set(['accept', 'start', 'complete']);

/** A phone's clock may be off by as much; further off it tells no instant, and the tap counts when it was heard. */
const phoneClockOffMs = 2 * 60_000;

/** @param evidenceTypeOf what a promise calls it when it is kept. */
export function followTask(
  task: Task,
  change: TaskHistoryEntry,
  evidenceTypeOf: (standard: string) => string | undefined,
): TouchpointEvent[] {
  if (change.by === 'hub' && change.step !== 'verify') return [];
  const at = tapInstant(task, change);
  const { space, floor } = task;
  const tap = `${task.id}/${task.history.indexOf(change)}`;
  const event = (id: string, type: string, evidence: TouchpointEvent['evidence'], stay?: string): TouchpointEvent => ({
    id: `${tap}/${id}`,
    at,
    type,
    space,
    source: `user:${change.by}`,
    evidence,
    ...(floor !== undefined && { floor }),
    ...(stay !== undefined && { stay }),
  });
  if (task.kind === 'request') {
    const requests = task.evidence.flatMap((one) => (one.type === 'request' && one.id !== undefined ? [one.id] : []));
    const type = answers.has(change.step) ? 'request-answered' : undefined;
    return requests.flatMap((id) => [
      ...(type === undefined ? [] : [event(`answered/${id}`, type, { 'request-id': id })]),
      ...(change.step === 'complete' ? [event(`closed/${id}`, 'request-closed', { 'request-id': id })] : []),
    ]);
  }
  const ahead = workAheadOf(task.cause);
  if (ahead !== undefined) {
    const type = evidenceTypeOf(ahead.standard);
    if (change.step !== 'complete' || type === undefined) return [];
    return [event('done', type, { standard: ahead.standard }, ahead.stay)];
  }
  const stay = recoveredStayOf(task.cause);
  return stay !== undefined && change.step === 'complete' ? [event('done', 'recovery-done', {}, stay)] : [];
}

/** Nobody has tapped on a task before it was there, nor after the hub heard of it. */
function tapInstant({ openedAt }: Task, { at, tappedAt }: TaskHistoryEntry): number {
  if (tappedAt === undefined || tappedAt < openedAt - phoneClockOffMs || tappedAt > at + phoneClockOffMs) return at;
  return Math.min(Math.max(tappedAt, openedAt), at);
}

/** What the tap had told that the last step of the task takes back; all that matters of it are its ids and its stay. */
export function takenBackWith(task: Task): readonly Pick<TouchpointEvent, 'id' | 'stay'>[] {
  const slip = takenBackLast(task.history);
  return slip === undefined ? [] : followTask(task, slip, (standard) => standard);
}

/** As it is on record from then on. */
export function asTakenBack(event: TouchpointEvent, now: number): TouchpointEvent {
  return { ...event, type: `${event.type}-taken-back`, takenBackAt: now };
}

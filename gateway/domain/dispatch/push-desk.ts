// The interruption budget. One cause interrupts a person once; beyond so many new interruptions in an hour what is not
// priority one waits, and comes as one for each floor when the hour has room again.
import type { Task } from '../task.ts';
import { type Listener, listenerKey, type Push, type PushReason } from './push.ts';

/** The note by which a person asks for a second pair of hands. */
export const needsHelp = 'needs-help';

/** Somebody ought to know of a task. */
export interface Want {
  readonly to: Listener;
  readonly task: Task;
  readonly reason: PushReason;
}

export interface PushDeskParts {
  /** Of the last day, and those that wait. */
  readonly known: readonly Push[];
  readonly perHour: () => number;
  /** The task where it is not over. */
  readonly find: (task: string) => Task | undefined;
  /** Whether the cause of `task` is that of another task, open or over: one incident, one riser. */
  readonly sharesCause: (task: Task, other: string) => boolean;
  /** Whether `to` still ought to know of the task. */
  readonly concerns: (task: Task, push: Push) => boolean;
}

export interface PushDesk {
  /** What has changed: new pushes, and bundles that grew. */
  decide(wants: readonly Want[], now: number): Push[];
  /** Lets go what the hour has room for. */
  release(now: number): Push[];
  nextReleaseAt(): number | undefined;
}

const hourMs = 60 * 60_000;
/** So long it counts that somebody was told. */
const rememberedMs = 24 * hourMs;

export function createPushDesk({ known, perHour, find, sharesCause, concerns }: PushDeskParts): PushDesk {
  const told = new Map<string, Push[]>();
  const waiting = new Map<string, Push>();
  for (const push of known) {
    if (push.decision === 'now') tell(push);
    if (push.decision === 'bundled') waiting.set(push.id, push);
  }

  function tell(push: Push): Push {
    const key = listenerKey(push);
    told.set(key, [...(told.get(key) ?? []).filter((one) => one.at > push.at - rememberedMs), push]);
    return push;
  }

  function wasTold({ to, task, reason }: Want, now: number): boolean {
    return (told.get(listenerKey(to)) ?? []).some(
      (push) =>
        push.at > now - rememberedMs &&
        push.tasks.some((id) => (id === task.id ? !isNews(task, push, reason) : sharesCause(task, id))),
    );
  }

  /** When the next interruption is allowed: `now`, or when the hour before has one fewer. */
  function roomAt(to: Listener, now: number): number {
    const lately = (told.get(listenerKey(to)) ?? [])
      .filter((one) => one.priority > 1 && one.at > now - hourMs)
      .map(({ at }) => at)
      .toSorted((a, b) => a - b);
    const oldest = lately[lately.length - perHour()];
    return oldest === undefined ? now : oldest + hourMs;
  }

  function bundle(push: Push, until: number): Push | undefined {
    const same = [...waiting.values()].find(
      (one) => listenerKey(one) === listenerKey(push) && one.floor === push.floor,
    );
    const tasks = [...new Set([...(same?.tasks ?? []), ...push.tasks])];
    if (same !== undefined && tasks.length === same.tasks.length) return undefined;
    const { incident: _one, ...many } = push;
    const bundled: Push = {
      ...many,
      // Not the id of a push: the same task may be told at once after all, where the hotel allows more.
      id: same?.id ?? `bundle-${push.id}`,
      decision: 'bundled',
      until: Math.min(until, same?.until ?? until),
      tasks,
    };
    waiting.set(bundled.id, bundled);
    return bundled;
  }

  function letGo(bundled: Push, now: number): Push {
    const tasks = bundled.tasks.filter((id) => {
      const task = find(id);
      if (task === undefined || !concerns(task, bundled)) return false;
      return !wasTold({ to: bundled, task, reason: bundled.reason }, now);
    });
    const { until: _until, ...push } = bundled;
    waiting.delete(bundled.id);
    if (tasks.length === 0) return { ...push, at: now, decision: 'dropped' };
    return tell({ ...push, at: now, decision: 'now', tasks });
  }

  return {
    decide(wants, now) {
      const news = wants.filter((want) => !wasTold(want, now)).toSorted((a, b) => oldestFirst(a.task, b.task));
      return gather(news, sharesCause, now).flatMap((push) => {
        const roomFrom = push.priority === 1 ? now : roomAt(push, now);
        return roomFrom <= now ? tell(push) : (bundle(push, roomFrom) ?? []);
      });
    },
    release(now) {
      const due = [...waiting.values()].filter(({ until = now }) => until <= now).toSorted(mostUrgentFirst);
      return due.map((bundled) => {
        const roomFrom = roomAt(bundled, now);
        if (roomFrom <= now) return letGo(bundled, now);
        const later: Push = { ...bundled, until: roomFrom };
        waiting.set(later.id, later);
        return later;
      });
    },
    nextReleaseAt() {
      const at = Math.min(...[...waiting.values()].map(({ until = 0 }) => until));
      return at === Number.POSITIVE_INFINITY ? undefined : at;
    },
  };
}

/**
 * A task that nobody has once more, or that climbed another level, is news even to who knew it; of an incident of several
 * rooms only what did not hold after all is.
 */
function isNews(task: Task, push: Push, reason: PushReason): boolean {
  if (reason === 'help-wanted') return push.at < helpWantedAt(task);
  const isOfSeveral = task.incident !== undefined && task.sharedCause?.kind !== 'room';
  if (isOfSeveral && task.state !== 'reopened') return false;
  if (reason === 'escalated') return task.escalation !== undefined && push.at < task.escalation.at;
  const turnedAt = task.history.findLast(({ from, to, step }) => from !== to || step === 'assign')?.at ?? task.openedAt;
  return push.at < turnedAt;
}

/** When a person last asked for help with it. */
function helpWantedAt(task: Task): number {
  return task.history.findLast(({ step, note }) => step === 'comment' && note === needsHelp)?.at ?? 0;
}

/** One push for each listener and floor, one for each incident whatever its floors. */
function gather(news: readonly Want[], sharesCause: PushDeskParts['sharesCause'], now: number): Push[] {
  const groups = new Map<string, Want[]>();
  for (const want of news) {
    const { to, task } = want;
    const others = [...groups.values()].find(
      ([first]) => first && listenerKey(first.to) === listenerKey(to) && sharesCause(task, first.task.id),
    );
    const key = `${listenerKey(to)} ${task.floor} ${task.priority === 1}`;
    const group = others ?? groups.get(key) ?? [];
    if (others === undefined) groups.set(key, group);
    group.push(want);
  }
  return [...groups.values()].map((group) => toPush(group, now)).toSorted(mostUrgentFirst);
}

function toPush(group: readonly Want[], now: number): Push {
  const [first] = group as readonly [Want, ...Want[]];
  const { task, to, reason } = first;
  const tasks = [...new Set(group.map((one) => one.task.id))];
  const floors = new Set(group.map((one) => one.task.floor));
  return {
    id: `${reason}-${now.toString(36)}-${listenerKey(to)}-${task.id}`,
    at: now,
    decision: 'now',
    reason,
    role: to.role,
    priority: Math.min(...group.map((one) => one.task.priority)) as Push['priority'],
    tasks,
    ...(to.person !== undefined && { person: to.person }),
    ...(floors.size === 1 && task.floor !== undefined && { floor: task.floor }),
    ...(task.incident !== undefined && { incident: task.incident }),
  };
}

function mostUrgentFirst(a: Push, b: Push): number {
  const byFloor = (a.floor ?? '').localeCompare(b.floor ?? '', 'en', { numeric: true });
  return a.priority - b.priority || a.at - b.at || byFloor || (a.id < b.id ? -1 : 1);
}

/** One order whatever a restart did to the board, so that the same hour makes the same bundles. */
export function oldestFirst(a: Task, b: Task): number {
  return a.openedAt - b.openedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

// What follows from a task that changed, a shift that began, time that passed: whose it is now, who is interrupted, what
// waits, what climbs its ladder. Looks at what is, not at what was asked, so that every way into a state has the same end.
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import { foldStay } from '../stays/stay.ts';
import type { Task } from '../task.ts';
import { createWakeQueue } from '../wake-queue.ts';
import { respectDoNotDisturb } from './do-not-disturb.ts';
import { climb, nextLevel } from './escalate.ts';
import { findTarget, findTold } from './find-target.ts';
import { onGuestLeft } from './guest-left.ts';
import { type Phone, samePhones } from './phones.ts';
import { type Listener, listenerKey, type Push } from './push.ts';
import { createPushDesk, needsHelp, oldestFirst, type Want } from './push-desk.ts';
import { sharesCause } from './same-cause.ts';

export interface DispatchDesk {
  /** What follows from the facts of one input. */
  follow(facts: readonly Fact[], now: number): Fact[];
  timePassed(now: number): Fact[];
  /** Whose phones listen; unknown until first told. */
  hear(phones: readonly Phone[]): void;
  wakeAt(): number | undefined;
}

export function createDispatchDesk(house: House, known: readonly Push[], startedAt: number): DispatchDesk {
  const sleepers = createWakeQueue<string>();
  let phones: readonly Phone[] | undefined;
  const pushes = createPushDesk({
    known,
    perHour: () => house.dispatch.plan.rules.pushesPerHour,
    find: house.board.find,
    sharesCause: (task, other) => sharesCause(house, task, other),
    concerns,
  });

  // Shifts may have changed while the hub was away.
  sleepers.want('shift', startedAt);
  for (const task of house.board.all()) wish(task);
  wishForRelease();

  const isOnDuty = (user: string, now: number): boolean => house.dispatch.duty.isOnDuty(user, now);
  const latest = (task: Task): Task => house.board.find(task.id) ?? task;

  function wish(task: Task): void {
    const next = nextLevel(house, task, phones);
    if (next !== undefined) sleepers.want(`task:${task.id}`, next.dueAt);
  }

  function wishForRelease(): void {
    const at = pushes.nextReleaseAt();
    if (at !== undefined) sleepers.want('bundles', at);
  }

  /** The task in the right hands: held, given back, or dispatched. One step at a time; its fact is followed in turn. */
  function settle(task: Task, now: number): Fact[] {
    const respected = respectDoNotDisturb(house, task, now);
    if (respected.length > 0) return respected;
    if (task.state !== 'open' && task.state !== 'reopened') return [];
    if (task.assignee !== undefined && (task.state === 'open' || isOnDuty(task.assignee, now))) return [];
    const target = findTarget(house.dispatch, task, now);
    const isTheirs = JSON.stringify(target) === JSON.stringify(task.dispatchedTo);
    if (isTheirs && task.assignee === undefined) return [];
    return [
      house.board.step(task, {
        step: 'dispatch',
        at: now,
        dispatchedTo: target,
        people: target.people,
        note: target.reason,
        ...(task.assignee !== undefined && { assignee: null }),
      }),
    ];
  }

  /** Whoever has it and goes home without having begun gives it back; who takes it before their shift keeps it. */
  function handBack(task: Task, now: number): Fact[] {
    if (task.state !== 'accepted' || task.assignee === undefined || isOnDuty(task.assignee, now)) return [];
    const takenAt = task.history.findLast(({ step }) => step === 'accept' || step === 'assign')?.at ?? task.openedAt;
    if (!isOnDuty(task.assignee, takenAt)) return [];
    return [house.board.step(task, { step: 'release', at: now, to: 'open', assignee: null, note: 'shift-ended' })];
  }

  function onChange(fact: Extract<Fact, { type: 'task-changed' }>, now: number): Fact[] {
    const task = house.board.find(fact.task.id);
    if (task === undefined || task !== fact.task) return [];
    return fact.change.step === 'resume' ? [...handBack(task, now), ...settle(latest(task), now)] : settle(task, now);
  }

  /** Every hand that the task could be in may have changed. */
  function onEveryTask(now: number): Fact[] {
    const next = house.dispatch.duty.nextChangeAt(now);
    if (next !== undefined) sleepers.want('shift', next);
    for (const task of house.board.all()) wish(task);
    return [...house.board.all()]
      .toSorted(oldestFirst)
      .flatMap((task) => [...handBack(task, now), ...settle(latest(task), now)]);
  }

  /** What came due while the hub was away is climbed level by level, each once. */
  function climbDue(task: Task, now: number): Fact[] {
    const next = nextLevel(house, task, phones);
    if (next === undefined || next.dueAt > now) {
      wish(task);
      return [];
    }
    const fact = climb(house, task, next, now);
    return [fact, ...climbDue(latest(task), now)];
  }

  function react(fact: Fact, now: number): Fact[] {
    switch (fact.type) {
      case 'task-changed':
        return onChange(fact, now);
      case 'device-changed':
      case 'device-revoked': {
        const { kind, space } = fact.device.record;
        if (kind !== 'room-controller') return [];
        return [...house.board.all()]
          .filter((one) => one.space === space)
          .toSorted(oldestFirst)
          .flatMap((one) => settle(one, now));
      }
      case 'stay-changed':
        return onGuestLeft(house, foldStay(fact.stay), now);
      case 'dispatch-changed':
        return onEveryTask(now);
      default:
        return [];
    }
  }

  function listenersOf(task: Task): readonly Listener[] {
    const asListener = (person: string): Listener => ({ person, role: roleOf(person, task) });
    if (task.assignee !== undefined) return [asListener(task.assignee)];
    if (task.dispatchedTo?.tier === 'role' && task.dispatchedTo.people.length === 0) return [{ role: task.role }];
    return (task.dispatchedTo?.people ?? []).map(asListener);
  }

  function roleOf(person: string, task: Task): Listener['role'] {
    return house.dispatch.plan.rules.people.find(({ user }) => user === person)?.role ?? task.role;
  }

  /** Everybody who ought to know of the task as it is; who did not know before is for the push desk to say. */
  function wantsOf({ task: told, change }: Extract<Fact, { type: 'task-changed' }>): Want[] {
    const task = house.board.find(told.id);
    if (task === undefined) return [];
    const isUntaken = task.state === 'open' || task.state === 'reopened';
    const isGiven = change.step === 'assign' && task.state !== 'done' && task.state !== 'on-hold';
    const dispatched = isUntaken || isGiven ? listenersOf(task) : [];
    const asksForHelp = change.step === 'comment' && change.note === needsHelp;
    const helpers = asksForHelp ? findTold(house.dispatch, 'supervisor', task, change.at).people : [];
    const escalated = change.step === 'escalate' ? (change.people ?? []) : [];
    return [
      ...dispatched
        .filter(({ person }) => person === undefined || person !== change.by)
        .map((to): Want => ({ to, task, reason: 'dispatched' })),
      ...escalated.map((person): Want => ({ to: { person, role: roleOf(person, task) }, task, reason: 'escalated' })),
      ...helpers.map((person): Want => ({ to: { person, role: roleOf(person, task) }, task, reason: 'help-wanted' })),
    ];
  }

  function concerns(task: Task, push: Push): boolean {
    if (task.state === 'done' || task.state === 'on-hold') return false;
    if (push.reason !== 'dispatched') return true;
    const isGiven = task.history.findLast(({ step }) => step === 'assign' || step === 'accept')?.step === 'assign';
    const isWaiting = task.state === 'open' || task.state === 'reopened' || (task.state === 'accepted' && isGiven);
    return isWaiting && listenersOf(task).some((one) => listenerKey(one) === listenerKey(push));
  }

  return {
    follow(facts, now) {
      const followed = [...facts];
      for (const fact of followed) followed.push(...react(fact, now));
      const changes = followed.filter((one) => one.type === 'task-changed');
      for (const { task } of changes) wish(latest(task));
      const decided = pushes.decide(changes.flatMap(wantsOf), now);
      wishForRelease();
      return [...followed.slice(facts.length), ...decided.map((push): Fact => ({ type: 'push-decided', push }))];
    },
    timePassed(now) {
      const due = sleepers.takeDue(now).toSorted();
      return due.flatMap((sleeper): Fact[] => {
        if (sleeper === 'bundles') return pushes.release(now).map((push) => ({ type: 'push-decided', push }));
        if (sleeper === 'shift') return onEveryTask(now);
        const task = house.board.find(sleeper.slice('task:'.length));
        return task === undefined ? [] : climbDue(task, now);
      });
    },
    hear(told) {
      if (phones !== undefined && samePhones(phones, told)) return;
      phones = told;
      for (const task of house.board.all()) wish(task);
    },
    wakeAt: () => sleepers.nextAt(),
  };
}

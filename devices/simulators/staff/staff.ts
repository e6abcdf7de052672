// People with phones: they see what is theirs, take it, do it, and say so over the API. Some forget a step.
import type { HotelClock } from '../hotel-clock.ts';
import { type CallHub, isRefusedCall } from '../network/hub-calls.ts';
import type { Random } from '../random.ts';
import { createTimetable } from '../timetable.ts';
import type { Diary, Handled } from '../truth/diary.ts';
import { promiseOf, type StaffTask, type Work, wishOf } from './work.ts';

export interface Staff {
  start(): void;
  stop(): void;
  /** A phone rings: somebody looks soon. */
  ring(): void;
  /** What went wrong with a call beside a task that was another's or over. */
  readonly failures: readonly string[];
}

export interface StaffOptions {
  readonly clock: HotelClock;
  readonly random: Random;
  /** Sees all tasks. */
  readonly watch: CallHub;
  /** By the names that the dispatch plan knows. */
  readonly people: ReadonlyMap<string, CallHub>;
  readonly work: Work;
  readonly diary: Diary;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const glanceEveryMs = minute;
const ringMs = 12 * second;
/** So little time is left that somebody goes at once. */
const shortMs = 6 * minute;
/** Whoever let a task lie comes upon it again. */
const seenAgainAfterMs = 3 * hour;

/** `does`: as it should be. */
type Manner = 'does' | 'overlooks' | 'takes-and-forgets' | 'tells-late' | 'tells-without-doing';
const manners: readonly (readonly [Manner, number])[] = [
  ['overlooks', 0.03],
  ['takes-and-forgets', 0.04],
  ['tells-late', 0.04],
  ['tells-without-doing', 0.03],
];

export function createStaff(options: StaffOptions): Staff {
  const { clock, random, watch, people, work, diary } = options;
  const timetable = createTimetable(clock);
  /** Tasks in a state that somebody has dealt with, or let lie. */
  const seen = new Map<string, number>();
  const failures: string[] = [];

  function hold(doing: Promise<void>): void {
    const done = doing.catch((error: unknown) => {
      // Another took it, or the hub ended it meanwhile.
      if (!isRefusedCall(error) || (error.status !== 409 && error.status !== 404)) failures.push(String(error));
    });
    clock.hold?.(done);
  }

  async function glance(): Promise<void> {
    const { items } = await watch<{ items: readonly StaffTask[] }>('GET', '/tasks?state=open,reopened&limit=500');
    const forgottenBefore = clock.now() - seenAgainAfterMs;
    for (const [key, at] of seen) if (at < forgottenBefore) seen.delete(key);
    for (const task of items) {
      const key = `${task.id}@${task.version}`;
      if (seen.has(key)) continue;
      seen.set(key, clock.now());
      take(task, random.fork(`${key} ${clock.now()}`));
    }
  }

  function take(task: StaffTask, lot: Random): void {
    const able = (task.dispatchedTo?.people ?? []).filter((name) => people.has(name));
    if (able.length === 0) return;
    const call = people.get(lot.pick(able))!;
    const manner = pickManner(lot);
    if (manner === 'overlooks') return;
    const isRequest = task.kind === 'request';
    const isShort = task.dueAt !== null && Date.parse(task.dueAt) - clock.now() < shortMs;
    const reactsMs =
      (isRequest || isShort) && lot.chance(0.85) ? lot.between(2, 25) * second : lot.between(1.5, 6) * minute;
    const beginsMs = isShort ? 10 * second : lot.between(1, 6) * minute;
    const worksMs = (isShort ? lot.between(1, 2) : isRequest ? lot.between(2, 20) : lot.between(5, 40)) * minute;
    timetable.at(clock.now() + reactsMs, () => hold(accept()));

    async function accept(): Promise<void> {
      const accepted = await act(call, task, 'accept');
      if (manner === 'takes-and-forgets') return;
      timetable.at(clock.now() + beginsMs, () => hold(start(accepted)));
    }

    async function start(accepted: StaffTask): Promise<void> {
      const started = await act(call, accepted, 'start');
      timetable.at(clock.now() + worksMs, () => {
        if (manner !== 'tells-without-doing') work(started);
        const tellsAt = clock.now() + (manner === 'tells-late' ? lot.between(1, 4) * hour : 20 * second);
        timetable.at(tellsAt, () => hold(complete(started)));
      });
    }

    async function complete(started: StaffTask): Promise<void> {
      await act(call, started, 'complete');
    }
  }

  async function act(call: CallHub, task: StaffTask, step: Handled['step']): Promise<StaffTask> {
    const at = clock.now();
    const body = { version: task.version, key: `${task.id}-${task.version}-${step}`, at: new Date(at).toISOString() };
    const after = await call<StaffTask>('POST', `/tasks/${task.id}/${step}`, body);
    const request = wishOf(task);
    if (task.kind === 'request' && request !== undefined) diary.handled.push({ space: task.space, request, step, at });
    const standard = promiseOf(task);
    if (standard !== undefined && step === 'complete') {
      const subjects = task.evidence.flatMap(({ id }) => id ?? []);
      diary.kept.push({ standard, subjects, space: task.space, at });
    }
    if (task.kind === 'recovery' && step === 'complete') diary.recovered.push({ space: task.space, at });
    if (task.kind === 'device-fault' && step === 'complete' && task.device !== null) {
      diary.repaired.push({ device: task.device, at });
    }
    return after;
  }

  function lookAround(): void {
    hold(glance());
    timetable.at(clock.now() + glanceEveryMs, lookAround);
  }

  return {
    start: lookAround,
    stop: timetable.stop,
    ring: () => timetable.at(clock.now() + ringMs, () => hold(glance())),
    failures,
  };
}

function pickManner(lot: Random): Manner {
  let ticket = lot.next();
  for (const [manner, share] of manners) {
    ticket -= share;
    if (ticket < 0) return manner;
  }
  return 'does';
}

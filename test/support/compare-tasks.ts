// Holds the tasks, as the API tells them, against the simulated house: whose each is, and whether there still is a reason for it.
import { causeOf, type OpenTask } from '../../devices/simulators/truth/promises/true-cause.ts';
import type { TrueLedger } from '../../devices/simulators/truth/promises/true-ledger.ts';
import type { HubClient } from './hub-client.ts';

interface WireTask extends OpenTask {
  readonly assignee: string | null;
  readonly history: readonly { readonly step: string; readonly people?: readonly string[] }[];
}

export interface TaskReport {
  readonly all: number;
  readonly byKind: Readonly<Record<string, number>>;
  /** Nobody had them, at some time. */
  readonly withoutOwner: readonly string[];
  /** Not over, by kind and what is left of their cause. */
  readonly open: Readonly<Record<string, number>>;
  readonly withoutCause: readonly string[];
}

const over: ReadonlySet<string> = new Set(['verified', 'cancelled']);
/** Somebody is at it: their word ends it, whatever the device says. */
const inHands: ReadonlySet<string> = new Set(['accepted', 'started', 'on-hold']);
const givenAway: ReadonlySet<string> = new Set(['open', 'dispatch', 'escalate']);

export async function reportTasks(admin: HubClient, truth: TrueLedger): Promise<TaskReport> {
  const tasks = await admin.list<WireTask>('/tasks');
  const cells = await admin.list<{ readonly id: string; readonly outcome: string | null }>('/touchpoints');
  const missed = new Set(cells.filter(({ outcome }) => outcome === 'missed').map(({ id }) => id));
  const open = tasks
    .filter(({ state }) => !over.has(state))
    .map((task) => ({ task, cause: causeOf(truth, task, (cell) => missed.has(cell)) }));
  return {
    all: tasks.length,
    byKind: count(tasks.map(({ kind }) => kind)),
    withoutOwner: tasks.filter(wasNobodys).map(describe),
    open: count(open.map(({ task, cause }) => `${task.kind} ${task.state}: ${cause}`)),
    withoutCause: open
      .filter(({ task, cause }) => cause === 'gone' && !inHands.has(task.state))
      .map(({ task }) => describe(task)),
  };
}

function wasNobodys({ assignee, dispatchedTo, history }: WireTask): boolean {
  const isNow = assignee === null && (dispatchedTo?.people.length ?? 0) === 0;
  return isNow || history.some(({ step, people }) => givenAway.has(step) && (people?.length ?? 0) === 0);
}

function describe({ id, kind, state, space, device, title, openedAt }: WireTask): string {
  return `${id} ${kind} ${state} ${device ?? space} since ${openedAt}: ${title}`;
}

function count(words: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]).toSorted(),
  );
}

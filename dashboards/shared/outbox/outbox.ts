// Sends what people did, in the order they did it, once each in effect. An action leaves the box only when the hub has
// answered; what the hub refuses is told to the person and never tried again.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../../gateway/api/contract/problem.ts';
import type { Task, TaskAction, TaskActionCall } from '../../../gateway/api/contract/task.ts';
import type { Api } from '../api/api.ts';
import { type WaitingAction, waitingAction } from './action.ts';
import type { ActionStore } from './action-store.ts';

export interface RefusedAction {
  readonly action: WaitingAction;
  readonly status: number;
  readonly problem: Partial<Problem>;
}

export interface Outbox {
  readonly waiting: ReadonlySignal<readonly WaitingAction[]>;
  /** The latest refusal of each task, until it is acted on again or put aside. */
  readonly refused: ReadonlySignal<ReadonlyMap<string, RefusedAction>>;
  act(task: Task, action: TaskAction, details?: Pick<TaskActionCall, 'note' | 'until'>): Promise<void>;
  putAside(task: string): void;
  start(): Promise<void>;
  stop(): void;
}

export interface OutboxOptions {
  readonly api: Pick<Api, 'send'>;
  readonly store: ActionStore;
  readonly now: () => number;
  onTask(task: Task): void;
}

const firstRetryMs = 1_000;
const longestRetryMs = 15_000;

export function createOutbox({ api, store, now, onTask }: OutboxOptions): Outbox {
  const waiting = signal<readonly WaitingAction[]>([]);
  const refused = signal<ReadonlyMap<string, RefusedAction>>(new Map());
  let sending = false;
  let retryMs = firstRetryMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function sendAll(): Promise<void> {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    try {
      for (let next = waiting.value[0]; next !== undefined; next = waiting.value[0]) {
        if (!(await sendOne(next))) {
          timer = setTimeout(sendAll, retryMs);
          retryMs = Math.min(retryMs * 2, longestRetryMs);
          return;
        }
        retryMs = firstRetryMs;
      }
    } finally {
      sending = false;
    }
  }

  /** True where the hub has answered for good. */
  async function sendOne(action: WaitingAction): Promise<boolean> {
    const path = `/tasks/${encodeURIComponent(action.task)}/${action.action}`;
    const answer = await api.send<Task>('POST', path, action.call);
    const tryAgain = !answer.ok && (answer.status === 0 || answer.status === 401 || answer.status >= 500);
    if (tryAgain || (!answer.ok && answer.status === 429)) return false;
    await store.remove(action.key);
    const left = waiting.value.filter((one) => one.key !== action.key);
    if (answer.ok) {
      onTask(answer.body);
      waiting.value = await followUp(left, answer.body);
    } else {
      if (answer.problem.task !== undefined) onTask(answer.problem.task);
      refused.value = new Map(refused.value).set(action.task, { action, ...answer });
      waiting.value = await dropTask(left, action.task);
    }
    return true;
  }

  /** Taps made before the answer came go on from the version that the answer made. */
  async function followUp(actions: readonly WaitingAction[], task: Task): Promise<readonly WaitingAction[]> {
    const followed = actions.map((one) =>
      one.task === task.id ? { ...one, call: { ...one.call, version: task.version } } : one,
    );
    await Promise.all(followed.filter((one) => one.task === task.id).map((one) => store.put(one)));
    return followed;
  }

  /** What was built on a refused action makes no sense any more. */
  async function dropTask(actions: readonly WaitingAction[], task: string): Promise<readonly WaitingAction[]> {
    await Promise.all(actions.filter((one) => one.task === task).map((one) => store.remove(one.key)));
    return actions.filter((one) => one.task !== task);
  }

  const sendNow = () => {
    retryMs = firstRetryMs;
    void sendAll();
  };

  function putAside(task: string): void {
    const rest = new Map(refused.value);
    rest.delete(task);
    refused.value = rest;
  }

  return {
    waiting,
    refused,
    putAside,
    async act(task, action, details = {}) {
      putAside(task.id);
      const made = waitingAction(task, action, details, now());
      waiting.value = [...waiting.value, made];
      await store.put(made);
      sendNow();
    },
    async start() {
      waiting.value = [...(await store.all()), ...waiting.value];
      addEventListener('online', sendNow);
      sendNow();
    },
    stop() {
      removeEventListener('online', sendNow);
      clearTimeout(timer);
    },
  };
}

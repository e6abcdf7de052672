// Sends what people did, in the order they did it, once each in effect. An action leaves the box only when the hub has
// answered; what the hub refuses is told to the person and never tried again.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../../gateway/api/contract/problem.ts';
import type { NewRequest, TakenRequest } from '../../../gateway/api/contract/request.ts';
import type { Task, TaskAction } from '../../../gateway/api/contract/task.ts';
import type { Answer, Api } from '../api/api.ts';
import { isTap, randomKey, type TapDetails, taskOf, type WaitingAction, waitingTap } from './action.ts';
import type { ActionStore } from './action-store.ts';

export interface RefusedAction {
  readonly action: WaitingAction;
  readonly status: number;
  readonly problem: Partial<Problem>;
}

export interface Outbox {
  readonly waiting: ReadonlySignal<readonly WaitingAction[]>;
  /** The latest refusal of each task, until it is acted on again or put aside; of a report, under its key. */
  readonly refused: ReadonlySignal<ReadonlyMap<string, RefusedAction>>;
  act(task: Task, action: TaskAction, details?: TapDetails): Promise<void>;
  addPhoto(task: Task, jpeg: ArrayBuffer): Promise<void>;
  report(report: Omit<NewRequest, 'id'>): Promise<void>;
  putAside(subject: string): void;
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
  /** The network came back while a try was under way that may still fail. */
  let cameBack = false;
  let retryMs = firstRetryMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastTapAt = 0;
  /** What the latest tap that the hub took made of a task: a sheet may have been opened before that answer. */
  const versions = new Map<string, number>();

  async function sendAll(): Promise<void> {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    try {
      for (let next = waiting.value[0]; next !== undefined; next = waiting.value[0]) {
        cameBack = false;
        if (!(await sendOne(next)) && !cameBack) {
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

  /** The task as it is after the action; none where the hub knows it no longer. */
  async function send(action: WaitingAction): Promise<Answer<Task | null>> {
    if (isTap(action)) return api.send('POST', `${pathOf(action.task)}/${action.action}`, action.call);
    if ('jpeg' in action) {
      const at = encodeURIComponent(new Date(action.tappedAt).toISOString());
      return api.send(
        'POST',
        `${pathOf(action.task)}/photos?at=${at}`,
        new Blob([action.jpeg], { type: 'image/jpeg' }),
      );
    }
    const answer = await api.send<TakenRequest>('POST', '/requests', action.report);
    return answer.ok ? { ...answer, body: answer.body.task } : answer;
  }

  /** True where the hub has answered for good. */
  async function sendOne(action: WaitingAction): Promise<boolean> {
    const answer = await send(action);
    const tryAgain = !answer.ok && (answer.status === 0 || answer.status === 401 || answer.status >= 500);
    if (tryAgain || (!answer.ok && answer.status === 429)) return false;
    await store.remove(action.key);
    // Read now: more may have been tapped while the hub answered.
    const task = answer.ok ? answer.body : answer.problem.task;
    if (task) onTask(task);
    if (answer.ok && task) versions.set(task.id, task.version);
    if (!answer.ok) refused.value = new Map(refused.value).set(taskOf(action) ?? action.key, { action, ...answer });
    const left = waiting.value.filter((one) => one.key !== action.key);
    waiting.value = answer.ok && task ? followUp(left, task) : answer.ok ? left : dropBuiltOn(left, action);
    return true;
  }

  /** Taps made before the answer came go on from the version that the answer made. */
  function followUp(actions: readonly WaitingAction[], { id, version }: Task): readonly WaitingAction[] {
    return actions.map((one) => {
      if (!isTap(one) || one.task !== id || one.call.version === version) return one;
      const followed = { ...one, call: { ...one.call, version } };
      void store.put(followed);
      return followed;
    });
  }

  /** What was built on a refused tap makes no sense any more; a picture says nothing of the state. */
  function dropBuiltOn(actions: readonly WaitingAction[], refusedAction: WaitingAction): readonly WaitingAction[] {
    if (!isTap(refusedAction)) return actions;
    const isBuiltOn = (one: WaitingAction) => isTap(one) && one.task === refusedAction.task;
    for (const one of actions.filter(isBuiltOn)) void store.remove(one.key);
    return actions.filter((one) => !isBuiltOn(one));
  }

  const sendNow = () => {
    retryMs = firstRetryMs;
    void sendAll();
  };
  const onOnline = () => {
    cameBack = true;
    sendNow();
  };

  function putAside(subject: string): void {
    const rest = new Map(refused.value);
    rest.delete(subject);
    refused.value = rest;
  }

  /** Two taps within one millisecond are still one after the other. */
  function nextTapAt(): number {
    lastTapAt = Math.max(now(), lastTapAt + 1);
    return lastTapAt;
  }

  async function put(made: WaitingAction): Promise<void> {
    waiting.value = [...waiting.value, made];
    await store.put(made);
    sendNow();
  }

  return {
    waiting,
    refused,
    putAside,
    async act(task, action, details = {}) {
      putAside(task.id);
      const version = Math.max(task.version, versions.get(task.id) ?? 0);
      await put(waitingTap({ id: task.id, version }, action, details, nextTapAt()));
    },
    addPhoto: (task, jpeg) => put({ key: randomKey(), tappedAt: nextTapAt(), task: task.id, jpeg }),
    report(report) {
      const key = randomKey();
      return put({ key, tappedAt: nextTapAt(), report: { id: key, ...report } });
    },
    async start() {
      waiting.value = [...(await store.all()), ...waiting.value];
      lastTapAt = waiting.value.at(-1)?.tappedAt ?? 0;
      addEventListener('online', onOnline);
      sendNow();
    },
    stop() {
      removeEventListener('online', onOnline);
      clearTimeout(timer);
    },
  };
}

const pathOf = (task: string) => `/tasks/${encodeURIComponent(task)}`;

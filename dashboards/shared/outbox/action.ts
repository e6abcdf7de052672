// What a person did to a task, as it waits for the hub. The key makes sending it twice harmless; the time is the phone's.
import type { TaskAction, TaskActionCall } from '../../../gateway/api/contract/task.ts';

export interface WaitingAction {
  readonly key: string;
  readonly task: string;
  readonly action: TaskAction;
  readonly call: TaskActionCall & { readonly key: string; readonly at: string };
  /** Phone's clock, Unix ms. */
  readonly tappedAt: number;
}

/** 128 random bits. Plain HTTP has no `crypto.randomUUID`. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function waitingAction(
  task: { readonly id: string; readonly version: number },
  action: TaskAction,
  details: Pick<TaskActionCall, 'note' | 'until'>,
  tappedAt: number,
): WaitingAction {
  const key = randomKey();
  const at = new Date(tappedAt).toISOString();
  return { key, task: task.id, action, tappedAt, call: { version: task.version, key, at, ...details } };
}

// What a person did, as it waits for the hub: a tap on a task, a picture of it, a report of something new. The key makes sending it
// twice harmless; the time is the phone's.
import type { NewRequest } from '../../../gateway/api/contract/request.ts';
import type { TaskAction, TaskActionCall } from '../../../gateway/api/contract/task.ts';

interface Waiting {
  readonly key: string;
  /** Phone's clock, Unix ms; rises from one to the next, so that their order is the order of the taps. */
  readonly tappedAt: number;
}

export interface WaitingTap extends Waiting {
  readonly task: string;
  readonly action: TaskAction;
  readonly call: TaskActionCall & { readonly key: string; readonly at: string };
}

export interface WaitingPhoto extends Waiting {
  readonly task: string;
  readonly jpeg: ArrayBuffer;
}

export interface WaitingReport extends Waiting {
  readonly report: NewRequest;
}

export type WaitingAction = WaitingTap | WaitingPhoto | WaitingReport;

/** What of a call the tap itself says. */
export type TapDetails = Pick<TaskActionCall, 'note' | 'language' | 'until' | 'assignee' | 'heldFor'>;

/** 128 random bits. Plain HTTP has no `crypto.randomUUID`. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function waitingTap(
  task: { readonly id: string; readonly version: number },
  action: TaskAction,
  details: TapDetails,
  tappedAt: number,
): WaitingTap {
  const key = randomKey();
  const at = new Date(tappedAt).toISOString();
  return { key, task: task.id, action, tappedAt, call: { version: task.version, key, at, ...details } };
}

export function isTap(action: WaitingAction): action is WaitingTap {
  return 'action' in action;
}

/** The task that the action is about; unset where it makes one. */
export function taskOf(action: WaitingAction): string | undefined {
  return 'task' in action ? action.task : undefined;
}

// What the cards of a page can do.
import type { ComponentChildren } from 'preact';
import type { Task, TaskAction } from '../../../gateway/api/contract/task.ts';
import type { TapDetails } from '../outbox/action.ts';
import type { RefusedAction } from '../outbox/outbox.ts';

export interface TaskActions {
  act(task: Task, action: TaskAction, details?: TapDetails): void;
  openMore(task: Task): void;
  putAside(task: string): void;
  readonly refused: ReadonlyMap<string, RefusedAction>;
  /** Unset until it is fetched. */
  readonly Refusal: typeof import('./refusal.tsx').Refusal | undefined;
  /** To be shown once on the page. */
  readonly sheet: ComponentChildren;
}

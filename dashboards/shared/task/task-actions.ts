// What the cards of a page can do. Its calls go on from what is there when they are made: a card may keep the first that it was given.
import type { ComponentChildren, FunctionComponent } from 'preact';
import type { Task, TaskAction } from '../../../gateway/api/contract/task.ts';
import type { TapDetails } from '../outbox/action.ts';
import type { RefusedAction } from '../outbox/outbox.ts';

export interface TaskActions {
  act(task: Task, action: TaskAction, details?: TapDetails): void;
  openMore(task: Task): void;
  putAside(task: string): void;
  readonly refused: ReadonlyMap<string, RefusedAction>;
  /** Unset until it is fetched. */
  readonly Refusal: FunctionComponent<RefusalProps> | undefined;
  /** To be shown once on the page. */
  readonly sheet: ComponentChildren;
}

/** What was refused, and what its card lets be done about it. */
export interface RefusalProps {
  readonly task: Task;
  readonly refused: RefusedAction;
  readonly actions: Pick<TaskActions, 'act' | 'putAside'>;
}

// What a page's task cards can do, and the sheet of the one that is open.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Task, TaskAction, TaskActionCall } from '../../../gateway/api/contract/task.ts';
import type { RefusedAction } from '../outbox/outbox.ts';
import { usePage } from '../ui/page.ts';
import type { TaskBoard } from './task-board.ts';
import { taskCard } from './task-card.ts';
import { TaskSheet } from './task-sheet.tsx';

export interface TaskActions {
  act(task: Task, action: TaskAction, details?: Pick<TaskActionCall, 'note' | 'until'>): void;
  openMore(task: Task): void;
  putAside(task: string): void;
  readonly refused: ReadonlyMap<string, RefusedAction>;
  readonly sheet: ComponentChildren;
}

export function useTaskActions({ tasks, outbox }: TaskBoard): TaskActions {
  const { session, clock } = usePage();
  const openId = useSignal<string | undefined>(undefined);
  const act: TaskActions['act'] = (task, action, details) => void outbox.act(task, action, details);
  const open = openId.value === undefined ? undefined : tasks.items.value.get(openId.value);
  return {
    act,
    openMore: (task) => {
      openId.value = task.id;
    },
    putAside: outbox.putAside,
    refused: outbox.refused.value,
    sheet: open && (
      <TaskSheet
        card={taskCard(open, { user: session.user, now: clock.now.value, waiting: outbox.waiting.value })}
        act={act}
        onClose={() => {
          openId.value = undefined;
        }}
      />
    ),
  };
}

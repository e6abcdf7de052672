// What the hub would not take: somebody else was first, or the task is another by now. Whoever is second may help or leave it.
import type { Task } from '../../../gateway/api/contract/task.ts';
import { isTap } from '../outbox/action.ts';
import type { RefusedAction } from '../outbox/outbox.ts';
import { usePage } from '../ui/page.ts';
import type { TaskActions } from './task-actions.ts';
import { isOver } from './task-card.ts';

interface RefusalProps {
  readonly task: Task;
  readonly refused: RefusedAction;
  readonly actions: Pick<TaskActions, 'act' | 'putAside'>;
}

export function Refusal({ task, refused, actions }: RefusalProps) {
  const { say } = usePage();
  const { action, status, problem } = refused;
  const taken = problem.task?.history.findLast(({ step }) => step === 'accept' || step === 'start');
  const isTaken = status === 409 && isTap(action) && action.action !== 'undo' && problem.task?.assignee && taken;
  const isUndo = isTap(action) && action.action === 'undo';
  const changed = isUndo ? 'task.undoTooLate' : 'task.changedMeanwhile';
  return (
    <p class="card-refusal" role="status">
      {isTaken
        ? say('task.takenBy', { name: problem.task?.assignee ?? '', at: Date.parse(taken.at) })
        : say(status === 409 ? changed : 'task.refused', { detail: problem.detail ?? String(status) })}
      {isTaken && !isOver(task) && (
        <button type="button" class="link" onClick={() => actions.act(task, 'comment', { note: 'i-help' })}>
          {say('task.helpThem')}
        </button>
      )}
      <button type="button" class="link" onClick={() => actions.putAside(task.id)}>
        {say('task.putAside')}
      </button>
    </p>
  );
}

// The engineers' own tasks, with the same cards and the same outbox as housekeeping's.
import { isOver } from '../shared/task/is-over.ts';
import type { TaskBoard } from '../shared/task/task-board.ts';
import { byUrgencyOfTask, taskCard } from '../shared/task/task-card.ts';
import { TaskGroup } from '../shared/task/task-group.tsx';
import { useTaskActions } from '../shared/task/use-task-actions.tsx';
import { ListState, Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';

export function TasksOfEngineers({ board }: { readonly board: TaskBoard }) {
  const { say, session, clock } = usePage();
  const actions = useTaskActions(board);
  const onlooker = { user: session.user, now: clock.now.value, waiting: board.outbox.waiting.value };
  const cards = [...board.tasks.items.value.values()]
    .filter((task) => task.role === 'engineer')
    .map((task) => taskCard(task, onlooker))
    .sort(byUrgencyOfTask);
  const open = cards.filter(({ task }) => !isOver(task));
  return (
    <>
      <ListState state={board.tasks.state.value} retry={board.load} />
      {open.length === 0 && board.tasks.state.value === 'loaded' && <Notice state="ok">{say('tasks.nothing')}</Notice>}
      <TaskGroup title={say('tasks.mine')} cards={open.filter(({ mine }) => mine)} actions={actions} />
      <TaskGroup
        title={say('tasks.free')}
        cards={open.filter(({ mine, task }) => !mine && task.assignee === null)}
        actions={actions}
      />
      <TaskGroup
        title={say('tasks.takenByOthers')}
        cards={open.filter(({ mine, task }) => !mine && task.assignee !== null)}
        actions={actions}
      />
      <TaskGroup
        title={say('tasks.overLately')}
        cards={cards.filter(({ task }) => isOver(task)).slice(0, 20)}
        actions={actions}
      />
      {actions.sheet}
    </>
  );
}

// My floors: what others have, and what was sent to others.
import type { TaskActions } from '../shared/task/task-actions.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { cardsOf } from './cards-of.ts';
import { SteadyGroups } from './steady-groups.tsx';
import type { TouchWatch } from './use-touch-watch.ts';
import type { TaskLists } from './view-model.ts';

interface FloorPanelProps {
  readonly lists: TaskLists;
  readonly actions: TaskActions;
  readonly touch: TouchWatch;
}

export function FloorPanel({ lists, actions, touch }: FloorPanelProps) {
  const { say } = usePage();
  const { floor } = lists;
  return (
    <SteadyGroups
      groups={[
        { title: say('tasks.free'), cards: floor.filter(({ task }) => task.assignee === null) },
        { title: say('tasks.takenByOthers'), cards: floor.filter(({ task }) => task.assignee !== null) },
      ]}
      cards={cardsOf(lists)}
      actions={actions}
      touch={touch}
      empty={<Notice state="ok">{say('tasks.floorEmpty')}</Notice>}
    />
  );
}

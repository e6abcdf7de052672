// Groups of cards whose rows stay under the thumb; what is new meanwhile waits above them.
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { TaskActions } from '../shared/task/task-actions.ts';
import type { TaskCard } from '../shared/task/task-card.ts';
import { TaskGroup } from '../shared/task/task-group.tsx';
import { usePage } from '../shared/ui/page.ts';
import { type Row, steady } from './steady-order.ts';
import type { TouchWatch } from './use-touch-watch.ts';

export interface CardGroup {
  readonly title: string;
  readonly cards: readonly TaskCard[];
}

interface SteadyGroupsProps {
  readonly groups: readonly CardGroup[];
  /** Of every task, in whichever list it is by now. */
  readonly cards: ReadonlyMap<string, TaskCard>;
  readonly actions: TaskActions;
  readonly touch: TouchWatch;
  /** Stands where there is no row at all. */
  readonly empty: ComponentChildren;
}

export function SteadyGroups({ groups, cards, actions, touch, empty }: SteadyGroupsProps) {
  const { say } = usePage();
  const shown = useRef<readonly Row[] | undefined>(undefined);
  const wanted = groups.flatMap(({ title, cards: ofGroup }) =>
    ofGroup.map(({ task }) => ({ group: title, id: task.id })),
  );
  const { rows, held } = steady(shown.current, wanted, touch.isTouched.value, (id) => cards.has(id));
  shown.current = rows;
  if (rows.length === 0) return <>{empty}</>;
  return (
    <>
      {held > 0 && (
        <button type="button" class="button wide new-rows" onClick={touch.release}>
          {say('tasks.new', { n: held })}
        </button>
      )}
      {groups.map(({ title }) => (
        <TaskGroup
          key={title}
          title={title}
          cards={rows.flatMap(({ group, id }) => (group === title ? (cards.get(id) ?? []) : []))}
          actions={actions}
        />
      ))}
    </>
  );
}

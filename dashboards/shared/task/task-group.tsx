// A titled list of task cards; nothing where there is none.

import type { TaskActions } from './task-actions.ts';
import type { TaskCard } from './task-card.ts';
import { TaskCardView } from './task-card-view.tsx';

interface TaskGroupProps {
  readonly title: string;
  readonly cards: readonly TaskCard[];
  readonly actions: TaskActions;
}

export function TaskGroup({ title, cards, actions }: TaskGroupProps) {
  if (cards.length === 0) return null;
  return (
    <section class="group">
      <h2>
        {title} <span class="count">{cards.length}</span>
      </h2>
      <ul class="cards">
        {cards.map((card) => (
          <li key={card.task.id}>
            <TaskCardView card={card} refused={actions.refused.get(card.task.id)} actions={actions} />
          </li>
        ))}
      </ul>
    </section>
  );
}

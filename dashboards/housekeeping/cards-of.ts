// Every card of the page by its task, in whichever list it is by now.
import type { TaskCard } from '../shared/task/task-card.ts';
import type { TaskLists } from './view-model.ts';

export function cardsOf(lists: TaskLists): ReadonlyMap<string, TaskCard> {
  return new Map(
    Object.values(lists).flatMap((cards: readonly TaskCard[]) => cards.map((card) => [card.task.id, card] as const)),
  );
}

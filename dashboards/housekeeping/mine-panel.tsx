// Mine: what to do now, what comes next, what waits; and what solved itself a moment ago.

import type { TaskActions } from '../shared/task/task-actions.ts';
import { lastStepAt } from '../shared/task/task-card.ts';
import { taskTitle } from '../shared/task/task-title.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { cardsOf } from './cards-of.ts';
import { SteadyGroups } from './steady-groups.tsx';
import type { TouchWatch } from './use-touch-watch.ts';
import type { TaskLists } from './view-model.ts';

interface MinePanelProps {
  readonly lists: TaskLists;
  readonly actions: TaskActions;
  readonly touch: TouchWatch;
}

export function MinePanel({ lists, actions, touch }: MinePanelProps) {
  const { say } = usePage();
  const { doNow, next, waiting, solvedItself } = lists;
  return (
    <>
      <SteadyGroups
        groups={[
          { title: say('tasks.doNow'), cards: doNow },
          { title: say('tasks.next'), cards: next },
          { title: say('tasks.waiting'), cards: waiting },
        ]}
        cards={cardsOf(lists)}
        actions={actions}
        touch={touch}
        empty={<NothingToDo lists={lists} />}
      />
      {solvedItself.length > 0 && <SolvedItself cards={solvedItself} />}
    </>
  );
}

function SolvedItself({ cards }: { readonly cards: TaskLists['solvedItself'] }) {
  const page = usePage();
  const { say, placeName } = page;
  return (
    <details class="fold group">
      <summary>
        {say('tasks.solvedItself')} <span class="count">{cards.length}</span>
      </summary>
      <ul class="ghosts">
        {cards.map(({ task }) => (
          <li key={task.id}>
            <strong>{placeName(task.space)}</strong> {taskTitle(page, task)}{' '}
            <span class="quiet">{say('time.clock', { at: lastStepAt(task) })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function NothingToDo({ lists }: { readonly lists: TaskLists }) {
  const { say } = usePage();
  const last = [...lists.done, ...lists.over]
    .filter(({ task }) => task.state === 'verified')
    .sort((one, other) => lastStepAt(other.task) - lastStepAt(one.task))[0]?.task;
  return (
    <Notice state="ok">
      <strong>{say('tasks.nothing')}</strong>
      {last && (
        <p class="quiet">
          {last.assignee === null
            ? say('tasks.lastDone', { at: lastStepAt(last) })
            : say('tasks.lastDoneBy', { at: lastStepAt(last), name: last.assignee })}
        </p>
      )}
    </Notice>
  );
}

// The shift at a glance: who can be reached, who has what, what is late, and giving work to somebody else.
import { useSignal } from '@preact/signals';
import type { Reach } from '../../../gateway/api/contract/dispatch.ts';
import type { TaskBoard } from '../../shared/task/task-board.ts';
import { useTaskActions } from '../../shared/task/use-task-actions.tsx';
import { ListState } from '../../shared/ui/notice.tsx';
import { usePage } from '../../shared/ui/page.ts';
import { GiveBar } from './give-bar.tsx';
import { LeaderCard } from './leader-card.tsx';
import { PersonStrip } from './person-strip.tsx';
import { peopleInShift, shiftBoard, shiftColumns } from './shift-board.ts';

interface LeaderViewProps {
  readonly board: TaskBoard;
  readonly reach: Reach;
}

export function LeaderView({ board, reach }: LeaderViewProps) {
  const { say, clock } = usePage();
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const actions = useTaskActions(board);
  const tasks = board.tasks.items.value;
  const now = clock.now.value;
  const columns = shiftBoard(tasks.values(), reach.leads, now);
  const people = peopleInShift(reach, tasks.values(), now);
  const toGive = [...chosen.value]
    .flatMap((id) => tasks.get(id) ?? [])
    .filter((task) => columns.verified.every(({ id }) => id !== task.id));
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen.value);
    if (isChosen) next.add(id);
    else next.delete(id);
    chosen.value = next;
  };
  return (
    <>
      <PersonStrip people={people} isKnown={reach.known} />
      <ListState state={board.tasks.state.value} retry={board.load} />
      <div class="shift-columns">
        {shiftColumns.map((column) => (
          <section key={column} class="shift-column" aria-label={say(`shift.column.${column}`)}>
            <h2>
              {say(`shift.column.${column}`)} <span class="count">{columns[column].length}</span>
            </h2>
            <ul>
              {columns[column].map((task) => (
                <li key={task.id}>
                  <LeaderCard
                    task={task}
                    now={now}
                    isChosen={chosen.value.has(task.id)}
                    choose={column === 'verified' ? undefined : (isChosen) => choose(task.id, isChosen)}
                    open={() => actions.openMore(task)}
                    refused={actions.refused.get(task.id)}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {toGive.length > 0 && (
        <GiveBar
          tasks={toGive}
          people={people}
          give={(assignee) => {
            for (const task of toGive) void board.outbox.act(task, 'assign', { assignee });
            chosen.value = new Set();
          }}
          drop={() => (chosen.value = new Set())}
        />
      )}
      {actions.sheet}
    </>
  );
}

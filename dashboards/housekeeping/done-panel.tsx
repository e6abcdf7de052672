// Done: one's own day in figures, what one finished, and what colleagues did lately.
import type { Task } from '../../gateway/api/contract/task.ts';
import type { TaskActions } from '../shared/task/task-actions.ts';
import { TaskGroup } from '../shared/task/task-group.tsx';
import { hotelDay, startOfHotelDay } from '../shared/time/hotel-day.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { ownFigures } from './own-figures.ts';
import type { TaskLists } from './view-model.ts';

interface DonePanelProps {
  readonly lists: TaskLists;
  readonly tasks: Iterable<Task>;
  readonly actions: TaskActions;
}

export function DonePanel({ lists, tasks, actions }: DonePanelProps) {
  const { say, session, clock, property } = usePage();
  const dayBeganAt = startOfHotelDay(hotelDay(clock.now.value, property.timeZone), property.timeZone);
  const { mine, late, doneToday, toTakeMs, toFinishMs } = ownFigures(tasks, lists, session.user, dayBeganAt);
  const whole = (n: number) => say('number.whole', { n });
  const span = (ms: number | undefined) => (ms === undefined ? '–' : say('figures.span', { ms }));
  return (
    <>
      <dl class="own-figures" aria-label={say('figures.title')}>
        <Figure name={say('figures.doneToday')} value={whole(doneToday)} />
        <Figure name={say('figures.mine')} value={whole(mine)} />
        <Figure name={say('figures.late')} value={whole(late)} />
        <Figure name={say('figures.toTake')} value={span(toTakeMs)} />
        <Figure name={say('figures.toFinish')} value={span(toFinishMs)} />
      </dl>
      {lists.done.length + lists.over.length === 0 && <Notice state="silent">{say('tasks.doneEmpty')}</Notice>}
      <TaskGroup title={say('tasks.doneByMe')} cards={lists.done} actions={actions} />
      <TaskGroup title={say('tasks.overLately')} cards={lists.over} actions={actions} />
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

// Done: one's own day in figures, what one finished, and what colleagues did lately.
import type { Task } from '../../gateway/api/contract/task.ts';
import type { TaskActions } from '../shared/task/task-actions.ts';
import { TaskGroup } from '../shared/task/task-group.tsx';
import { hotelDay, startOfHotelDay } from '../shared/time/hotel-day.ts';
import { Fact } from '../shared/ui/fact.tsx';
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
        <Fact name={say('figures.doneToday')}>{whole(doneToday)}</Fact>
        <Fact name={say('figures.mine')}>{whole(mine)}</Fact>
        <Fact name={say('figures.late')}>{whole(late)}</Fact>
        <Fact name={say('figures.toTake')}>{span(toTakeMs)}</Fact>
        <Fact name={say('figures.toFinish')}>{span(toFinishMs)}</Fact>
      </dl>
      {lists.done.length + lists.over.length === 0 && <Notice state="silent">{say('tasks.doneEmpty')}</Notice>}
      <TaskGroup title={say('tasks.doneByMe')} cards={lists.done} actions={actions} />
      <TaskGroup title={say('tasks.overLately')} cards={lists.over} actions={actions} />
    </>
  );
}

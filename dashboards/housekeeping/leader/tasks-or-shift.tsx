// Who leads a shift has two views of the tasks page: their own tasks, and the shift. A wide screen opens on the shift, a phone
// held upright on their own.
import type { TaskBoard } from '../../shared/task/task-board.ts';
import { lazily } from '../../shared/ui/lazily.tsx';
import { usePage } from '../../shared/ui/page.ts';
import { useMedia } from '../../shared/ui/use-media.ts';
import { TasksView } from '../tasks-view.tsx';
import { useReach } from './use-reach.ts';

const wide = '(min-width: 900px), (orientation: landscape) and (min-width: 640px)';
const views = ['mine', 'shift'] as const;

const LeaderView = lazily('leader', async () => (await import('./leader-view.tsx')).LeaderView);

interface TasksOrShiftProps {
  readonly board: TaskBoard;
}

export function TasksOrShift({ board }: TasksOrShiftProps) {
  const { say, place, session } = usePage();
  const isWide = useMedia(wide);
  const reach = useReach().value;
  const leads = reach?.leads ?? [];
  if (reach === undefined || leads.length === 0) return <TasksView board={board} />;
  const isOwnWork = leads.some((role) => role === session.role);
  const chosen = views.find((one) => one === place.at.value.get('view'));
  const view = chosen ?? (isWide.value || !isOwnWork ? 'shift' : 'mine');
  return (
    <>
      <nav class="choice view-choice" aria-label={say('shift.views')}>
        {views.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === view}
            onClick={() => place.go({ view: one, tab: undefined })}
          >
            {say(`shift.view.${one}`)}
          </button>
        ))}
      </nav>
      {view === 'shift' ? <LeaderView board={board} reach={reach} /> : <TasksView board={board} />}
    </>
  );
}

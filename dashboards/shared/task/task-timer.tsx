// Time left or over, as large as the room number deserves. It follows the clock by itself: what it stands in need not.
import type { Task } from '../../../gateway/api/contract/task.ts';
import { usePage } from '../ui/page.ts';
import { timerOf } from './task-card.ts';

/** Further away than this, the clock time says more than a countdown. */
const countdownMs = 3 * 3_600_000;

export function TaskTimer({ task }: { readonly task: Task }) {
  const { say, clock } = usePage();
  const timer = timerOf(task, clock.now.value);
  switch (timer.type) {
    case 'none':
      return null;
    case 'over':
      return <strong class="timer timer-over">{say('task.timer.over', { ms: timer.ms })}</strong>;
    case 'left':
      return (
        <span class="timer">
          {timer.ms > countdownMs
            ? say('task.timer.by', { at: clock.now.value + timer.ms })
            : say('task.timer.left', { ms: timer.ms })}
        </span>
      );
  }
}

// Time left or over, as large as the room number deserves.
import { usePage } from '../ui/page.ts';
import type { Timer } from './task-card.ts';

/** Further away than this, the clock time says more than a countdown. */
const countdownMs = 3 * 3_600_000;

export function TaskTimer({ timer }: { readonly timer: Timer }) {
  const { say, clock } = usePage();
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

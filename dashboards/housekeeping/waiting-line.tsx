// What has not reached the hub yet, and since when: no cause for worry until it has waited for two minutes.
import type { WaitingAction } from '../shared/outbox/action.ts';
import { usePage } from '../shared/ui/page.ts';

const worryAfterMs = 2 * 60_000;

export function WaitingLine({ waiting }: { readonly waiting: readonly WaitingAction[] }) {
  const { say, clock } = usePage();
  // Taps carry the phone's time; the clock only makes the line look again each second.
  clock.now.value;
  const [oldest] = waiting;
  if (oldest === undefined) return null;
  const isLong = Date.now() - oldest.tappedAt > worryAfterMs;
  return (
    <p class={`waiting-line${isLong ? ' is-long' : ''}`} role="status">
      {say(isLong ? 'tasks.waitingLong' : 'tasks.waitingToSend', { n: waiting.length })}
    </p>
  );
}

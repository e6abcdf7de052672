// Somebody put another version in force while figures were being typed: said in words, with the way to what holds now. What
// was typed from older figures is not sent again.
import type { Answer } from '../shared/api/api.ts';
import { usePage } from '../shared/ui/page.ts';

export function isStale(answer: Answer<unknown>): boolean {
  return !answer.ok && answer.problem.type === 'stale-version';
}

interface StaleNoteProps {
  /** The one that the figures were changed from. */
  readonly version: number;
  lookAgain(): void;
}

export function StaleNote({ version, lookAgain }: StaleNoteProps) {
  const { say } = usePage();
  return (
    <div role="alert">
      <p class="form-problem">{say('edit.stale', { version })}</p>
      <button type="button" class="button" onClick={lookAgain}>
        {say('edit.lookAgain')}
      </button>
    </div>
  );
}

// The chosen tasks go to one person, with one tap each for whom and for giving.
import { useSignal } from '@preact/signals';
import type { Task } from '../../../gateway/api/contract/task.ts';
import { usePage } from '../../shared/ui/page.ts';
import { mayBeGiven, type PersonInShift } from './shift-board.ts';

interface GiveBarProps {
  readonly tasks: readonly Task[];
  readonly people: readonly PersonInShift[];
  give(assignee: string): void;
  drop(): void;
}

export function GiveBar({ tasks, people, give, drop }: GiveBarProps) {
  const { say } = usePage();
  const fit = mayBeGiven(people, tasks) as readonly PersonInShift[];
  const to = useSignal('');
  const chosen = fit.some(({ user }) => user === to.value) ? to.value : '';
  return (
    <form
      class="give-bar"
      aria-label={say('shift.give')}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== '') give(chosen);
      }}
    >
      <strong role="status">{say('shift.chosen', { n: tasks.length })}</strong>
      <label>
        <span class="hidden">{say('shift.giveTo')}</span>
        <select value={chosen} onChange={(event) => (to.value = event.currentTarget.value)} required>
          <option value="">{say(fit.length === 0 ? 'shift.nobodyFits' : 'shift.giveTo')}</option>
          {fit.map(({ user, listening, inHand }) => (
            <option key={user} value={user}>
              {say(listening ? 'shift.giveOption' : 'shift.giveOptionSilent', { name: user, n: inHand })}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button primary" disabled={chosen === ''}>
        {say('shift.give')}
      </button>
      <button type="button" class="button" onClick={drop}>
        {say('shift.drop')}
      </button>
    </form>
  );
}

// What the hub would not take: somebody else was first, or the task is another by now. Whoever is second may help or leave it.
import { sayPhrase } from '../i18n/phrase.ts';
import { usePage } from '../ui/page.ts';
import { isOver } from './is-over.ts';
import { refusalOf } from './refusal-of.ts';
import type { RefusalProps } from './task-actions.ts';
import { whyRefused } from './why-refused.ts';

export function Refusal({ task, refused, actions }: RefusalProps) {
  const { say, sayCode, session } = usePage();
  const said = refusalOf(refused, session.user, whyRefused(sayCode, refused));
  return (
    <p class="card-refusal" role="status">
      {sayPhrase(say, said.text)}
      {said.isOthers && !isOver(task) && (
        <button type="button" class="link" onClick={() => actions.act(task, 'comment', { note: 'i-help' })}>
          {say('task.helpThem')}
        </button>
      )}
      <button type="button" class="link" onClick={() => actions.putAside(task.id)}>
        {say('task.putAside')}
      </button>
    </p>
  );
}

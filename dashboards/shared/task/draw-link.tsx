// From a task to the curves behind it, for those who may see them.
import type { Task } from '../../../gateway/api/contract/task.ts';
import type { PhraseKey } from '../i18n/translator.ts';
import { pagesOf } from '../state/home.ts';
import { usePage } from '../ui/page.ts';
import { PlaceLink } from '../ui/place-link.tsx';
import { latestDraw } from './evidence.ts';

interface DrawLinkProps {
  readonly task: Task;
  /** Unset: the task's latest. */
  readonly draw?: string;
  readonly words?: PhraseKey;
}

export function DrawLink({ task, draw = latestDraw(task), words = 'task.curve' }: DrawLinkProps) {
  const { say, name, session, placeName } = usePage();
  if (draw === undefined || !pagesOf(session.role).includes('engineering')) return null;
  const curveOf = say('task.curveOf', { space: placeName(task.space) });
  const said = words === 'task.curve' ? curveOf : `${curveOf}: ${say(words)}`;
  if (name !== 'engineering') {
    return (
      <a href={`/engineering?draw=${encodeURIComponent(draw)}`} aria-label={said}>
        {say(words)}
      </a>
    );
  }
  return (
    <PlaceLink to={{ draw }} aria-label={said}>
      {say(words)}
    </PlaceLink>
  );
}

// From a task to the curve behind it, for those who may see it.
import type { Task } from '../../../gateway/api/contract/task.ts';
import { pagesOf } from '../state/home.ts';
import { usePage } from '../ui/page.ts';
import { PlaceLink } from '../ui/place-link.tsx';
import { latestDraw } from './evidence.ts';

export function DrawLink({ task }: { readonly task: Task }) {
  const { say, name, session, placeName } = usePage();
  const draw = latestDraw(task);
  if (draw === undefined || !pagesOf(session.role).includes('engineering')) return null;
  const label = say('task.curveOf', { space: placeName(task.space) });
  if (name !== 'engineering') {
    return (
      <a href={`/engineering?draw=${encodeURIComponent(draw)}`} aria-label={label}>
        {say('task.curve')}
      </a>
    );
  }
  return (
    <PlaceLink to={{ draw }} aria-label={label}>
      {say('task.curve')}
    </PlaceLink>
  );
}

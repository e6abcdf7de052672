// Who did what and when. The hub's own steps stand beside people's.
import type { Task } from '../../../gateway/api/contract/task.ts';
import { usePage } from '../ui/page.ts';

/** A failing outlet adds evidence at each draw: those entries say nothing that the evidence does not. */
const quietSteps: ReadonlySet<string> = new Set(['add-evidence']);

export function TaskHistory({ task }: { readonly task: Task }) {
  const { say, sayCode } = usePage();
  const entries = task.history.filter((entry) => !quietSteps.has(entry.step)).reverse();
  return (
    <section class="sheet-part">
      <h3>{say('task.history')}</h3>
      <ol class="history">
        {entries.map((entry) => (
          <li key={`${entry.at} ${entry.step}`}>
            <time dateTime={entry.at}>{say('time.clock', { at: Date.parse(entry.at) })}</time>
            <span>
              {sayCode('step', entry.step)}
              {entry.note !== null && <em>{sayCode('note', entry.note)}</em>}
            </span>
            <span class="quiet">{entry.by === 'hub' ? say('task.byHub') : entry.by}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

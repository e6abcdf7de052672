// Who did what and when. The hub's own steps stand beside people's; what was taken back stays to be read.
import type { Task } from '../../../gateway/api/contract/task.ts';
import { nameOfLanguage } from '../i18n/languages.ts';
import { hotelDay, startOfHotelDay } from '../time/hotel-day.ts';
import { usePage } from '../ui/page.ts';

/** A failing outlet adds evidence at each draw, and phones show what they show: those entries say nothing new. */
const quietSteps: ReadonlySet<string> = new Set(['add-evidence', 'show']);

export function TaskHistory({ task }: { readonly task: Task }) {
  const { say, sayCode, clock, property } = usePage();
  const todayFrom = startOfHotelDay(hotelDay(clock.read(), property.timeZone), property.timeZone);
  const when = (at: number) => say(at < todayFrom ? 'sheet.otherDay' : 'time.clock', { at });
  const entries = task.history.filter((entry) => !quietSteps.has(entry.step)).reverse();
  return (
    <section class="sheet-part">
      <h3>{say('sheet.history')}</h3>
      <ol class="history">
        {entries.map((entry) => (
          <li key={`${entry.at} ${entry.step}`}>
            <time dateTime={entry.at}>{when(Date.parse(entry.at))}</time>
            <span>
              {sayCode('step', entry.step)}
              <EntryNote entry={entry} />
            </span>
            <span class="quiet">{entry.by === 'hub' ? say('sheet.byHub') : entry.by}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function EntryNote({ entry }: { readonly entry: Task['history'][number] }) {
  const { sayCode } = usePage();
  const { step, note, assignee, language } = entry;
  if (step === 'assign' && assignee !== null) return <em>{assignee}</em>;
  if (note === null || step === 'photo') return null;
  if (step === 'undo') return <em>{sayCode('step', note)}</em>;
  if (language === undefined) return <em>{sayCode('note', note)}</em>;
  return (
    <em lang={language}>
      {note} <span class="quiet">({nameOfLanguage(language)})</span>
    </em>
  );
}

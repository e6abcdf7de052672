// The report of a month for the owner and the brand, made to be printed: what was promised and kept, what ate the budgets, how staff
// answered, what was corrected, and the seal of the evidence that stands behind it.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { monthAfter, monthBefore, monthOf } from '../management/month.ts';
import { hotelName } from '../shared/place/hotel-name.ts';
import { hotelDay } from '../shared/time/hotel-day.ts';
import { ListState, Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { AnswerTable } from './answer-table.tsx';
import { MonthCorrections } from './month-corrections.tsx';
import { askMonth, type MonthFigures } from './month-figures.ts';
import { MissesByCause, WorstRooms } from './month-misses.tsx';
import { MonthPromises } from './month-promises.tsx';
import { MonthSeal } from './month-seal.tsx';
import { PrintButton } from './print-button.tsx';
import './reports.css';

export function MonthView() {
  const { say, api, clock, place, property } = usePage();
  const thisMonth = hotelDay(clock.read(), property.timeZone).slice(0, 7);
  const month = monthOf(place.at.value.get('report')) ?? monthBefore(thisMonth);
  const figures = useSignal<MonthFigures | undefined>(undefined);
  const state = useSignal<'waiting' | 'loaded' | 'failed'>('waiting');

  async function load(): Promise<void> {
    state.value = 'waiting';
    const found = await askMonth(api, month, property.timeZone);
    figures.value = found;
    state.value = found === undefined ? 'failed' : 'loaded';
  }
  useEffect(() => void load(), [month]);

  const at = Date.parse(`${month}-01`);
  const told = figures.value;
  return (
    <article class="paper month">
      <PlaceLink class="back-link" to={{ report: undefined }}>
        {say('promises.back')}
      </PlaceLink>
      <header class="paper-head">
        <p class="quiet">{hotelName(property)}</p>
        <h2>{say('month.title', { at })}</h2>
        <p class="paper-actions">
          <PlaceLink class="button" to={{ report: monthBefore(month) }}>
            {say('month.before')}
          </PlaceLink>
          {month < thisMonth && (
            <PlaceLink class="button" to={{ report: monthAfter(month) }}>
              {say('month.after')}
            </PlaceLink>
          )}
          <PrintButton />
        </p>
      </header>
      <ListState state={state.value} retry={() => void load()} />
      {month >= thisMonth && <Notice state="watch">{say('month.notOver')}</Notice>}
      {state.value === 'loaded' && told?.isOnRecord === false && (
        <Notice state="silent">{say('month.noRecord')}</Notice>
      )}
      {state.value === 'loaded' && told?.isOnRecord && (
        <>
          <p class="quiet">{say('month.made', { at: clock.read(), zone: property.timeZone })}</p>
          <MonthPromises lines={told.lines} />
          <MissesByCause misses={told.misses} />
          <WorstRooms rooms={told.worst} />
          <section>
            <h3>{say('screens.answers')}</h3>
            {told.answers[0]?.tasks === 0 ? (
              <p class="quiet">{say('answers.none')}</p>
            ) : (
              <>
                <p class="quiet">{say('answers.note')}</p>
                <AnswerTable rows={told.answers} />
              </>
            )}
          </section>
          <MonthCorrections corrections={told.corrections} />
          <MonthSeal seals={told.seals} month={month} />
        </>
      )}
    </article>
  );
}

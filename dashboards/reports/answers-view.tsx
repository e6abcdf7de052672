// How staff answered in the period: how soon tasks were seen, taken and done, and how often in time. By kind and by shift.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answers } from '../../gateway/api/contract/answer.ts';
import { PeriodChoice } from '../management/period-choice.tsx';
import { questionOf, rangeOf, spanOf } from '../management/view-model.ts';
import { query } from '../shared/api/api.ts';
import { ListState, Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { AnswerTable } from './answer-table.tsx';
import './reports.css';

export function AnswersView() {
  const { say, api, clock, place, property } = usePage();
  const { days } = questionOf(place.at.value);
  const rows = useSignal<Answers['items']>([]);
  const state = useSignal<'waiting' | 'loaded' | 'failed'>('waiting');

  async function load(): Promise<void> {
    const span = spanOf(rangeOf({ days }, clock.read(), property.timeZone));
    const answer = await api.get<Answers>(`/compliance/answers${query(span)}`);
    state.value = answer.ok ? 'loaded' : 'failed';
    if (answer.ok) rows.value = answer.body.items;
  }
  useEffect(() => void load(), [days]);

  const [all] = rows.value;
  const of = (by: 'kind' | 'shift') => rows.value.filter((row) => row.by === by);
  return (
    <>
      <PlaceLink class="back-link" to={{ answers: undefined }}>
        {say('promises.back')}
      </PlaceLink>
      <div class="questions">
        <PeriodChoice days={days} />
      </div>
      <ListState state={state.value} retry={() => void load()} />
      {state.value === 'loaded' && all?.tasks === 0 && <Notice state="silent">{say('answers.none')}</Notice>}
      {all !== undefined && all.tasks > 0 && (
        <>
          <p class="quiet">{say('answers.note')}</p>
          <section class="panel">
            <h2>{say('answers.byKind')}</h2>
            <AnswerTable rows={[...of('kind'), all]} />
          </section>
          <section class="panel">
            <h2>{say('answers.byShift')}</h2>
            {of('shift').length === 0 ? (
              <Notice state="silent">{say('answers.noShifts')}</Notice>
            ) : (
              <AnswerTable rows={of('shift')} />
            )}
          </section>
        </>
      )}
    </>
  );
}

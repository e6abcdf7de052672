// What if the promise were another? The record is judged again under the tried figures, and both answers stand side by side.
// Nothing is saved until the new figures are put in force.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Replay } from '../../gateway/api/contract/replay.ts';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { FormFields, focusFirstRefused, type Refused, sayProblems, sayRefusals } from '../management/edit-field.tsx';
import { PeriodChoice } from '../management/period-choice.tsx';
import { questionOf, rangeOf, spanOf } from '../management/view-model.ts';
import { ListState } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import './reports.css';
import { PutInForce } from './put-in-force.tsx';
import { readTried, triedFields, triedShare, triedTerms, writeTried } from './what-if.ts';
import { WhatIfAnswer } from './what-if-answer.tsx';

interface WhatIfViewProps {
  readonly standard: AnyStandard;
  /** The figures are in force now. */
  onChanged(): void;
}

export function WhatIfView({ standard, onChanged }: WhatIfViewProps) {
  const { say, sayCode, api, clock, place, property } = usePage();
  const fields = triedFields(standard);
  const at = place.at.value;
  const { days } = questionOf(at);
  const inAddress = at.get('try');
  const given = useSignal(readTried(inAddress, standard));
  const refused = useSignal<Refused>(new Map());
  const answer = useSignal<{ readonly terms: string; readonly replay: Replay } | undefined>(undefined);
  const state = useSignal<'waiting' | 'loaded' | 'failed'>('loaded');
  const tried = readTried(inAddress, standard);
  const terms = triedTerms(standard, tried);
  const asked = JSON.stringify([terms, days]);

  async function judge(): Promise<void> {
    if (terms === undefined) return;
    refused.value = sayProblems(say, fields, tried);
    if (refused.value.size > 0) return;
    state.value = 'waiting';
    const range = spanOf(rangeOf({ days }, clock.read(), property.timeZone));
    const found = await api.send<Replay>('POST', '/compliance/replay', { standard: terms, ...range });
    if (asked !== JSON.stringify([triedTerms(standard, readTried(place.at.peek().get('try'), standard)), days])) return;
    state.value = found.ok || found.status !== 0 ? 'loaded' : 'failed';
    if (found.ok) answer.value = { terms: asked, replay: found.body };
    else if (found.status !== 0) refuse(found.problem);
  }

  function refuse(problem: Parameters<typeof sayRefusals>[2]): void {
    const errors = problem.errors?.map((error) => ({ ...error, field: error.field.replace(/^standard\./, '') }));
    refused.value = sayRefusals(say, fields, { ...problem, ...(errors && { errors }) });
    focusFirstRefused(refused.value);
  }

  useEffect(() => {
    given.value = tried;
    void judge();
  }, [asked]);

  const shown = answer.value?.terms === asked ? answer.value.replay : undefined;
  return (
    <>
      <PlaceLink class="back-link" to={{ whatif: undefined, try: undefined, draw: undefined, cell: undefined }}>
        {say('whatif.back')}
      </PlaceLink>
      <section class="panel">
        <h2>{say('whatif.title', { name: sayCode('standard', standard.id) })}</h2>
        <p class="quiet">{say('whatif.savesNothing', { version: standard.version })}</p>
        <form
          class="form what-if-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            refused.value = sayProblems(say, fields, given.value);
            if (refused.value.size > 0) return focusFirstRefused(refused.value);
            const text = writeTried(given.value);
            if (text === (inAddress ?? '')) void judge();
            else place.go({ try: text === '' ? undefined : text });
          }}
        >
          <FormFields fields={fields} given={given} refused={refused.value} />
          <button
            type="submit"
            class="button primary"
            disabled={triedTerms(standard, given.value) === undefined || state.value === 'waiting'}
          >
            {say('whatif.judge')}
          </button>
        </form>
        <PeriodChoice days={days} />
      </section>
      <ListState state={state.value} retry={() => void judge()} />
      {shown !== undefined && terms !== undefined && state.value === 'loaded' && (
        <>
          <WhatIfAnswer replay={shown} recordedShare={standard.targetShare} triedShare={triedShare(standard, terms)} />
          <PutInForce standard={standard} terms={terms} onChanged={onChanged} />
        </>
      )}
    </>
  );
}

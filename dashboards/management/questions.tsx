// Which standard, which days, cut by what: all of it in the address.
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { usePage } from '../shared/ui/page.ts';
import { PeriodChoice } from './period-choice.tsx';
import { dimensions, nothingBehind, type Question } from './view-model.ts';

interface QuestionsProps {
  readonly question: Question;
  readonly standards: readonly AnyStandard[];
}

export function Questions({ question, standards }: QuestionsProps) {
  const { say, sayCode, place } = usePage();
  return (
    <div class="questions">
      <label>
        <span class="hidden">{say('compliance.standard')}</span>
        <select
          value={question.standard ?? ''}
          onChange={(event) =>
            place.go({ ...nothingBehind, standard: event.currentTarget.value || undefined, by: question.by })
          }
        >
          <optgroup label={say('questions.draws')}>
            <option value="">{say('compliance.ownStandard')}</option>
            {options('draws')}
          </optgroup>
          <optgroup label={say('questions.service')}>{options('service')}</optgroup>
        </select>
      </label>
      <PeriodChoice days={question.days} />
      <fieldset class="choice" aria-label={say('compliance.by')}>
        {dimensions.map((by) => (
          <button
            key={by}
            type="button"
            aria-pressed={question.by === by}
            onClick={() => place.go({ ...nothingBehind, by })}
          >
            {say(`compliance.by.${by}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );

  function options(of: AnyStandard['of']) {
    return standards
      .filter((one) => one.of === of)
      .map(({ id }) => (
        <option key={id} value={id}>
          {sayCode('standard', id)}
        </option>
      ));
  }
}

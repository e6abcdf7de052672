// Which standard, which days, cut by what: all of it in the address.
import type { Standard } from '../../gateway/api/contract/standard.ts';
import { usePage } from '../shared/ui/page.ts';
import { dimensions, periods, type Question } from './view-model.ts';

interface QuestionsProps {
  readonly question: Question;
  readonly standards: readonly Standard[];
}

export function Questions({ question, standards }: QuestionsProps) {
  const { say, sayCode, place } = usePage();
  return (
    <div class="questions">
      <label>
        <span class="hidden">{say('compliance.standard')}</span>
        <select
          value={question.standard ?? ''}
          onChange={(event) => place.go({ standard: event.currentTarget.value || undefined, key: undefined })}
        >
          <option value="">{say('compliance.ownStandard')}</option>
          {standards.map(({ id }) => (
            <option key={id} value={id}>
              {sayCode('standard', id)}
            </option>
          ))}
        </select>
      </label>
      <fieldset class="choice" aria-label={say('compliance.period')}>
        {periods.map((days) => (
          <button
            key={days}
            type="button"
            aria-pressed={question.days === days}
            onClick={() => place.go({ days: String(days), key: undefined })}
          >
            {say(`compliance.days.${days}`)}
          </button>
        ))}
      </fieldset>
      <fieldset class="choice" aria-label={say('compliance.by')}>
        {dimensions.map((by) => (
          <button
            key={by}
            type="button"
            aria-pressed={question.by === by}
            onClick={() => place.go({ by, key: undefined })}
          >
            {say(`compliance.by.${by}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

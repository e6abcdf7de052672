// Which days: in the address.
import { usePage } from '../shared/ui/page.ts';
import { nothingBehind, type PeriodDays, periods } from './view-model.ts';

export function PeriodChoice({ days }: { readonly days: PeriodDays }) {
  const { say, place } = usePage();
  return (
    <fieldset class="choice" aria-label={say('compliance.period')}>
      {periods.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={days === one}
          onClick={() => place.go({ ...nothingBehind, days: String(one) })}
        >
          {say(`compliance.days.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}

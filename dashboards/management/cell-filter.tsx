// All cells, or those of one outcome; each with its count, so that nothing is silently left out.
import type { Touchpoint } from '../../gateway/api/contract/touchpoint.ts';
import { usePage } from '../shared/ui/page.ts';

const outcomes = ['missed', 'no-evidence', 'met'] as const;

export function CellFilter({ cells }: { readonly cells: readonly Touchpoint[] }) {
  const { say, place } = usePage();
  const chosen = place.at.value.get('outcome');
  return (
    <fieldset class="choice" aria-label={say('cells.filter')}>
      <button type="button" aria-pressed={chosen === null} onClick={() => place.go({ outcome: undefined })}>
        {say('draws.all')} <span class="count">{cells.length}</span>
      </button>
      {outcomes.map((outcome) => (
        <button key={outcome} type="button" aria-pressed={chosen === outcome} onClick={() => place.go({ outcome })}>
          {say(`cell.${outcome}`)} <span class="count">{cells.filter((cell) => cell.outcome === outcome).length}</span>
        </button>
      ))}
    </fieldset>
  );
}

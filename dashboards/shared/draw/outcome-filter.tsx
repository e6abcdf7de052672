// All draws, or those of one outcome; each with its count, so that nothing is silently left out.
import type { Draw } from '../../../gateway/api/contract/draw.ts';
import { usePage } from '../ui/page.ts';

const outcomes = ['missed', 'met', 'inconclusive', 'excluded'] as const;

export function OutcomeFilter({ draws }: { readonly draws: readonly Draw[] }) {
  const { say, place } = usePage();
  const chosen = place.at.value.get('outcome');
  return (
    <fieldset class="choice" aria-label={say('draws.filter')}>
      <button type="button" aria-pressed={chosen === null} onClick={() => place.go({ outcome: undefined })}>
        {say('draws.all')} <span class="count">{draws.length}</span>
      </button>
      {outcomes.map((outcome) => (
        <button key={outcome} type="button" aria-pressed={chosen === outcome} onClick={() => place.go({ outcome })}>
          {say(`outcome.${outcome}`)}{' '}
          <span class="count">{draws.filter((draw) => draw.outcome === outcome).length}</span>
        </button>
      ))}
    </fieldset>
  );
}

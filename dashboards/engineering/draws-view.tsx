// The latest draws of the house, by outcome.
import type { Draw } from '../../gateway/api/contract/draw.ts';
import { DrawTable } from '../shared/draw/draw-table.tsx';
import { OutcomeFilter } from '../shared/draw/outcome-filter.tsx';
import { ListState, Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';

interface DrawsViewProps {
  readonly draws: readonly Draw[];
  readonly state: 'waiting' | 'loaded' | 'failed';
  retry(): void;
}

export function DrawsView({ draws, state, retry }: DrawsViewProps) {
  const { say, place } = usePage();
  const outcome = place.at.value.get('outcome');
  const shown = outcome === null ? draws : draws.filter((draw) => draw.outcome === outcome);
  return (
    <section class="panel">
      <h2 class="hidden">{say('engineering.view.draws')}</h2>
      <OutcomeFilter draws={draws} />
      <ListState state={state} retry={retry} />
      {shown.length > 0 && <DrawTable draws={shown} />}
      {shown.length === 0 && state === 'loaded' && (
        <Notice state="silent">
          <p>{say(outcome === null ? 'draws.none' : 'draws.noneOfThis')}</p>
          {outcome !== null && (
            <button type="button" class="button" onClick={() => place.go({ outcome: undefined })}>
              {say('draws.showAll')}
            </button>
          )}
        </Notice>
      )}
    </section>
  );
}

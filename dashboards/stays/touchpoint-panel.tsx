// One touchpoint of a stay: its outcome, and each promise behind it with its sentence; every line leads to the proof.
import type { Touchpoint } from '../../gateway/api/contract/touchpoint.ts';
import { OutcomeBadge } from '../shared/touchpoint/outcome-badge.tsx';
import { useProofText } from '../shared/touchpoint/say-proof.ts';
import { standardOf } from '../shared/touchpoint/touchpoints.ts';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import type { TouchpointOfStay } from './view-model.ts';

export function TouchpointPanel({ one: { touchpoint, cells } }: { readonly one: TouchpointOfStay }) {
  const { say } = usePage();
  const name = touchpoint === undefined ? say('stay.beside') : say(`touchpoint.${touchpoint}`);
  return (
    <section id={`touchpoint-${touchpoint ?? 'house'}`} class="panel" tabIndex={-1} aria-label={name}>
      <h3>{name}</h3>
      <ul class="cells-of">
        {cells.map((cell) => (
          <li key={cell.id}>
            <Line cell={cell} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ cell }: { readonly cell: Touchpoint }) {
  const { say, sayCode } = usePage();
  const proofText = useProofText();
  return (
    <PlaceLink to={{ cell: cell.id }}>
      <OutcomeBadge outcome={cell.outcome} />
      <strong>{sayCode('standard', standardOf(cell.standard))}</strong>
      <time dateTime={cell.at}>{say('time.moment', { at: Date.parse(cell.at) })}</time>
      {cell.type === 'corrected' && <span>{say('cells.corrected')}</span>}
      <span class="cell-words">{proofText(cell)}</span>
    </PlaceLink>
  );
}

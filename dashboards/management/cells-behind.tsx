// The cells that a row is made of, the newest first: each leads to its proof.
import type { Touchpoint } from '../../gateway/api/contract/touchpoint.ts';
import { OutcomeBadge } from '../shared/touchpoint/outcome-badge.tsx';
import { useProofText } from '../shared/touchpoint/say-proof.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { BehindRow } from './behind-row.tsx';
import { CellFilter } from './cell-filter.tsx';
import { ExportLink } from './export-link.tsx';
import { useRowName } from './row-name.ts';
import type { Question } from './view-model.ts';

interface CellsBehindProps {
  readonly question: Question;
  readonly cells: readonly Touchpoint[];
  /** The hub has more than it listed. */
  readonly isCut: boolean;
}

export function CellsBehind({ question, cells, isCut }: CellsBehindProps) {
  const { say, place } = usePage();
  const nameOf = useRowName(question);
  const outcome = place.at.value.get('outcome');
  const shown = outcome === null ? cells : cells.filter((cell) => cell.outcome === outcome);
  return (
    <BehindRow question={question} title={say('cells.of', { name: nameOf(question.key ?? '') })}>
      <CellFilter cells={cells} />
      {shown.length === 0 ? <Notice state="silent">{say('cells.none')}</Notice> : <CellTable cells={shown} />}
      {question.hour === undefined && <ExportLink kind="touchpoints" />}
      {isCut && <p class="quiet">{say('cells.cut', { n: cells.length })}</p>}
    </BehindRow>
  );
}

function CellTable({ cells }: { readonly cells: readonly Touchpoint[] }) {
  const { say, placeName } = usePage();
  const proofText = useProofText();
  return (
    <table class="table cells">
      <thead>
        <tr>
          <th scope="col">{say('cells.when')}</th>
          <th scope="col">{say('cells.outcome')}</th>
          <th scope="col" class="wide-only">
            {say('draws.space')}
          </th>
          <th scope="col">{say('proof.stay')}</th>
          <th scope="col" class="wide-only">
            {say('cells.proof')}
          </th>
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={cell.id}>
            <td>
              <PlaceLink to={{ cell: cell.id }}>{say('time.momentSeconds', { at: Date.parse(cell.at) })}</PlaceLink>
            </td>
            <td>
              <OutcomeBadge outcome={cell.outcome} />
              {cell.type === 'corrected' && <span class="quiet block">{say('cells.corrected')}</span>}
            </td>
            <td class="wide-only">{cell.space === null ? '–' : placeName(cell.space)}</td>
            <td class="cell-stay">{cell.stay ?? '–'}</td>
            <td class="wide-only quiet">{proofText(cell)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

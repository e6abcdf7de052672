// The draws that a row is made of.
import type { Draw } from '../../gateway/api/contract/draw.ts';
import { DrawTable } from '../shared/draw/draw-table.tsx';
import { OutcomeFilter } from '../shared/draw/outcome-filter.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { BehindRow } from './behind-row.tsx';
import { ExportLink } from './export-link.tsx';
import { useRowName } from './row-name.ts';
import type { Question } from './view-model.ts';

interface DrawsBehindProps {
  readonly question: Question;
  readonly draws: readonly Draw[];
  /** The hub has more than it listed. */
  readonly isCut: boolean;
}

export function DrawsBehind({ question, draws, isCut }: DrawsBehindProps) {
  const { say, place } = usePage();
  const nameOf = useRowName(question);
  const outcome = place.at.value.get('outcome');
  const shown = outcome === null ? draws : draws.filter((draw) => draw.outcome === outcome);
  return (
    <BehindRow question={question} title={say('compliance.drawsOf', { name: nameOf(question.key ?? '') })}>
      <OutcomeFilter draws={draws} />
      {shown.length === 0 ? <Notice state="silent">{say('draws.noneOfThis')}</Notice> : <DrawTable draws={shown} />}
      {question.hour === undefined && <ExportLink kind="draws" />}
      {isCut && <p class="quiet">{say('draws.cut', { n: draws.length })}</p>}
    </BehindRow>
  );
}

// From one number down to one draw: the promise, its rows, the draws behind a row, the curve of a draw.
import { DrawSheet } from '../shared/draw/draw-sheet.tsx';
import { ListState } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import type { ComplianceBook } from './compliance.ts';
import { ComplianceHead } from './compliance-head.tsx';
import { ComplianceTable } from './compliance-table.tsx';
import { DrawsBehind } from './draws-behind.tsx';
import { Questions } from './questions.tsx';
import { RateByDay } from './rate-by-day.tsx';

/** What the house promises where no standard says otherwise. */
const houseShare = 0.95;

export function ComplianceView({ book }: { readonly book: ComplianceBook }) {
  const { place } = usePage();
  const question = book.question.value;
  const standard = book.standards.value.find(({ id }) => id === (question.standard ?? 'house-10s'));
  const targetShare = standard?.targetShare ?? houseShare;
  const drawId = place.at.value.get('draw');
  return (
    <>
      <Questions question={question} standards={book.standards.value} />
      <ListState state={book.state.value} retry={() => void book.load()} />
      {book.state.value !== 'waiting' && (
        <div class="compliance">
          <ComplianceHead row={book.whole.value} standard={standard} targetShare={targetShare} />
          {question.by === 'day' && question.days > 1 && (
            <section class="panel">
              <RateByDay rows={book.rows.value} targetShare={targetShare} chosen={question.key} />
            </section>
          )}
          <section class="panel">
            <ComplianceTable rows={book.rows.value} question={question} targetShare={targetShare} />
          </section>
          {question.key !== undefined && (
            <DrawsBehind question={question} draws={book.draws.value} isCut={book.moreDraws.value} />
          )}
        </div>
      )}
      {drawId !== null && <DrawSheet key={drawId} id={drawId} news={0} onClose={() => place.go({ draw: undefined })} />}
    </>
  );
}

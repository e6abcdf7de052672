// From one number down to one proof: the promise, where its misses gather, its rows, what is behind a row, and then one draw's
// curve or one cell's proof.
import { lazily } from '../shared/ui/lazily.tsx';
import { ListState } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { CellsBehind } from './cells-behind.tsx';
import type { ComplianceBook } from './compliance.ts';
import { ComplianceHead } from './compliance-head.tsx';
import { ComplianceTable } from './compliance-table.tsx';
import { CorrectedNote } from './corrected-note.tsx';
import { DrawsBehind } from './draws-behind.tsx';
import { ExportLink } from './export-link.tsx';
import { exportKindOf } from './export-question.ts';
import { Heatmap } from './heatmap.tsx';
import { heatmapGrid } from './heatmap-grid.ts';
import { Questions } from './questions.tsx';
import { RateByDay } from './rate-by-day.tsx';
import { ServiceHead } from './service-head.tsx';
import { WhatAteIt } from './what-ate-it.tsx';

const DrawSheet = lazily('draw', async () => (await import('../shared/draw/draw-sheet.tsx')).DrawSheet);
/** What a guest asked for is said in the words of work. */
const ProofSheet = lazily('work', async () => (await import('../shared/touchpoint/proof-sheet.tsx')).ProofSheet);
const EditSheet = lazily('edit', async () => (await import('./edit-sheet.tsx')).EditSheet);
const CorrectionsSheet = lazily(
  'reports',
  async () => (await import('../reports/corrections-sheet.tsx')).CorrectionsSheet,
);
const Export = lazily('reports', async () => (await import('../reports/export-view.tsx')).ExportView);
const WhatIf = lazily(['reports', 'edit'], async () => (await import('../reports/what-if-view.tsx')).WhatIfView);

/** What the house promises where no standard says otherwise. */
const houseShare = 0.95;

export function ComplianceView({ book }: { readonly book: ComplianceBook }) {
  const { place } = usePage();
  const standard = book.standard.value;
  const at = place.at.value;
  const [drawId, cellId] = [at.get('draw'), at.get('cell')];
  const exported = exportKindOf(at);
  return (
    <>
      {exported !== undefined ? (
        <Export kind={exported} />
      ) : at.has('whatif') && standard ? (
        <WhatIf key={`${standard.id}@${standard.version}`} standard={standard} onChanged={() => void book.load()} />
      ) : (
        <StandardFigures book={book} />
      )}
      {drawId !== null && <DrawSheet key={drawId} id={drawId} news={0} onClose={() => place.go({ draw: undefined })} />}
      {cellId !== null && (
        <ProofSheet key={cellId} id={cellId} news={book.news.value} onClose={() => place.go({ cell: undefined })} />
      )}
      {at.has('corrections') && standard && (
        <CorrectionsSheet
          standard={standard.id}
          corrections={book.figures.value.corrections}
          onChanged={() => void book.load()}
          onClose={() => place.go({ corrections: undefined })}
        />
      )}
      {at.has('edit') && standard && (
        <EditSheet
          key={`${standard.id}@${standard.version}`}
          standard={standard}
          onChanged={() => void book.load()}
          onClose={() => place.go({ edit: undefined })}
        />
      )}
    </>
  );
}

function StandardFigures({ book }: { readonly book: ComplianceBook }) {
  const { say, place, property } = usePage();
  const question = book.question.value;
  const standard = book.standard.value;
  const targetShare = standard?.targetShare ?? houseShare;
  const isService = standard?.of === 'service';
  const { range, whole, rows, heat, misses, corrections } = book.figures.value;
  const { draws, cells, isCut } = book.behind.value;
  return (
    <>
      <PlaceLink class="back-link" to={nothingOpen(place.at.value)}>
        {say('promises.back')}
      </PlaceLink>
      <Questions question={question} standards={book.standards.value} />
      <ListState state={book.state.value} retry={() => void book.load()} />
      {book.state.value !== 'waiting' && (
        <div class="compliance">
          {isService ? (
            <ServiceHead row={whole} standard={standard} />
          ) : (
            <ComplianceHead row={whole} standard={standard} targetShare={targetShare} />
          )}
          <CorrectedNote corrections={corrections} />
          {question.by === 'day' && question.days > 1 && rows.length > 0 && (
            <section class="panel">
              <RateByDay rows={rows} targetShare={targetShare} chosen={question.key} />
            </section>
          )}
          {heat.length > 0 && (
            <Heatmap
              rows={book.heatRows.value}
              grid={heatmapGrid(heat, book.heatRows.value, range, property.timeZone)}
            />
          )}
          {rows.length > 0 && <WhatAteIt shares={misses?.shares ?? []} missed={misses?.missed ?? 0} />}
          <section class="panel">
            <ComplianceTable rows={rows} question={question} targetShare={targetShare} isService={isService} />
            <ExportLink kind="compliance" />
          </section>
          {question.key !== undefined &&
            (isService ? (
              <CellsBehind question={question} cells={cells} isCut={isCut} />
            ) : (
              <DrawsBehind question={question} draws={draws} isCut={isCut} />
            ))}
        </div>
      )}
    </>
  );
}

/** The first screen, of the same days. */
function nothingOpen(at: URLSearchParams): Record<string, undefined> {
  return Object.fromEntries([...at.keys()].filter((name) => name !== 'days').map((name) => [name, undefined]));
}

// Rows as a page for the printer and as files, each with what it was narrowed to, its standards, its time zone, its row count and
// its SHA-256; and whether a file that somebody brings is still what was given out.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ExportAsJson, ExportKind } from '../../gateway/api/contract/export.ts';
import { exportPath } from '../management/export-question.ts';
import { questionOf, rangeOf } from '../management/view-model.ts';
import { hotelName } from '../shared/place/hotel-name.ts';
import { Fact } from '../shared/ui/fact.tsx';
import { ListState } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { CheckFile } from './check-file.tsx';
import { ExportedRows } from './exported-rows.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { PrintButton } from './print-button.tsx';
import './reports.css';

export function ExportView({ kind }: { readonly kind: ExportKind }) {
  const { say, sayCode, api, clock, place, property } = usePage();
  const question = questionOf(place.at.value);
  const file = useSignal<ExportAsJson | undefined>(undefined);
  const state = useSignal<'waiting' | 'loaded' | 'failed'>('waiting');
  const refused = useSignal('');
  const range = rangeOf(question, clock.read(), property.timeZone);
  const path = (format: 'csv' | 'json') => exportPath(kind, question, range, property.timeZone, format);
  const asked = path('json');

  async function load(): Promise<void> {
    state.value = 'waiting';
    const answer = await api.get<ExportAsJson>(asked);
    refused.value = answer.ok ? '' : (answer.problem.errors?.[0]?.detail ?? '');
    file.value = answer.ok ? answer.body : undefined;
    state.value = answer.ok || refused.value !== '' ? 'loaded' : 'failed';
  }
  useEffect(() => void load(), [asked]);

  const head = file.value?.export;
  return (
    <article class="paper">
      <PlaceLink class="back-link" to={{ export: undefined }}>
        {say('whatif.back')}
      </PlaceLink>
      <header class="paper-head">
        <p class="quiet">{hotelName(property)}</p>
        <h2>
          {say(`export.title.${kind}`, {
            name:
              question.standard === undefined ? say('compliance.ownStandard') : sayCode('standard', question.standard),
          })}
        </h2>
        <p class="paper-actions">
          <a class="button" href={`/api/v1${path('csv')}`} download>
            {say('export.csv')}
          </a>
          <a class="button" href={`/api/v1${asked}`} download>
            {say('export.json')}
          </a>
          <PrintButton />
        </p>
      </header>
      <ListState state={state.value} retry={() => void load()} />
      {refused.value !== '' && (
        <p class="form-problem" role="alert">
          {refused.value}
        </p>
      )}
      {head !== undefined && file.value !== undefined && (
        <>
          <dl class="paper-facts">
            <Fact name={say('export.filter')}>{head.filter.split('&').join(' ')}</Fact>
            <Fact name={say('export.standards')}>{head.standards.join(', ') || '–'}</Fact>
            <Fact name={say('export.timeZone')}>{head.timeZone}</Fact>
            <Fact name={say('export.rows')}>{say('number.whole', { n: head.rows })}</Fact>
            <Fact name={say('export.madeAt')}>{say('export.made', { at: Date.parse(head.madeAt) })}</Fact>
            <Fact name="SHA-256">
              <Fingerprint hash={head.sha256} />
            </Fact>
          </dl>
          <p class="quiet">{say('export.onRecord')}</p>
          <ExportedRows kind={kind} rows={file.value.items} />
        </>
      )}
      <CheckFile />
    </article>
  );
}

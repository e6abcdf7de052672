// The rows of the question, each with what its rate stands on. A row without evidence says so; it is never green.
import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { RateBar } from './rate-bar.tsx';
import { StandingBadge } from './standing-badge.tsx';
import { judgedDraws, nothingBehind, type Question, standingOf } from './view-model.ts';

interface ComplianceTableProps {
  readonly rows: readonly ComplianceRow[];
  readonly question: Question;
  readonly targetShare: number;
  readonly isService: boolean;
}

export function ComplianceTable({ rows, question, targetShare, isService }: ComplianceTableProps) {
  const { say } = usePage();
  if (rows.length === 0)
    return <Notice state="silent">{say(isService ? 'cells.nothingDue' : 'compliance.none')}</Notice>;
  return (
    <div class="sideways">
      <table class="table compliance-table">
        <caption class="hidden">{say(`compliance.by.${question.by}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(`compliance.by.${question.by}`)}</th>
            <th scope="col">{say('compliance.standing')}</th>
            <th scope="col" class="number">
              {say('compliance.rate')}
            </th>
            <th scope="col" class="broad-only">
              {say('compliance.intervalColumn')}
            </th>
            <th scope="col" class="number">
              {say('compliance.n')}
            </th>
            <th scope="col" class="number">
              {say(isService ? 'count.missed' : 'compliance.missed')}
            </th>
            <th scope="col" class="number wide-only">
              {say('compliance.coverage')}
            </th>
            <th scope="col" class="number wide-only">
              {say(isService ? 'service.p95Column' : 'compliance.p95')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} question={question} targetShare={targetShare} isService={isService} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  row,
  question,
  targetShare,
  isService,
}: Omit<ComplianceTableProps, 'rows'> & { readonly row: ComplianceRow }) {
  const { say, placeName } = usePage();
  const standing = standingOf(row, targetShare);
  const chosen = row.key === question.key;
  const name =
    row.key === ''
      ? say('compliance.noPlace')
      : question.by === 'day'
        ? say('time.day', { at: Date.parse(row.key) })
        : placeName(row.key);
  return (
    <tr aria-selected={chosen}>
      <td class={question.by === 'day' ? 'strong day-name' : 'strong'}>
        <PlaceLink to={{ ...nothingBehind, key: row.key }} go={{ ...nothingBehind, key: chosen ? undefined : row.key }}>
          {name}
        </PlaceLink>
      </td>
      <td>
        <StandingBadge standing={standing} />
      </td>
      <td class="number strong">{row.rate === null ? '–' : say('number.percent', { n: row.rate })}</td>
      <td class="broad-only rate-cell">
        {row.low !== null && row.high !== null && (
          <div>
            <RateBar row={row} targetShare={targetShare} />
            <span class="quiet">{say('compliance.lowHigh', { low: row.low, high: row.high })}</span>
          </div>
        )}
      </td>
      <td class="number">{say('number.whole', { n: judgedDraws(row) })}</td>
      <td class="number">{say('number.whole', { n: row.missed })}</td>
      <td class="number wide-only">{row.coverage === null ? '–' : say('number.percent', { n: row.coverage })}</td>
      <td class="number wide-only">
        {row.p95 === null
          ? '–'
          : isService
            ? say('number.span', { ms: row.p95 * 1000 })
            : say('number.secondsTenths', { n: row.p95 })}
      </td>
    </tr>
  );
}

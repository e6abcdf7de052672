// The rows of the question, each with what its rate stands on. A row without evidence says so; it is never green.
import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import { Badge } from '../shared/ui/badge.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { RateBar } from './rate-bar.tsx';
import { judgedDraws, type Question, standingOf, stateOfStanding } from './view-model.ts';

interface ComplianceTableProps {
  readonly rows: readonly ComplianceRow[];
  readonly question: Question;
  readonly targetShare: number;
}

export function ComplianceTable({ rows, question, targetShare }: ComplianceTableProps) {
  const { say } = usePage();
  if (rows.length === 0) return <Notice state="silent">{say('compliance.none')}</Notice>;
  return (
    <table class="table compliance-table">
      <caption class="hidden">{say(`compliance.by.${question.by}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(`compliance.by.${question.by}`)}</th>
          <th scope="col">{say('compliance.standing')}</th>
          <th scope="col" class="number">
            {say('compliance.rate')}
          </th>
          <th scope="col" class="wide-only">
            {say('compliance.intervalColumn')}
          </th>
          <th scope="col" class="number">
            {say('compliance.n')}
          </th>
          <th scope="col" class="number">
            {say('compliance.missed')}
          </th>
          <th scope="col" class="number wide-only">
            {say('compliance.coverage')}
          </th>
          <th scope="col" class="number wide-only">
            {say('compliance.p95')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} question={question} targetShare={targetShare} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, question, targetShare }: Omit<ComplianceTableProps, 'rows'> & { readonly row: ComplianceRow }) {
  const { say, place } = usePage();
  const standing = standingOf(row, targetShare);
  const chosen = row.key === question.key;
  const name = question.by === 'day' ? say('time.day', { at: Date.parse(row.key) }) : row.key;
  return (
    <tr aria-selected={chosen}>
      <td class="strong">
        <a
          href={place.href({ key: row.key })}
          onClick={(event) => {
            event.preventDefault();
            place.go({ key: chosen ? undefined : row.key });
          }}
        >
          {name === '' ? say('compliance.noPlace') : name}
        </a>
      </td>
      <td>
        <Badge state={stateOfStanding[standing]}>{say(`standing.${standing}`)}</Badge>
      </td>
      <td class="number strong">{row.rate === null ? '–' : say('number.percent', { n: row.rate })}</td>
      <td class="wide-only rate-cell">
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
      <td class="number wide-only">{row.p95 === null ? '–' : say('number.secondsTenths', { n: row.p95 })}</td>
    </tr>
  );
}

// One line a promise, those in most need first: never a rate without what it stands on.
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { BudgetLeft } from './budget-left.tsx';
import { BurnWords } from './burn-words.tsx';
import { EatenWords } from './eaten-words.tsx';
import { OwnerSource } from './owner-source.tsx';
import type { PromiseLine } from './promise-lines.ts';
import { RateBar } from './rate-bar.tsx';
import { StandingBadge } from './standing-badge.tsx';
import { TrendSpark } from './trend-spark.tsx';
import { judgedDraws, type PeriodDays } from './view-model.ts';

interface PromiseTableProps {
  readonly lines: readonly PromiseLine[];
  readonly label: string;
  readonly days: PeriodDays;
}

export function PromiseTable({ lines, label, days }: PromiseTableProps) {
  const { say } = usePage();
  return (
    <div class="sideways">
      <table class="table promise-table">
        <caption class="hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{say('promises.promise')}</th>
            <th scope="col">{say('compliance.standing')}</th>
            <th scope="col" class="number">
              {say('promises.rateTrend')}
            </th>
            <th scope="col" class="broad-only">
              {say('promises.intervalTarget')}
            </th>
            <th scope="col" class="number broad-only">
              {say('compliance.n')}
            </th>
            <th scope="col" class="number broad-only">
              {say('count.missed')}
            </th>
            <th scope="col" class="number broad-only">
              {say('compliance.coverage')}
            </th>
            <th scope="col">{say('promises.budget')}</th>
            <th scope="col" class="broad-only">
              {say('promises.eatenTasks')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.row.key} line={line} days={days} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ line, days }: { readonly line: PromiseLine; readonly days: PeriodDays }) {
  const { say, sayCode } = usePage();
  const { id, row, standing, targetShare, owner, source, version, budget, eaten, burn } = line;
  const target = { standard: id, by: 'day' };
  return (
    <tr>
      <td class="promise-cell">
        <PlaceLink class="strong" to={target}>
          {sayCode('standard', id)}
        </PlaceLink>
        <span class="quiet">
          <OwnerSource owner={owner} source={source} version={version} />
        </span>
      </td>
      <td>
        <StandingBadge standing={standing} />
      </td>
      <td class="number strong">
        {row.rate === null ? '–' : say('number.percent', { n: row.rate })}
        <TrendSpark days={burn?.trend ?? []} targetShare={targetShare} />
      </td>
      <td class="broad-only rate-cell">
        <div>
          {row.rate !== null && <RateBar row={row} targetShare={targetShare} />}
          <span class="quiet">
            {row.low !== null && row.high !== null && (
              <span class="block">{say('compliance.lowHigh', { low: row.low, high: row.high })}</span>
            )}
            {say('promises.target', { share: targetShare })}
          </span>
        </div>
      </td>
      <td class="number broad-only">{say('number.whole', { n: judgedDraws(row) })}</td>
      <td class="number broad-only">{say('number.whole', { n: row.missed })}</td>
      <td class="number broad-only">{row.coverage === null ? '–' : say('number.percent', { n: row.coverage })}</td>
      <td>
        <BudgetLeft budget={budget} />
        <BurnWords budget={budget} burn={burn} days={days} />
      </td>
      <td class="broad-only">
        <EatenWords shares={eaten} />
        {burn !== undefined && burn.openTasks > 0 && (
          <span class="open-tasks">{say('promises.openTasks', { n: burn.openTasks })}</span>
        )}
      </td>
    </tr>
  );
}

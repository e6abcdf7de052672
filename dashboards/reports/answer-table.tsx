// Rows of answer times, each with how many it stands on; minutes and seconds since the task was opened.
import type { AnswerRow } from '../../gateway/api/contract/answer.ts';
import { usePage } from '../shared/ui/page.ts';
import { PaperScroll } from './paper-scroll.tsx';

const steps = ['shown', 'taken', 'done'] as const;

export function AnswerTable({ rows }: { readonly rows: readonly AnswerRow[] }) {
  const { say } = usePage();
  return (
    <PaperScroll name={say('answers.table')}>
      <table class="paper-table">
        <thead>
          <tr>
            <td />
            <th scope="col" class="number">
              {say('answers.tasks')}
            </th>
            {steps.map((step) => (
              <th key={step} scope="col" class="number">
                {say(`answers.${step}`)}
              </th>
            ))}
            <th scope="col" class="number">
              {say('answers.inTime')}
            </th>
            <th scope="col" class="number">
              {say('answers.escalated')}
            </th>
            <th scope="col" class="number">
              {say('answers.reopened')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.by}/${row.key}`} row={row} />
          ))}
        </tbody>
      </table>
    </PaperScroll>
  );
}

function Row({ row }: { readonly row: AnswerRow }) {
  const { say, sayCode } = usePage();
  const name =
    row.by === 'all'
      ? say('answers.all')
      : row.by === 'kind'
        ? sayCode('answers.kind', row.key)
        : row.key === ''
          ? say('answers.outsideShifts')
          : row.key;
  return (
    <tr class={row.by === 'all' ? 'strong' : undefined}>
      <th scope="row">{name}</th>
      <td class="number">{say('number.whole', { n: row.tasks })}</td>
      {steps.map((step) => {
        const { n, p50, p95 } = row[step];
        return (
          <td key={step} class="number">
            {p50 === null || p95 === null ? (
              '–'
            ) : (
              <>
                {say('answers.times', { p50: p50 * 1000, p95: p95 * 1000 })}
                <span class="quiet block">{say('answers.of', { n })}</span>
              </>
            )}
          </td>
        );
      })}
      <td class="number">
        {row.due === 0 ? (
          '–'
        ) : (
          <>
            {say('number.percent', { n: row.inTime / row.due })}
            <span class="quiet block">{say('answers.of', { n: row.due })}</span>
          </>
        )}
      </td>
      <td class="number">{say('number.whole', { n: row.escalated })}</td>
      <td class="number">{say('number.whole', { n: row.reopened })}</td>
    </tr>
  );
}

// The promises of the month, those in need first: never a rate without its n, its interval and its coverage.
import type { PromiseLine } from '../management/promise-lines.ts';
import { judgedDraws } from '../management/view-model.ts';
import { usePage } from '../shared/ui/page.ts';
import { PaperScroll } from './paper-scroll.tsx';

export function MonthPromises({ lines }: { readonly lines: readonly PromiseLine[] }) {
  const { say } = usePage();
  const shown = lines.filter(({ standing }) => standing !== 'nothing-due');
  const notKept = shown.filter(({ standing }) => standing === 'not-kept').length;
  const unseen = shown.filter(({ standing }) => standing === 'no-evidence' || standing === 'unseen').length;
  return (
    <section>
      <h3>{say('month.promises')}</h3>
      <p>
        {notKept === 0 ? say('promises.noneBroken', { n: shown.length }) : say('promises.broken', { n: notKept })}
        {say('text.space')}
        {unseen > 0 && say('promises.unseen', { n: unseen })}
        {say('text.space')}
        {lines.length > shown.length && say('month.nothingDue', { n: lines.length - shown.length })}
      </p>
      <PaperScroll name={say('month.promises')}>
        <table class="paper-table">
          <thead>
            <tr>
              <th scope="col">{say('promises.promise')}</th>
              <th scope="col">{say('compliance.standing')}</th>
              <th scope="col" class="number">
                {say('compliance.rate')}
              </th>
              <th scope="col" class="number">
                {say('compliance.n')}
              </th>
              <th scope="col" class="number">
                {say('count.missed')}
              </th>
              <th scope="col" class="number">
                {say('compliance.intervalColumn')}
              </th>
              <th scope="col" class="number">
                {say('month.target')}
              </th>
              <th scope="col" class="number">
                {say('compliance.coverage')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <Line key={line.row.key} line={line} />
            ))}
          </tbody>
        </table>
      </PaperScroll>
    </section>
  );
}

function Line({ line: { id, version, row, standing, targetShare } }: { readonly line: PromiseLine }) {
  const { say, sayCode } = usePage();
  const share = (n: number | null) => (n === null ? '–' : say('number.percent', { n }));
  return (
    <tr>
      <th scope="row">
        {sayCode('standard', id)} <span class="quiet">{say('month.version', { version })}</span>
      </th>
      <td>{say(`standing.${standing}`)}</td>
      <td class="number strong">{share(row.rate)}</td>
      <td class="number">{say('number.whole', { n: judgedDraws(row) })}</td>
      <td class="number">{say('number.whole', { n: row.missed })}</td>
      <td class="number">
        {row.low === null || row.high === null ? '–' : say('compliance.lowHigh', { low: row.low, high: row.high })}
      </td>
      <td class="number">{share(targetShare)}</td>
      <td class="number">{share(row.coverage)}</td>
    </tr>
  );
}

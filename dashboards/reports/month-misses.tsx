// What the misses of the month had in common, and the rooms that are surely the worst: 1 of 1 does not beat 9 of 20.
import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import type { Misses } from '../../gateway/api/contract/misses.ts';
import { EatenWords } from '../management/eaten-words.tsx';
import { judgedDraws } from '../management/view-model.ts';
import { usePage } from '../shared/ui/page.ts';
import { PaperScroll } from './paper-scroll.tsx';

const kinds = ['cause', 'space', 'floor', 'riser', 'hour'] as const;

export function MissesByCause({ misses }: { readonly misses: Misses['items'] }) {
  const { say, sayCode } = usePage();
  return (
    <section>
      <h3>{say('miss.title')}</h3>
      {misses.length === 0 ? (
        <p class="quiet">{say('miss.none')}</p>
      ) : (
        <PaperScroll name={say('miss.title')}>
          <table class="paper-table">
            <thead>
              <tr>
                <th scope="col">{say('promises.promise')}</th>
                <th scope="col" class="number">
                  {say('count.missed')}
                </th>
                <th scope="col">{say('month.mostly')}</th>
              </tr>
            </thead>
            <tbody>
              {misses.map(({ standard, missed, shares }) => (
                <tr key={standard}>
                  <th scope="row">{sayCode('standard', standard)}</th>
                  <td class="number">{say('number.whole', { n: missed })}</td>
                  <td>
                    <EatenWords shares={kinds.flatMap((kind) => shares.find(({ by }) => by === kind) ?? [])} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </PaperScroll>
      )}
    </section>
  );
}

export function WorstRooms({ rooms }: { readonly rooms: readonly ComplianceRow[] }) {
  const { say, placeName } = usePage();
  if (rooms.length === 0) return null;
  return (
    <section>
      <h3>{say('month.worst')}</h3>
      <PaperScroll name={say('month.worst')}>
        <table class="paper-table">
          <thead>
            <tr>
              <th scope="col">{say('compliance.by.space')}</th>
              <th scope="col" class="number">
                {say('count.missed')}
              </th>
              <th scope="col" class="number">
                {say('compliance.n')}
              </th>
              <th scope="col" class="number">
                {say('month.surely')}
              </th>
              <th scope="col" class="number">
                {say('compliance.p95')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rooms.map((row) => (
              <tr key={row.key}>
                <th scope="row">{placeName(row.key)}</th>
                <td class="number">{say('number.whole', { n: row.missed })}</td>
                <td class="number">{say('number.whole', { n: judgedDraws(row) })}</td>
                <td class="number">{say('number.percent', { n: 1 - (row.high ?? 1) })}</td>
                <td class="number">{row.p95 === null ? '–' : say('number.secondsTenths', { n: row.p95 })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </PaperScroll>
    </section>
  );
}

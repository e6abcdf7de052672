// What the report stands on: the seal of the month's evidence. Whoever has the paper can ask the hub whether it still has that seal.
import type { Seals } from '../../gateway/api/contract/seal.ts';
import { usePage } from '../shared/ui/page.ts';
import { Fingerprint } from './fingerprint.tsx';

interface MonthSealProps {
  readonly seals: Seals['items'];
  readonly month: string;
}

export function MonthSeal({ seals, month }: MonthSealProps) {
  const { say } = usePage();
  const last = seals.at(-1);
  const records = seals.reduce((sum, { records: count }) => sum + count, 0);
  return (
    <section class="month-seal">
      <h3>{say('month.seal')}</h3>
      {last === undefined ? (
        <p class="quiet">{say('month.noSeal')}</p>
      ) : (
        <>
          <p>{say('month.sealed', { n: seals.length, records, at: Date.parse(last.day) })}</p>
          <p>
            <Fingerprint hash={last.seal} />
          </p>
          <p class="quiet">{say('month.verify', { command: `hub verify --seal ${last.seal.slice(0, 12)}…` })}</p>
        </>
      )}
      <p class="quiet seal-address">
        {location.origin}
        <wbr />
        {`/compliance?report=${month}`}
      </p>
    </section>
  );
}

// What managers noted of periods in the month, and the corrected numbers beside the original ones.
import type { Corrections } from '../../gateway/api/contract/correction.ts';
import { usePage } from '../shared/ui/page.ts';

export function MonthCorrections({ corrections }: { readonly corrections: Pick<Corrections, 'items' | 'figures'> }) {
  const { say, sayCode } = usePage();
  const { items, figures } = corrections;
  return (
    <section>
      <h3>{say('correction.title')}</h3>
      {items.length === 0 && <p class="quiet">{say('correction.none')}</p>}
      <ul>
        {figures.map((one) => (
          <li key={one.standard}>
            <strong>{sayCode('standard', one.standard)}</strong>{' '}
            {one.rate !== null &&
              say('correction.both', {
                original: one.original.met / (one.original.met + one.original.missed),
                corrected: one.rate,
                missed: one.setAside.missed,
                met: one.setAside.met,
              })}
          </li>
        ))}
        {items.map((one) => (
          <li key={one.id}>
            {say(`correction.category.${one.category}`)} ·{' '}
            {say('correction.span', { from: Date.parse(one.from), to: Date.parse(one.to) })} · {one.reason} ·{' '}
            <span class="quiet">
              {say('correction.by', { name: one.by.replace(/^\w+:/, ''), at: Date.parse(one.at) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

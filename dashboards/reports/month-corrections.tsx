// What managers noted of periods in the month, and the corrected numbers beside the original ones.
import type { Corrections } from '../../gateway/api/contract/correction.ts';
import { correctedPhrase } from '../management/corrected-phrase.ts';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { usePage } from '../shared/ui/page.ts';
import { useNotePlace } from './note-place.ts';
import { personOf } from './person-of.ts';

export function MonthCorrections({ corrections }: { readonly corrections: Pick<Corrections, 'items' | 'figures'> }) {
  const { say, sayCode } = usePage();
  const placeOf = useNotePlace();
  const { items, figures } = corrections;
  return (
    <section>
      <h3>{say('correction.title')}</h3>
      {items.length === 0 && <p class="quiet">{say('correction.none')}</p>}
      <ul>
        {figures.map((one) => {
          const both = correctedPhrase(one);
          return (
            <li key={one.standard}>
              <strong>{sayCode('standard', one.standard)}</strong> {both && sayPhrase(say, both)}
            </li>
          );
        })}
        {items.map((one) => (
          <li key={one.id}>
            {[
              say(`correction.category.${one.category}`),
              ...(one.standard === null ? [] : [sayCode('standard', one.standard)]),
              placeOf(one),
              say('correction.span', { from: Date.parse(one.from), to: Date.parse(one.to) }),
              one.reason,
            ].join(' · ')}
            {' · '}
            <span class="quiet">
              {say('correction.by', { name: personOf(one.by), at: Date.parse(one.at) })}
              {say('text.space')}
              {say(one.setsAside ? 'correction.setsAside' : 'correction.explains')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

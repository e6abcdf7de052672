// Where a period was annotated: the corrected number beside the original one, never instead of it.
import type { Corrections } from '../../gateway/api/contract/correction.ts';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { correctedPhrase } from './corrected-phrase.ts';

export function CorrectedNote({ corrections }: { readonly corrections: Pick<Corrections, 'items' | 'figures'> }) {
  const { say } = usePage();
  const { items, figures } = corrections;
  if (items.length === 0) return null;
  const [figure] = figures;
  const both = figure && correctedPhrase(figure);
  return (
    <section class="panel corrected">
      <p>
        <PlaceLink to={{ corrections: '1' }}>{say('correction.count', { n: items.length })}</PlaceLink>
        {say('text.space')}
        {both && sayPhrase(say, both)}
      </p>
    </section>
  );
}

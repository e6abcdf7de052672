// Where a period was annotated: the corrected number beside the original one, never instead of it.
import type { Corrections } from '../../gateway/api/contract/correction.ts';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';

export function CorrectedNote({ corrections }: { readonly corrections: Pick<Corrections, 'items' | 'figures'> }) {
  const { say } = usePage();
  const { items, figures } = corrections;
  const [figure] = figures;
  if (items.length === 0) return null;
  return (
    <section class="panel corrected">
      <p>
        <PlaceLink to={{ corrections: '1' }}>{say('correction.count', { n: items.length })}</PlaceLink>{' '}
        {figure !== undefined &&
          figure.rate !== null &&
          say('correction.both', {
            original: figure.original.met / (figure.original.met + figure.original.missed),
            corrected: figure.rate,
            missed: figure.setAside.missed,
            met: figure.setAside.met,
          })}
      </p>
    </section>
  );
}

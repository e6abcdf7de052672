// Notes on periods: what was said, by whom, and what it sets aside; a new one; and one taken back, which stays on record too.
import type { Correction, Corrections } from '../../gateway/api/contract/correction.ts';
import { usePage } from '../shared/ui/page.ts';
import { Sheet } from '../shared/ui/sheet.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { useNotePlace } from './note-place.ts';
import { personOf } from './person-of.ts';
import './reports.css';

interface CorrectionsSheetProps {
  readonly standard: string;
  readonly corrections: Pick<Corrections, 'items' | 'figures'>;
  onChanged(): void;
  onClose(): void;
}

export function CorrectionsSheet({ standard, corrections, onChanged, onClose }: CorrectionsSheetProps) {
  const { say } = usePage();
  return (
    <Sheet title={say('correction.title')} onClose={onClose}>
      <p class="quiet">{say('correction.note')}</p>
      <ul class="corrections">
        {corrections.items.map((one) => (
          <Item key={one.id} one={one} onChanged={onChanged} />
        ))}
      </ul>
      <CorrectionForm standard={standard} onSaved={onChanged} />
    </Sheet>
  );
}

function Item({ one, onChanged }: { readonly one: Correction; onChanged(): void }) {
  const { say, api } = usePage();
  const placeOf = useNotePlace();
  return (
    <li>
      <strong>{say(`correction.category.${one.category}`)}</strong>
      <span>{say('correction.span', { from: Date.parse(one.from), to: Date.parse(one.to) })}</span>
      <span>{placeOf(one)}</span>
      <span>{one.reason}</span>
      <span class="quiet">
        {say('correction.by', { name: personOf(one.by), at: Date.parse(one.at) })}
        {say('text.space')}
        {say(one.setsAside ? 'correction.setsAside' : 'correction.explains')}
      </span>
      <button
        type="button"
        class="button"
        onClick={async () => {
          const answer = await api.send('DELETE', `/corrections/${one.id}`);
          if (answer.ok) onChanged();
        }}
      >
        {say('correction.withdraw')}
      </button>
    </li>
  );
}

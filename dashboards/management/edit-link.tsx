// From the head of a promise to its form, to trying other figures without promising them, and to notes on periods.
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';

export function EditLink() {
  const { say, place } = usePage();
  return (
    <p class="head-actions">
      <button type="button" class="button" onClick={() => place.go({ edit: '1' })}>
        {say('edit.open')}
      </button>
      <PlaceLink class="button" to={{ whatif: '1' }}>
        {say('whatif.open')}
      </PlaceLink>
      <button type="button" class="button" onClick={() => place.go({ corrections: '1' })}>
        {say('correction.open')}
      </button>
    </p>
  );
}

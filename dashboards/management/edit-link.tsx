// To the form of the standard that the page is about.
import { usePage } from '../shared/ui/page.ts';

export function EditLink() {
  const { say, place } = usePage();
  return (
    <button type="button" class="button" onClick={() => place.go({ edit: '1' })}>
      {say('edit.open')}
    </button>
  );
}

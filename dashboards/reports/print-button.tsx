// Hands the page to the browser's printer, which also saves it as PDF.
import { usePage } from '../shared/ui/page.ts';

export function PrintButton() {
  const { say } = usePage();
  return (
    <button type="button" class="button" onClick={() => print()}>
      {say('export.print')}
    </button>
  );
}

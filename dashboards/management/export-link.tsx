// To the rows above it as files and on paper.
import type { ExportKind } from '../../gateway/api/contract/export.ts';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';

export function ExportLink({ kind }: { readonly kind: ExportKind }) {
  const { say } = usePage();
  return (
    <p class="export-link">
      <PlaceLink class="button" to={{ export: kind }}>
        {say('export.open')}
      </PlaceLink>
    </p>
  );
}

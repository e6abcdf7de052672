// Whose promise it is, where its figures are from, and which version of it.
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { citation } from '../shared/touchpoint/citation.ts';
import { usePage } from '../shared/ui/page.ts';

interface OwnerSourceProps {
  readonly owner: string;
  readonly source: string;
  readonly version: number;
}

export function OwnerSource({ owner, source, version }: OwnerSourceProps) {
  const { say, sayCode } = usePage();
  return (
    <>
      {say('promises.ownerSource', {
        owner: sayCode('role', owner),
        source: sayPhrase(say, citation(source)),
        version,
      })}
    </>
  );
}

// What is promised nowhere here: switched off, or without what it needs. No failing standards, and none that is hidden either.
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';

export function NotInForce({ standards }: { readonly standards: readonly AnyStandard[] }) {
  const { say, sayCode } = usePage();
  if (standards.length === 0) return null;
  return (
    <details class="panel">
      <summary>{say('promises.notInForce', { n: standards.length })}</summary>
      <ul class="not-in-force">
        {standards.map((standard) => (
          <li key={standard.id}>
            <PlaceLink to={{ standard: standard.id, by: 'day' }}>{sayCode('standard', standard.id)}</PlaceLink>
            <span class="quiet">
              {say(standard.of === 'service' && !standard.enabled ? 'promises.off' : 'promises.notHere')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

// What most of the misses share, in words: "lobby 60 %", "06:00 to 07:00 40 %".
import type { MissShare } from '../../gateway/api/contract/misses.ts';
import { usePage } from '../shared/ui/page.ts';
import { useKeyName } from './key-name.ts';

export function EatenWords({ shares }: { readonly shares: readonly MissShare[] }) {
  const { say } = usePage();
  const keyName = useKeyName();
  return (
    <ul class="eaten-words">
      {shares.map((share) => (
        <li key={share.by}>{say('miss.share', { name: keyName(share), share: share.share })}</li>
      ))}
    </ul>
  );
}

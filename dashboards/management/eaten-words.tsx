// What most of the misses share, in words: "lobby 60 %", "06:00 to 07:00 40 %".
import type { MissShare } from '../../gateway/api/contract/misses.ts';
import { whyPhrase } from '../shared/touchpoint/proof-words.ts';
import { useSayProof } from '../shared/touchpoint/say-proof.ts';
import { usePage } from '../shared/ui/page.ts';

/** The key of a share as people say it. */
export function useMissName(): (share: Pick<MissShare, 'by' | 'key'>) => string {
  const { say, placeName } = usePage();
  const sayProof = useSayProof();
  return ({ by, key }) => {
    switch (by) {
      case 'space':
        return placeName(key);
      case 'floor':
        return say('miss.floor', { key });
      case 'riser':
        return say('miss.riser', { key });
      case 'hour':
        return say('miss.hour', { from: Number(key), to: Number(key) + 1 });
      case 'day':
        return say('time.day', { at: Date.parse(key) });
      case 'cause':
        return sayProof(whyPhrase(key)).replace(/[.。]$/, '');
    }
  };
}

export function EatenWords({ shares }: { readonly shares: readonly MissShare[] }) {
  const { say } = usePage();
  const nameOf = useMissName();
  return (
    <ul class="eaten-words">
      {shares.map((share) => (
        <li key={share.by}>{say('miss.share', { name: nameOf(share), share: share.share })}</li>
      ))}
    </ul>
  );
}

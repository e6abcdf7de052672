// What a row or a share of misses is named by, as people say it: a day, a place, a cause.
import type { MissShare } from '../../gateway/api/contract/misses.ts';
import { whyPhrase } from '../shared/touchpoint/proof-words.ts';
import { useSayProof } from '../shared/touchpoint/say-proof.ts';
import { usePage } from '../shared/ui/page.ts';

export function useKeyName(): (named: Pick<MissShare, 'by' | 'key'>) => string {
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

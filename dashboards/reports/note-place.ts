// Which part of the house a note is about, as people say it; where it names none, all of it.
import type { Correction } from '../../gateway/api/contract/correction.ts';
import { useKeyName } from '../management/key-name.ts';
import { usePage } from '../shared/ui/page.ts';

const parts = ['space', 'floor', 'riser'] as const;

export function useNotePlace(): (note: Pick<Correction, (typeof parts)[number]>) => string {
  const { say } = usePage();
  const keyName = useKeyName();
  return (note) => {
    const named = parts.flatMap((by) => {
      const key = note[by];
      return key === null ? [] : keyName({ by, key });
    });
    return named.join(' · ') || say('correction.wholeHouse');
  };
}

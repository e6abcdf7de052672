// What people call a place: its own name, else the word for what it is where its id is one, else its id.
import type { Space } from '../../../gateway/api/contract/property.ts';

export type PlaceName = (space: string) => string;

/** @param wordOf the phrase for an id such as `lobby`; the id itself where there is none. */
export function createPlaceName(
  spaces: readonly Pick<Space, 'id' | 'name'>[],
  wordOf: (id: string) => string,
): PlaceName {
  const named = new Map(spaces.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
  return (id) => named.get(id) ?? wordOf(id);
}

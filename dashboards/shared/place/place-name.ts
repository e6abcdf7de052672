// What people call a place: its own name, else the word for what it is where its id is one, else what it is and where it lies,
// else its id.
import type { Space } from '../../../gateway/api/contract/property.ts';

export type PlaceName = (space: string) => string;

type Where = Readonly<Record<string, string>>;
type Unnamed = Pick<Space, 'id' | 'kind' | 'floor' | 'riser'>;

/** @param wordOf the phrase for a code such as `lobby` or `at.corridor`; the code itself where there is none. */
export function createPlaceName(
  spaces: readonly (Unnamed & Pick<Space, 'name'>)[],
  wordOf: (code: string, where?: Where) => string,
): PlaceName {
  const named = new Map(spaces.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
  const lying = placesByWhere(spaces.filter(({ name }) => name === null));

  return (id) => {
    const name = named.get(id) ?? wordOf(id);
    const place = name === id ? lying.get(id) : undefined;
    return place === undefined ? name : wordOf(place.code, place.where);
  };
}

interface Lying {
  readonly code: string;
  readonly where: Where;
}

/** Those that are the only one of their kind where they lie: two corridors of one floor keep their ids apart. */
function placesByWhere(spaces: readonly Unnamed[]): ReadonlyMap<string, Lying> {
  const lying = new Map(
    spaces.flatMap((space) => {
      const where = whereOf(space);
      return where === undefined ? [] : [[space.id, { code: `at.${space.kind}`, where }] as const];
    }),
  );
  const sameAs = Map.groupBy(lying.keys(), (id) => JSON.stringify(lying.get(id)));
  for (const ids of sameAs.values()) if (ids.length > 1) for (const id of ids) lying.delete(id);
  return lying;
}

/** A floor has its corridor, a riser its plant; other kinds are known by more than where they lie. */
function whereOf({ kind, floor, riser }: Unnamed): Where | undefined {
  if (kind === 'corridor' && floor !== null) return { floor };
  return kind === 'plant-room' && riser !== null ? { riser } : undefined;
}

// A standard says where its figures come from. Changed figures must not go on citing what the old ones came from: whoever
// changes them names the new source, or is it.

/** Fields that no source is cited for. */
const uncited: readonly string[] = ['source', 'enabled', 'owner', 'promise', 'of', 'kind', 'id', 'version'];

type Fields = Readonly<Record<string, unknown>>;

/**
 * @param known the standard in force; undefined for a new one.
 * @param changer `set by li, 2026-03-01`
 */
export function withTrueSource<Change extends Fields>(
  known: Fields | undefined,
  change: Change,
  changer: string,
): Change {
  const isNewSource = change['source'] !== undefined && change['source'] !== known?.['source'];
  const hasNewFigures =
    known === undefined ||
    Object.entries(change).some(([key, value]) => !uncited.includes(key) && !isSame(value, known[key] ?? null));
  return isNewSource || !hasNewFigures ? change : { ...change, source: changer };
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

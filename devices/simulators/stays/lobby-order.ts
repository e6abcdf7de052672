// When parties come through the front door. Whoever is served without a word could be anybody's guest: only where nobody else
// is near can it be said that a party was served nothing.

export interface Comer {
  readonly wantedAt: number;
  /** Nobody else may be near. */
  readonly alone: boolean;
  /** May come at the heels of the one before. */
  readonly close: boolean;
}

const aloneMs = 7 * 60_000;
const usualMs = 150_000;
const closeMs = 25_000;

/** The instants at which they come, in the order of `comers`, none before it is wanted. */
export function orderAtTheDoor(comers: readonly Comer[]): readonly number[] {
  const instants = new Array<number>(comers.length);
  const inOrder = [...comers.entries()].toSorted(([, a], [, b]) => a.wantedAt - b.wantedAt);
  let before: { readonly at: number; readonly comer: Comer } | undefined;
  for (const [index, comer] of inOrder) {
    const at =
      before === undefined ? comer.wantedAt : Math.max(comer.wantedAt, before.at + apartMs(before.comer, comer));
    instants[index] = at;
    before = { at, comer };
  }
  return instants;
}

function apartMs(before: Comer, comer: Comer): number {
  if (before.alone || comer.alone) return aloneMs;
  return before.close && comer.close ? closeMs : usualMs;
}

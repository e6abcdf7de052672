// A cell of the ledger: one promise to one stay, one day of a place, or one occurrence. What was judged is told once; what
// turns out otherwise is told again, beside it.
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import { labelOf, type ServiceStandard } from '../standards/service-standard.ts';
import type { Stay } from '../stays/stay.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import type { Judgement } from './judgement.ts';

/** Its outcome unset: withdrawn, nothing is promised any more. */
export type Cell = TouchpointEvent;

export interface Subject {
  /** A stay's key, `2026-11-22/tea-l1`, or the id of an occurrence. */
  readonly id: string;
  readonly stay?: Stay | undefined;
}

export const cellId = (standard: { readonly id: string }, subject: string): string => `cell/${standard.id}/${subject}`;

/** What the cell is about, without its standard. */
export const subjectOf = ({ id }: Cell): string => id.split('/').slice(2).join('/');

/** The cell as it is after a judgement; undefined where that says nothing new. */
export function nextCell(
  house: Pick<House, 'spaces'>,
  standing: Cell | undefined,
  standard: ServiceStandard,
  { id, stay }: Subject,
  judgement: Judgement,
): Cell | undefined {
  const isJudged = judgement.outcome !== 'pending' && judgement.outcome !== 'not-applicable';
  if (!isJudged && standing?.outcome === undefined) return undefined;
  const { at, seconds, value, space, source = 'hub', proof } = judgement;
  const floor = space === undefined ? undefined : house.spaces.get(space)?.floor;
  const cell: Cell = {
    id: cellId(standard, id),
    at: isJudged ? at : (standing?.at ?? at),
    type: !isJudged ? 'withdrawn' : standing === undefined ? 'judged' : 'corrected',
    source,
    standard: labelOf(standard),
    evidence: proof,
    ...(standard.touchpoint !== undefined && { touchpoint: standard.touchpoint }),
    ...(isJudged && { outcome: judgement.outcome }),
    ...(stay !== undefined && { stay: stay.key, stayReference: stay.reference }),
    ...(space !== undefined && { space }),
    ...(floor !== undefined && { floor }),
    ...(seconds !== undefined && { seconds }),
    ...(value !== undefined && { value }),
  };
  return standing !== undefined && saysTheSame(standing, cell) ? undefined : cell;
}

/** All but the words that differ with the way it came about. */
const wordsOfTheWay: ReadonlySet<string> = new Set(['type', 'stayReference', 'evidence']);

/** Asked of every cell at every look, and nearly always so. */
function saysTheSame(standing: Cell, cell: Cell): boolean {
  return isSame(standing, cell, wordsOfTheWay) && isSame(standing.evidence, cell.evidence);
}

function isSame(one: object, other: object, without: ReadonlySet<string> = new Set()): boolean {
  const [before, after]: Readonly<Record<string, unknown>>[] = [{ ...one }, { ...other }];
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  for (const key of keys) if (!without.has(key) && before?.[key] !== after?.[key]) return false;
  return true;
}

export const judged = (cell: Cell): Fact => ({ type: 'touchpoint-judged', touchpoint: cell });

/** The standard's id of `tea-first@2`. */
export const standardIdOf = ({ standard }: Cell): string => standard?.split('@')[0] ?? '';

// What a manager tries of a standard, as the address keeps it, and what the hub is asked for it. Pure.
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { changeOf, type EditField, editFields } from '../management/edit-fields.ts';

/** By the path of a field, as the form has it: `{limit: '8'}`. */
export type Tried = Readonly<Record<string, string>>;

/** Words, and whether it is on, change no verdict. */
const judgesNothing: readonly string[] = ['enabled', 'promise', 'source'];

export function triedFields(standard: AnyStandard): readonly EditField[] {
  return editFields(standard).filter(({ path }) => !judgesNothing.includes(path));
}

/** `limit:8;targetShare:95`: a link says what was tried. */
export function writeTried(tried: Tried): string {
  return Object.entries(tried)
    .map(([path, text]) => `${path}:${encodeURIComponent(text)}`)
    .join(';');
}

/** What is no field of the standard is left out: a link may say anything. */
export function readTried(text: string | null, standard: AnyStandard): Tried {
  const known = new Set(triedFields(standard).map(({ path }) => path));
  const pairs = (text ?? '').split(';').flatMap((pair): [string, string][] => {
    const [path = '', value = ''] = pair.split(':');
    return known.has(path) ? [[path, decoded(value)]] : [];
  });
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** The terms to judge by; undefined where nothing differs from what is in force. */
export function triedTerms(standard: AnyStandard, tried: Tried): Record<string, unknown> | undefined {
  const change = changeOf(standard, tried);
  return Object.keys(change).length === 0 ? undefined : { id: standard.id, ...change };
}

/** The share that the tried standard asks for. */
export function triedShare(standard: AnyStandard, terms: Record<string, unknown> | undefined): number {
  const share = terms?.['targetShare'];
  return typeof share === 'number' ? share : standard.targetShare;
}

// What a manager may change of a standard, as fields of a form, and the change that they make. What the hub refuses is brought
// to the field that it names. Pure.
import type { Problem } from '../../gateway/api/contract/problem.ts';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';
import { readNumber } from '../shared/i18n/read-number.ts';
import { listOf, subjectOf, type Terms, yesOrNo } from './standard-terms.ts';

/** `words` are a name, `sentence` is read whole. */
type Kind = 'number' | 'percent' | 'clock' | 'switch' | 'words' | 'sentence';

export interface EditField {
  /** As the API names it: `targetShare`, `checks.1.min`. */
  readonly path: string;
  readonly label: Phrase;
  readonly kind: Kind;
  /** As programs write it; a share in percent. */
  readonly value: string;
  /** What the hub takes; unset: any number. */
  readonly range?: Range;
}

interface Range {
  readonly least: number;
  readonly most: number;
}

const ofTarget: Range = { least: 0, most: 90 };
const ofLimit: Range = { least: 0.1, most: 3600 };
const ofSeconds: Range = { least: 0, most: 31_536_000 };
const ofPercent: Range = { least: 0, most: 100 };

const share = (path: string, label: Phrase, value: number): EditField => ({
  path,
  label,
  kind: 'percent',
  value: String(Math.round(value * 10_000) / 100),
  range: ofPercent,
});
const number = (path: string, label: Phrase, value: unknown, range?: Range): EditField => ({
  path,
  label,
  kind: 'number',
  value: value === undefined || value === null ? '' : String(value),
  ...(range && { range }),
});

export function editFields(standard: AnyStandard): readonly EditField[] {
  const target = share('targetShare', phrase('edit.targetShare'), standard.targetShare);
  const source: EditField = { path: 'source', label: phrase('edit.source'), kind: 'words', value: standard.source };
  if (standard.of === 'draws') {
    return [
      number('target', phrase('edit.target'), standard.target, ofTarget),
      number('limit', phrase('edit.limit'), standard.limit, ofLimit),
      target,
      source,
    ];
  }
  const { enabled } = standard;
  return [
    { path: 'enabled', label: phrase('edit.enabled'), kind: 'switch', value: String(enabled) },
    ...figuresOf(standard),
    target,
    { path: 'promise', label: phrase('edit.promise'), kind: 'sentence', value: standard.promise },
    source,
  ];
}

function figuresOf(standard: Terms & { readonly kind: string }): readonly EditField[] {
  switch (standard.kind) {
    case 'within':
      return [number('withinSeconds', phrase('edit.withinSeconds'), standard['withinSeconds'], ofSeconds)];
    case 'done-by':
      return [{ path: 'by', label: phrase('edit.by'), kind: 'clock', value: String(standard['by']) }];
    case 'measure':
      return limitsOf(standard, 'checks', ({ check }) => check === 'reading' || check === 'value');
    case 'available':
      return [
        ...listOf(standard, 'hours').flatMap(({ from, to }, index): EditField[] => [
          { path: `hours.${index}.from`, label: phrase('edit.from'), kind: 'clock', value: String(from) },
          { path: `hours.${index}.to`, label: phrase('edit.to'), kind: 'clock', value: String(to) },
        ]),
        share('share', phrase('edit.share'), Number(standard['share'])),
        ...limitsOf(standard, 'readings', () => true),
      ];
    default:
      return [];
  }
}

function limitsOf(standard: Terms, list: 'checks' | 'readings', hasLimits: (item: Terms) => boolean): EditField[] {
  return listOf(standard, list).flatMap((item, index) => {
    const what = subjectOf(item);
    if (!hasLimits(item) || what === yesOrNo) return [];
    return (['min', 'max'] as const)
      .filter((end) => item[end] !== undefined)
      .map((end) => number(`${list}.${index}.${end}`, phrase(`edit.${end}`, { what }), item[end]));
  });
}

/**
 * The body of the call: what differs alone, lists whole.
 * @param given by path, as the form has it.
 */
export function changeOf(standard: AnyStandard, given: Readonly<Record<string, string>>): Record<string, unknown> {
  const change: Record<string, unknown> = {};
  for (const field of editFields(standard)) {
    const text = given[field.path];
    if (text === undefined || typed(field.kind, text) === typed(field.kind, field.value)) continue;
    const [top = '', index, end] = field.path.split('.');
    if (index === undefined || end === undefined) {
      change[top] = typed(field.kind, text);
      continue;
    }
    const list = (change[top] ?? structuredClone((standard as Terms)[top])) as Record<string, unknown>[];
    const item = list[Number(index)];
    if (item !== undefined) item[end] = typed(field.kind, text);
    change[top] = list;
  }
  return change;
}

/** Nothing where a figure was is no figure, nor is what cannot be read: `problemsOf` says so before the hub is asked. */
function typed(kind: Kind, text: string): unknown {
  switch (kind) {
    case 'number':
      return readNumber(text) ?? null;
    case 'percent': {
      const percent = readNumber(text);
      return percent === undefined ? null : Number((percent / 100).toFixed(6));
    }
    case 'switch':
      return text === 'true';
    case 'clock':
    case 'words':
      return text;
    case 'sentence':
      // Whoever ends it with Enter means no second line.
      return text.trim().replace(/\s+/g, ' ');
  }
}

/** What of the given cannot be meant, by path: no need to ask the hub. */
export function problemsOf(
  fields: readonly EditField[],
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, Phrase> {
  return new Map(
    fields.flatMap((field): [string, Phrase][] => {
      const text = given[field.path];
      const problem = text === undefined || text === field.value ? undefined : problemOf(field, text);
      return problem === undefined ? [] : [[field.path, problem]];
    }),
  );
}

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

function problemOf({ kind, range }: EditField, text: string): Phrase | undefined {
  switch (kind) {
    case 'number':
    case 'percent': {
      const read = readNumber(text);
      if (read === undefined) return phrase('edit.notANumber', { example: 9.5 });
      const isInside = range === undefined || (read >= range.least && read <= range.most);
      return isInside ? undefined : phrase('edit.outside', { ...range });
    }
    case 'clock':
      return clockTime.test(text) ? undefined : phrase('edit.notAClock');
    case 'words':
    case 'sentence':
      return text.trim() === '' ? phrase('edit.wordsMissing') : undefined;
    case 'switch':
      return undefined;
  }
}

/** The hub's words by the field that they belong to; '' holds what belongs to none of the form. */
export function refusalsOf(
  fields: readonly EditField[],
  { errors = [], detail, title }: Partial<Problem>,
): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const error of errors) {
    const field = fields.find(({ path }) => error.field === path || path.startsWith(`${error.field}.`));
    said.set(field?.path ?? '', error.detail);
  }
  if (said.size === 0) said.set('', detail ?? title ?? '');
  return said;
}

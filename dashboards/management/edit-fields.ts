// What a manager may change of a standard, as fields of a form, and the change that they make. What the hub refuses is brought
// to the field that it names. Pure.
import type { Problem } from '../../gateway/api/contract/problem.ts';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';
import { listOf, subjectOf, type Terms, yesOrNo } from './standard-terms.ts';

type Kind = 'number' | 'percent' | 'clock' | 'switch' | 'words';

export interface EditField {
  /** As the API names it: `targetShare`, `checks.1.min`. */
  readonly path: string;
  readonly label: Phrase;
  readonly kind: Kind;
  /** As the form shows it; a share in percent. */
  readonly value: string;
}

const share = (path: string, label: Phrase, value: number): EditField => ({
  path,
  label,
  kind: 'percent',
  value: String(Math.round(value * 10_000) / 100),
});
const number = (path: string, label: Phrase, value: unknown): EditField => ({
  path,
  label,
  kind: 'number',
  value: value === undefined || value === null ? '' : String(value),
});

export function editFields(standard: AnyStandard): readonly EditField[] {
  const target = share('targetShare', phrase('edit.targetShare'), standard.targetShare);
  const source: EditField = { path: 'source', label: phrase('edit.source'), kind: 'words', value: standard.source };
  if (standard.of === 'draws') {
    return [
      number('target', phrase('edit.target'), standard.target),
      number('limit', phrase('edit.limit'), standard.limit),
      target,
      source,
    ];
  }
  const { enabled } = standard;
  return [
    { path: 'enabled', label: phrase('edit.enabled'), kind: 'switch', value: String(enabled) },
    ...figuresOf(standard),
    target,
    { path: 'promise', label: phrase('edit.promise'), kind: 'words', value: standard.promise },
    source,
  ];
}

function figuresOf(standard: Terms & { readonly kind: string }): readonly EditField[] {
  switch (standard.kind) {
    case 'within':
      return [number('withinSeconds', phrase('edit.withinSeconds'), standard['withinSeconds'])];
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
    if (text === undefined || text === field.value) continue;
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

/** Nothing where a figure was is no figure: the hub says what it expects. */
function typed(kind: Kind, text: string): unknown {
  switch (kind) {
    case 'number':
      return text.trim() === '' ? null : Number(text);
    case 'percent':
      return text.trim() === '' ? null : Number((Number(text) / 100).toFixed(6));
    case 'switch':
      return text === 'true';
    case 'clock':
    case 'words':
      return text;
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

// What is wrong with something that a person or a program wrote, field by field, in the words of those who wrote it: where,
// what was expected, what was found. The one place that words zod's issues; a schema that has better words keeps them.
import type { z } from 'zod';
import { shown } from './shown-value.ts';

export interface WrongField {
  readonly path: readonly PropertyKey[];
  /** `expected a number`; `is not known` for a field that nobody asked for. */
  readonly expected: string;
}

export type ReadFields<T> = { readonly data: T } | { readonly wrong: readonly WrongField[] };

export function readFields<T>(schema: z.ZodType<T>, value: unknown): ReadFields<T> {
  const result = schema.safeParse(value, { error: expectation });
  if (result.success) return { data: result.data };
  const wrong = result.error.issues.flatMap((issue) => wrongFields(issue, value));
  // A list where text belongs is also too short for it: the first thing that is wrong with a field is enough.
  const first = new Map(wrong.toReversed().map((one) => [spelledPath(one.path), one]));
  return { wrong: wrong.filter((one) => first.get(spelledPath(one.path)) === one) };
}

/** `expected a number, found "many"`. `value` is the whole that the path leads into; a secret is not repeated. */
export function sayWrong({ path, expected }: WrongField, value: unknown): string {
  const isAboutValue = expected.startsWith('expected');
  return isAboutValue && !path.some(isSecret) ? `${expected}, found ${shown(valueAt(value, path))}` : expected;
}

/** `samples.0.at` */
export function spelledPath(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

function wrongFields(issue: z.core.$ZodIssue, value: unknown): WrongField[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message === '' ? '' : `; ${issue.message}`;
    return issue.keys.map((key) => ({ path: [...path, key], expected: `is not known${known}` }));
  }
  if (issue.code !== 'invalid_union') return [{ path, expected: issue.message }];
  const found = valueAt(value, path);
  // The alternative that the value comes nearest to knows which of its fields is wrong.
  const within =
    typeof found === 'object' && found !== null
      ? issue.errors.find((errors) => errors.some((one) => one.path.length > 0 || one.code === 'unrecognized_keys'))
      : undefined;
  if (within !== undefined) {
    return within.flatMap((inner) => wrongFields({ ...inner, path: [...path, ...inner.path] }, value));
  }
  if (issue.message !== '') return [{ path, expected: issue.message }];
  const each = issue.errors.flatMap(([first]) =>
    first === undefined ? [] : [first.message.replace(/^expected /, '')],
  );
  return [{ path, expected: `expected ${[...new Set(each)].join(' or ') || 'something else'}` }];
}

/** Words for an issue whose schema has none of its own. Empty where `wrongFields` finds better ones. */
function expectation(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeWords[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `expected ${String(issue.values[0])}`
        : `expected one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `expected ${amount(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)}`;
    case 'too_big':
      return `expected ${amount(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)}`;
    case 'invalid_format':
      return `expected ${formatWords[issue.format] ?? issue.format}`;
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return '';
    case 'invalid_union':
      return Array.isArray(issue.options) ? `expected one of ${issue.options.map(String).join(', ')}` : '';
    default:
      return 'expected another value';
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  undefined: 'nothing',
  never: 'nothing',
};

const formatWords: Readonly<Record<string, string>> = {
  datetime: 'an RFC 3339 instant such as 2026-03-01T06:04:05Z',
  date: 'a day such as 2026-03-01',
  regex: 'another spelling',
  url: 'a URL',
};

const counted: Readonly<Record<string, string>> = { string: ' characters', array: ' items', set: ' items' };

function amount(origin: string, bound: string, limit: number | bigint): string {
  return `${bound} ${limit}${counted[origin] ?? ''}`.replace(/^at least 1 (character|item)s$/, 'at least 1 $1');
}

function isSecret(key: PropertyKey): boolean {
  return key === 'password' || key === 'token';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

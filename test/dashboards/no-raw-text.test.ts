// Nothing that a page says stands in its source: all words come from the phrases, in every language.
import { globSync, readFileSync } from 'node:fs';
import { type ESTree, parseSync, Visitor } from 'vite';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const sources = globSync('dashboards/**/*.tsx', { cwd: root });

/** Attributes whose text is read or heard. */
const said = new Set(['aria-label', 'aria-description', 'aria-valuetext', 'title', 'alt', 'placeholder', 'label']);
/** Names of their own, in every language. */
const names = new Set(['Touchpoint Hub', 'SHA-256']);

/** An address is no word either. */
const isWord = (text: string) => /\p{L}{2,}/u.test(text) && !names.has(text.trim()) && !/^\/[\w?=/]*$/.test(text);

function rawTexts(path: string, text: string): string[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const found: string[] = [];
  const look = (value: unknown) => {
    if (typeof value === 'string' && isWord(value)) found.push(value.trim());
  };
  const lookAtExpression = (node: ESTree.JSXExpressionContainer) => {
    const { expression } = node;
    if (expression.type === 'Literal') look(expression.value);
    if (expression.type === 'TemplateLiteral') for (const { value } of expression.quasis) look(value.cooked);
  };
  const lookAtChildren = ({ children }: Pick<ESTree.JSXElement, 'children'>) => {
    for (const child of children) {
      if (child.type === 'JSXText') look(child.value);
      if (child.type === 'JSXExpressionContainer') lookAtExpression(child);
    }
  };
  new Visitor({
    JSXElement: lookAtChildren,
    JSXFragment: lookAtChildren,
    JSXAttribute({ name, value }) {
      if (name.type !== 'JSXIdentifier' || !said.has(name.name)) return;
      if (value?.type === 'Literal') look(value.value);
      if (value?.type === 'JSXExpressionContainer') lookAtExpression(value);
    },
  }).visit(program);
  return found;
}

test('every page and part is looked at', () => {
  expect(sources.length).toBeGreaterThan(50);
});

test.each([
  ['text between tags', '<p>Try again</p>', ['Try again']],
  ['text in an expression', "<p>{'Try again'}</p>", ['Try again']],
  ['text around a value', ['<p>{`Room ', '{n}`}</p>'].join('$'), ['Room']],
  ['a label for ears', '<a aria-label="Close" />', ['Close']],
  ['a label for ears, made from a value', ['<a aria-label={`Room ', '{n}`} />'].join('$'), ['Room']],
  ['a class is no text', '<p class={`quiet strong`} />', []],
  ['a sign is no word', '<p>· {n} ×</p>', []],
])('%s', (_name, source, expected) => {
  expect(rawTexts('page.tsx', `export const Page = (n: number) => ${source};`)).toEqual(expected);
});

test.each(sources)('%s', (path) => {
  expect(rawTexts(path, readFileSync(root + path, 'utf8'))).toEqual([]);
});

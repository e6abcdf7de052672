import { expect, test } from 'vitest';
import { shown } from '../../../gateway/domain/shown-value.ts';

test.each([
  ['nothing', undefined, 'nothing'],
  ['text', '10', '"10"'],
  ['no number', Number.POSITIVE_INFINITY, '"Infinity"'],
  ['a list', ['a', 1, null], '["a",1,null]'],
  ['an object', { limit: 'ten' }, '{"limit":"ten"}'],
  ['long text', 'x'.repeat(100), `"${'x'.repeat(56)}…`],
  ['a list of lists', [[[[[1]]]]], '[[[["…"]]]]'],
])('%s', (_what, value, text) => {
  expect(shown(value)).toBe(text);
});

test('no depth is too deep', () => {
  const depth = 400_000;
  expect(shown(JSON.parse('['.repeat(depth) + ']'.repeat(depth)))).toBe('[[[["…"]]]]');
});

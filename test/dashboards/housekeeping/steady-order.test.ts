// Rows stay where they are under a thumb.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { steady } from '../../../dashboards/housekeeping/steady-order.ts';

const rows = (...words: string[]) =>
  words.map((word) => {
    const [group = '', id = ''] = word.split(' ');
    return { group, id };
  });
const everywhere = () => true;

test.each([
  ['a new one waits above', rows('next a', 'next b'), rows('now c', 'next a', 'next b'), ['next a', 'next b'], 1],
  ['one that was taken stays in its place', rows('next a', 'next b'), rows('now b', 'next a'), ['next a', 'next b'], 0],
  ['nothing stood there yet', undefined, rows('next a'), ['next a'], 0],
  ['the list was empty', [], rows('next a'), ['next a'], 0],
])('while it is touched: %s', (_name, shown, wanted, expected, held) => {
  const now = steady(shown, wanted, true, everywhere);
  expect({ rows: now.rows.map(({ group, id }) => `${group} ${id}`), held: now.held }).toEqual({ rows: expected, held });
});

test('what is nowhere any more goes', () => {
  expect(steady(rows('next a', 'next b'), rows('next b'), true, (id) => id !== 'a').rows).toEqual(rows('next b'));
});

test('untouched, every row goes where it belongs', () => {
  const wanted = rows('now c', 'next a');
  expect(steady(rows('next a', 'next b'), wanted, false, everywhere)).toEqual({ rows: wanted, held: 0 });
});

test('whatever changes, no row that stays changes places with another while it is touched', () => {
  const list = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 10 });
  fc.assert(
    fc.property(list, list, (before, after) => {
      const shown = before.map((id) => ({ group: 'next', id: `${id}` }));
      const wanted = after.map((id) => ({ group: 'now', id: `${id}` }));
      const now = steady(shown, wanted, true, everywhere);
      const fresh = after.filter((id) => !before.includes(id)).length;
      if (shown.length > 0) expect(now).toEqual({ rows: shown, held: fresh });
    }),
  );
});

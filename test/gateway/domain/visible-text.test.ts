import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleLine, visibleLines } from '../../../gateway/domain/visible-text.ts';

test.each([
  ['an escape code', '\u001b[2Jgone', '\\u001b[2Jgone'],
  ['its single letter', '\u009b2Jgone', '\\u009b2Jgone'],
  ['a second line', 'tea\n{"level":60}', 'tea\\u000a{"level":60}'],
  ['a line that is written over', 'tea\rmilk', 'tea\\u000dmilk'],
  ['text that is read backwards', 'a\u202egnp.exe', 'a\\u202egnp.exe'],
  ['words', '房间 1203, café 👋', '房间 1203, café 👋'],
])('%s', (_name, text, shown) => {
  expect(visibleLine(text)).toBe(shown);
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const acting = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

test('whatever is said, it is one line that acts on nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visibleLine(text)).not.toMatch(acting);
    }),
  );
});

test('an entry in JSON stays what it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const entry = `${JSON.stringify({ text })}\n`;
      const line = visibleLines(entry);
      expect(line.split('\n')).toHaveLength(2);
      expect(JSON.parse(line)).toEqual({ text });
    }),
  );
});

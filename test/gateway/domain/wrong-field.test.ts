import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readFields, sayWrong, spelledPath } from '../../../gateway/domain/wrong-field.ts';

function said(schema: z.ZodType, value: unknown): string[] {
  const read = readFields(schema, value);
  return 'data' in read ? [] : read.wrong.map((one) => `${spelledPath(one.path)}: ${sayWrong(one, value)}`);
}

describe('what is wrong is said with the field, what was expected and what was found', () => {
  test.each<[string, z.ZodType, unknown, string]>([
    ['text for a number', z.number(), 'many', 'expected a number, found "many"'],
    ['text that should read as a number', z.coerce.number(), 'many', 'expected a number, found "many"'],
    ['a part of a whole', z.int(), 1.5, 'expected a whole number, found 1.5'],
    ['nothing', z.string(), undefined, 'expected text, found nothing'],
    ['too little', z.number().min(1), 0, 'expected at least 1, found 0'],
    ['nothing above zero', z.number().positive(), 0, 'expected more than 0, found 0'],
    ['too much', z.number().max(9), 10, 'expected at most 9, found 10'],
    ['text that is too long', z.string().max(3), 'long', 'expected at most 3 characters, found "long"'],
    ['text that is empty', z.string().min(1), '', 'expected at least 1 character, found ""'],
    ['a word of another list', z.enum(['day', 'space']), 'guest', 'expected one of day, space, found "guest"'],
    ['no instant', z.iso.datetime(), 'noon', 'expected an RFC 3339 instant such as 2026-03-01T06:04:05Z, found "noon"'],
    ['one of two types', z.union([z.string(), z.number()]), true, 'expected text or a number, found true'],
    ['words of the schema itself', z.string('expected a name'), 7, 'expected a name, found 7'],
  ])('%s', (_what, schema, value, detail) => {
    expect(said(z.object({ at: schema }), { at: value })).toEqual([`at: ${detail}`]);
  });

  test('a field that nobody asked for is named itself', () => {
    expect(said(z.strictObject({ id: z.string() }), { id: 'a', colour: 'red', size: 3 })).toEqual([
      'colour: is not known',
      'size: is not known',
    ]);
  });

  test('of alternatives, the one that the value comes nearest to says what is wrong', () => {
    const schema = z.union([z.string(), z.strictObject({ limit: z.number() })]);
    expect(said(z.object({ standard: schema }), { standard: { limit: 'ten' } })).toEqual([
      'standard.limit: expected a number, found "ten"',
    ]);
  });

  test('one thing about a field is enough', () => {
    expect(said(z.object({ id: z.string().min(3) }), { id: [] })).toEqual(['id: expected text, found []']);
  });

  test('a password is never repeated', () => {
    expect(said(z.object({ password: z.string().min(8) }), { password: '1234' })).toEqual([
      'password: expected at least 8 characters',
    ]);
  });
});

// Why a payload cannot be understood, in words that name the field and what was expected there.
import type { z } from 'zod';
import { readFields, sayWrong, spelledPath } from '../domain/wrong-field.ts';

/** The message is the reason that the engineer reads. */
export class Unreadable extends Error {}

/** @throws Unreadable with the first three things that are wrong. `where` is the path of `value` in the payload. */
export function check<T>(schema: z.ZodType<T>, value: unknown, where: readonly PropertyKey[] = []): T {
  const read = readFields(schema, value);
  if ('data' in read) return read.data;
  throw new Unreadable(
    read.wrong
      .slice(0, 3)
      .map((one) =>
        [spelledPath([...where, ...one.path]), sayWrong(one, value)].filter((part) => part !== '').join(': '),
      )
      .join('; '),
  );
}

// The kinds of field that hub.yaml is made of, each with the words for what it expects.
import { z } from 'zod';

/** Says which keys there are, where one is not known. */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `expected one of ${keys}` : `expected a section of ${keys}`,
  });
}

/** A section with one field for each of `keys`. */
export function sectionOf<const Key extends string, Field extends z.ZodType>(keys: readonly Key[], field: Field) {
  return section(Object.fromEntries(keys.map((key) => [key, field])) as Record<Key, Field>);
}

export function oneOf<const Value extends string>(values: readonly Value[]) {
  return z.enum(values, `expected one of ${values.join(', ')}`);
}

export const name = z.string('expected a name').trim().min(1, 'expected a name');

/** Rooms and floors are often numbers to those who write them down; to the hub they are names. */
export const placeId = z
  .union([z.string(), z.int()], 'expected an id')
  .transform(String)
  .pipe(
    z
      .string()
      .regex(
        /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u,
        'expected an id of letters, digits, space, dot, dash or underscore, at most 63',
      ),
  );

export const standardId = z
  .string('expected the id of a standard')
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected the id of a standard');

export const timeZone = z
  .string('expected an IANA time zone such as Asia/Shanghai')
  .refine(isTimeZone, 'expected an IANA time zone such as Asia/Shanghai');

export const clockTime = z
  .string('expected a clock time in quotes such as "22:00"')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a clock time such as "06:00", to "24:00"');

export const count = z
  .int('expected a count, 1 to 1000')
  .min(1, 'expected a count, 1 to 1000')
  .max(1000, 'expected a count, 1 to 1000');

export const share = z
  .number('expected a share above 0, up to 1')
  .positive('expected a share above 0, up to 1')
  .max(1, 'expected a share above 0, up to 1');

export function positive(unit: string) {
  return z.number(`expected ${unit}, above 0`).positive(`expected ${unit}, above 0`);
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

// Why a payload cannot be understood, in words that name the field and what was expected there.
import type { z } from 'zod';

/** The message is the reason that the engineer reads. */
export class Unreadable extends Error {}

/** @throws Unreadable with the first three things that are wrong. `where` is the path of `value` in the payload. */
export function check<T>(schema: z.ZodType<T>, value: unknown, where: readonly PropertyKey[] = []): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Unreadable(
    result.error.issues
      .slice(0, 3)
      .map((issue) => describeIssue(issue, where))
      .join('; '),
  );
}

function describeIssue(issue: z.core.$ZodIssue, where: readonly PropertyKey[]): string {
  const path = [...where, ...issue.path].map(String).join('.');
  const message = issue.message.replace(/^Invalid input: /, '');
  return path === '' ? message : `${path}: ${message}`;
}

// Time on the wire: RFC 3339. Answers are in UTC; callers may send any offset.
import { z } from 'zod';

/** An instant in an answer: `2026-03-01T06:04:05.120Z`. */
export const Instant = z.iso
  .datetime({ precision: 3 })
  .meta({ description: 'RFC 3339, UTC', example: '2026-03-01T06:04:05.120Z' });
export type Instant = z.infer<typeof Instant>;

/** An instant that a caller sends; any offset, any precision. */
export const GivenInstant = z.iso.datetime({
  offset: true,
  error: 'expected an RFC 3339 instant such as 2026-03-01T06:04:05Z',
});

/** The start (inclusive) and end (exclusive) of what a list covers. */
export const RangeQuery = z.object({ from: GivenInstant.optional(), to: GivenInstant.optional() });

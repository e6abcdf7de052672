// The seals of days that are over: what a report on paper can be held against.
import { z } from 'zod';
import { Instant } from './instant.ts';

export const SealsQuery = z.object({
  /** Of the property's calendar. */
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as 2026-03'),
});

export const DaySeal = z
  .object({
    /** Of the property's zone, `2026-03-29`. */
    day: z.string(),
    records: z.int(),
    sealedAt: Instant,
    /** SHA-256, hex; `hub verify --seal` asks for it. */
    seal: z.string(),
  })
  .meta({ id: 'DaySeal' });

export const Seals = z.object({ items: z.array(DaySeal) }).meta({ id: 'Seals' });
export type Seals = z.infer<typeof Seals>;

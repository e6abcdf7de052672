// How staff answered, by kind of task and by shift, never by person; and how fast the budgets of the promises burn.
import { z } from 'zod';
import { Instant, RangeQuery } from './instant.ts';

const Times = z.object({
  /** How many came so far. */
  n: z.int(),
  /** Seconds after the task was opened; null where none came. */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
});

export const AnswersQuery = RangeQuery;

export const AnswerRow = z
  .object({
    by: z.enum(['all', 'kind', 'shift']),
    /** A kind of task, or the id of a shift; empty: outside every shift. */
    key: z.string(),
    tasks: z.int(),
    /** On a phone's screen. */
    shown: Times,
    taken: Times,
    done: Times,
    /** Tasks whose deadline tells: done, or past it. */
    due: z.int(),
    inTime: z.int(),
    escalated: z.int(),
    /** Called done, and the sensor showed the trouble again. */
    reopened: z.int(),
  })
  .meta({ id: 'AnswerRow' });
export type AnswerRow = z.infer<typeof AnswerRow>;

export const Answers = z.object({ from: Instant, to: Instant, items: z.array(AnswerRow) }).meta({ id: 'Answers' });
export type Answers = z.infer<typeof Answers>;

const Burn = z.object({
  /** 1 is as fast as the target share allows; null: too few were judged, or no miss is allowed. */
  times: z.number().nullable(),
  /** Over which it was counted: a window with fewer than 20 judged is widened. */
  windowSeconds: z.int().nullable(),
  /** `fast`: 14.4 × over 1 h and 5 min; `steady`: 6 × over 6 h and 30 min; `slow`: 1 × over 3 d and 6 h. */
  alarm: z.enum(['fast', 'steady', 'slow']).nullable(),
});

export const StandardBurn = Burn.extend({
  standard: z.string(),
  /** Floors that burn in the long windows, the fastest first. */
  floors: z.array(Burn.extend({ floor: z.string() })),
  /** The last 30 days, those with a verdict. */
  trend: z.array(z.object({ day: z.string(), met: z.int(), missed: z.int() })),
  openTasks: z.int(),
}).meta({ id: 'StandardBurn' });
export type StandardBurn = z.infer<typeof StandardBurn>;

export const Burns = z.object({ at: Instant, items: z.array(StandardBurn) }).meta({ id: 'Burns' });
export type Burns = z.infer<typeof Burns>;

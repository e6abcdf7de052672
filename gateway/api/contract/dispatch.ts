// Who works when, who is told what, and how loudly. Read and written whole, as one version.
import { z } from 'zod';
import {
  addressees,
  escalationConditions,
  mostLevels,
  recoveryKinds,
  weekdays,
} from '../../domain/dispatch/dispatch-rules.ts';
import { pushDecisions, pushReasons } from '../../domain/dispatch/push.ts';
import { Instant } from './instant.ts';
import { PageQuery } from './page.ts';
import { Role, StaffRole } from './session.ts';
import { Task, TaskKind } from './task.ts';

const Name = z.string().trim().min(1).max(128);
const Users = z.array(Name).max(500);
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a clock time such as 06:00');

const Person = z.strictObject({
  user: Name,
  role: StaffRole,
  /** Only the work of this team; unset: of the whole role. */
  team: Name.optional(),
  /** Empty: all. */
  floors: z.array(Name).default([]),
  skills: z.array(Name).default([]),
});

const Shift = z.strictObject({
  id: Name,
  from: ClockTime,
  /** At or before `from`: on the next day. */
  to: ClockTime,
  /** On which it begins. Empty: all. */
  days: z.array(z.enum(weekdays)).default([]),
});

const RosterEntry = z.strictObject({
  shift: Name,
  /** The day on which the shift begins; unset: on all its days without an entry. */
  date: z.iso.date().optional(),
  people: Users,
});

const EscalationLevel = z
  .strictObject({
    afterMinutes: z.number().min(0).max(100_000).optional(),
    /** Of the time allowed; 1 is the deadline. */
    afterShare: z.number().positive().max(1).optional(),
    if: z.enum(escalationConditions),
    tell: z.union([z.enum(addressees), Users.min(1)]),
    release: z.boolean().optional(),
  })
  .refine(
    ({ afterMinutes, afterShare }) => (afterMinutes === undefined) !== (afterShare === undefined),
    'expected either afterMinutes or afterShare',
  );

const Ladder = z.strictObject({
  kinds: z.array(TaskKind).default([]),
  priorities: z.array(z.literal([1, 2, 3])).default([]),
  levels: z.array(EscalationLevel).min(1).max(mostLevels),
});

const Minutes = z.number().positive().max(100_000);

export const DispatchRules = z.strictObject({
  people: z.array(Person).max(2000),
  shifts: z.array(Shift).max(100),
  roster: z.array(RosterEntry).max(5000),
  supervisors: z.partialRecord(StaffRole, Users),
  catchAll: Name,
  /** The skill that a kind of task needs. */
  skills: z.partialRecord(TaskKind, Name),
  /** Minutes of priority 1, 2 and 3, where not as usual. */
  deadlines: z.partialRecord(TaskKind, z.tuple([Minutes, Minutes, Minutes])),
  ladders: z.array(Ladder).max(100),
  pushesPerHour: z.int().min(1).max(1000),
  recovery: z.strictObject({
    amountPerStay: z.number().min(0),
    countPerStay: z.int().min(1).max(1000),
    kinds: z.array(z.enum(recoveryKinds)),
    /** Between a late check-out and the room's next guests. */
    turnoverMinutes: z.number().min(0),
  }),
});

export const DispatchPlan = DispatchRules.extend({
  /** 0: as it ships. */
  version: z.int().min(0),
  source: z.enum(['file', 'api']),
  by: z.string(),
  changedAt: Instant.nullable(),
}).meta({ id: 'DispatchPlan' });
export type DispatchPlan = z.infer<typeof DispatchPlan>;

/** The whole; `version` is the one that the caller saw. */
export const DispatchChange = DispatchRules.extend({ version: z.int().min(0).optional() }).meta({
  id: 'DispatchChange',
});
export type DispatchChange = z.infer<typeof DispatchChange>;

export const Push = z
  .object({
    id: z.string(),
    at: Instant,
    /** `bundled` waits until `until` at the latest; `dropped` had nothing left to tell. */
    decision: z.enum(pushDecisions),
    until: Instant.nullable(),
    reason: z.enum(pushReasons),
    role: Role,
    /** Null: everybody of the role. */
    person: z.string().nullable(),
    floor: z.string().nullable(),
    incident: z.string().nullable(),
    priority: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    tasks: z.array(z.string()),
  })
  .meta({ id: 'Push' });
export type Push = z.infer<typeof Push>;

export const PushesQuery = PageQuery.extend({
  /** Managers and administrators; others read their own. */
  person: z.string().max(128).optional(),
});

export const HandOverQuery = z.object({ role: Role.optional(), team: z.string().max(63).optional() });

export const HandOver = z
  .object({
    at: Instant,
    floors: z.array(
      z.object({
        /** Null: what is on no floor. */
        floor: z.string().nullable(),
        tasks: z.array(
          z.object({
            task: Task,
            /** Since it was opened, seconds. */
            age: z.number(),
            lastNote: z.string().nullable(),
            isLate: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'HandOver' });
export type HandOver = z.infer<typeof HandOver>;

export const Reach = z
  .object({
    at: Instant,
    /** False for some seconds after a start: phones need time to come back. */
    known: z.boolean(),
    /** The roles whose shift the caller leads; nobody else is told of others than themselves. */
    leads: z.array(StaffRole),
    people: z.array(
      z.object({
        user: z.string(),
        role: Role,
        team: z.string().nullable(),
        /** Empty: all. */
        floors: z.array(z.string()),
        onDuty: z.boolean(),
        /** A page of theirs was open, seen and heard of in the last 15 s. */
        listening: z.boolean(),
        /** When one was heard of last, since the hub's start. */
        heardAt: Instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'Reach' });
export type Reach = z.infer<typeof Reach>;

export const DutyQuery = z.object({
  role: StaffRole.optional(),
  /** Who serves this floor; those who serve all of them among them. */
  floor: Name.optional(),
});

export const Duty = z
  .object({
    at: Instant,
    /** When next somebody comes or goes; null where nobody's hours are known. */
    until: Instant.nullable(),
    people: z.array(
      z.object({
        user: z.string(),
        role: StaffRole,
        team: z.string().nullable(),
        /** Empty: all. */
        floors: z.array(z.string()),
        skills: z.array(z.string()),
        /** The roles whose supervisor they are. */
        supervises: z.array(StaffRole),
      }),
    ),
    /** Who has what nobody else has. */
    catchAll: z.string(),
  })
  .meta({ id: 'Duty' });
export type Duty = z.infer<typeof Duty>;

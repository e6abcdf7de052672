// What hangs on a wall where whoever passes reads it: work and the hub's own health. No guest, no stay, nobody's words, and
// nothing of whether a room is empty.
import { z } from 'zod';
import { taskKinds, taskStates } from '../../domain/task.ts';
import { ReadinessReport } from './health.ts';
import { Incident } from './incident.ts';
import { Instant } from './instant.ts';
import { Space } from './property.ts';
import { StaffRole } from './session.ts';

export const WallTask = z.object({
  id: z.string(),
  kind: z.enum(taskKinds),
  /** What a guest asked for, as a code: `towels`; null for other kinds. */
  request: z.string().nullable(),
  space: z.string(),
  /** Null: it has no name but its id. */
  spaceName: z.string().nullable(),
  role: StaffRole,
  state: z.enum(taskStates),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  openedAt: Instant,
  dueAt: Instant.nullable(),
  /** Who has it. */
  assignee: z.string().nullable(),
  /** Whose it is while nobody has taken it; empty: everybody of the role. */
  people: z.array(z.string()),
  /** Whether a phone listens that it was sent to; null while somebody has it, and where the hub does not hear of phones. */
  heard: z.boolean().nullable(),
  /** How far up its ladder it is, and who was told; level 0: nobody yet. */
  escalation: z.object({ level: z.int(), told: z.array(z.string()) }),
});
export type WallTask = z.infer<typeof WallTask>;

const WallLines = z.object({ count: z.int(), tasks: z.array(WallTask) });

/** Without the tasks and draws that belong to it. */
export const WallIncident = Incident.omit({
  openedAt: true,
  closedAt: true,
  mergedInto: true,
  reasoning: true,
  tasks: true,
  draws: true,
}).extend({
  /** What people call the room that it is of; null where it is of none, and where the room has no name but its id. */
  subjectName: z.string().nullable(),
});
export type WallIncident = z.infer<typeof WallIncident>;

export const WallReport = z
  .object({
    at: Instant,
    property: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }),
    health: ReadinessReport,
    /** Null while the hub does not know: its store cannot be written. */
    devices: z.object({ count: z.int(), heard: z.int() }).nullable(),
    /** Null where the store cannot be read. */
    work: z
      .object({
        /** Past their time, the longest first; no more than a wall can hold, `count` is all of them. */
        late: WallLines,
        /** Nobody has them yet, and they are not late; the latest first. */
        fresh: WallLines,
        inHand: z.int(),
        /** The open ones, the latest first. */
        incidents: z.array(WallIncident),
        /** Those without a name that are no rooms: a page calls them by where they lie, in its language. */
        unnamedPlaces: z.array(Space),
      })
      .nullable(),
  })
  .meta({ id: 'WallReport' });
export type WallReport = z.infer<typeof WallReport>;

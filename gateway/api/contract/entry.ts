// Whether somebody may go into a room now: as it is at this moment, without a history.
import { z } from 'zod';
import { entryStates } from '../../domain/dispatch/room-entry.ts';
import { Instant } from './instant.ts';

export const RoomEntry = z
  .object({
    space: z.string(),
    /** `free`: nobody has been seen for ten minutes. `guest-in`: knock. */
    state: z.enum(entryStates),
    /** `free`: since when nobody has been seen. */
    emptySince: Instant.nullable(),
  })
  .meta({ id: 'RoomEntry' });
export type RoomEntry = z.infer<typeof RoomEntry>;

export const RoomEntries = z.object({ at: Instant, items: z.array(RoomEntry) });
export type RoomEntries = z.infer<typeof RoomEntries>;

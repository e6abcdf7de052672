// What is asked of a device, and what became of it. `test-draw` on a hot-water sensor marks the next draw as the staff's test.
import { z } from 'zod';
import { DeviceId } from '../../../devices/identifiers.ts';
import { Instant } from './instant.ts';

/** Fields beside `command` go to the device as they are. */
export const NewCommand = z.looseObject({
  command: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'expected a command such as test-draw'),
});
export type NewCommand = z.infer<typeof NewCommand>;

export const Command = z
  .object({
    id: z.string(),
    device: z.string(),
    command: z.string(),
    by: z.string(),
    sentAt: Instant,
    /** The device must not act on it after this instant. */
    expiresAt: Instant,
    state: z.enum(['sent', 'answered', 'failed', 'expired']),
    answeredAt: Instant.nullable(),
    reply: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'Command' });
export type Command = z.infer<typeof Command>;

export const CommandParams = z.object({ id: DeviceId, command: z.string().min(1).max(128) });

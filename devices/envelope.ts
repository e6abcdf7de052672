// The payloads of each channel around a kind's readings and events. Instants are Unix time in milliseconds, device clock.
import { z } from 'zod';
import { DeviceKind } from './identifiers.ts';

export const Presence = z.enum(['online', 'offline']);
export type Presence = z.infer<typeof Presence>;

export const About = z.object({
  kind: DeviceKind,
  model: z.string().min(1).max(128),
  firmware: z.string().min(1).max(64),
  serial: z.string().max(128).optional(),
  capabilities: z.array(z.string().max(64)).max(64).optional(),
});
export type About = z.infer<typeof About>;

/** Null is what a device says whose clock was never set. */
export const Instant = z.number().nullish();
export type Instant = z.infer<typeof Instant>;

/** The envelope of an event; the rest depends on the kind and `type`. `id` makes a repeat harmless. */
export const EventEnvelope = z.looseObject({
  id: z.string().min(1).max(128),
  at: Instant,
  type: z.string().min(1).max(64),
});

export const Reply = z.looseObject({
  id: z.string().min(1).max(128),
  ok: z.boolean(),
  error: z.string().max(500).optional(),
});
export type Reply = z.infer<typeof Reply>;

export const Command = z.looseObject({ id: z.string().min(1).max(128), command: z.string().min(1).max(64) });
export type Command = z.infer<typeof Command>;

// A message of a device as it came, before the hub made anything of it.
import { z } from 'zod';
import { Instant } from './instant.ts';

export const DeviceMessage = z.object({
  at: Instant,
  /** `telemetry`, `event`, … */
  channel: z.string(),
  qos: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** As it was delivered: from an external broker it says that this happened at some other time. */
  retain: z.boolean(),
  /** Of the whole payload. */
  bytes: z.int(),
  /** The first 400 bytes; null where they say when a guest is in the room. */
  text: z.string().nullable(),
});
export type DeviceMessage = z.infer<typeof DeviceMessage>;

export const DeviceMessages = z.object({ items: z.array(DeviceMessage) });

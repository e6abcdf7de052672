// The ids that appear in MQTT topics. They are checked once, at the edge, and branded from there on.
import { z } from 'zod';

const idPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

export const PropertyId = z.string().regex(idPattern, 'expected [a-z0-9][a-z0-9-]{0,62}').brand<'PropertyId'>();
export type PropertyId = z.infer<typeof PropertyId>;

/** Whether `id` is a PropertyId, and unless it is reserved a DeviceId. */
export function isId(id: string): boolean {
  return idPattern.test(id);
}

/** Device ids that the topic tree uses itself: `hub/{property}/staff/…` and `hub/{property}/hub/…`. */
export const reservedDeviceIds: readonly string[] = ['staff', 'hub'];

export const DeviceId = z
  .string()
  .regex(idPattern, 'expected [a-z0-9][a-z0-9-]{0,62}')
  .refine((id) => !reservedDeviceIds.includes(id), { error: 'is reserved' })
  .brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

export const deviceKinds = ['hot-water-sensor', 'room-controller', 'tea-dispenser', 'water-dispenser'] as const;
export const DeviceKind = z.enum(deviceKinds);
export type DeviceKind = z.infer<typeof DeviceKind>;

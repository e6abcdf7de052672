// Signing in, and who one is.
import { z } from 'zod';
import { roles, staffRoles } from '../../domain/property.ts';
import { Instant } from './instant.ts';

export const Role = z.enum(roles).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;
export const StaffRole = z.enum(staffRoles);

export const SignIn = z.strictObject({ username: z.string().min(1).max(128), password: z.string().min(1).max(1024) });
export type SignIn = z.infer<typeof SignIn>;

export const SignedIn = z
  .object({
    user: z.string(),
    role: Role,
    /** Sent back in `X-CSRF-Token` with every write that the cookie signs. Empty for a bearer token, which needs none. */
    csrfToken: z.string(),
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;

export const RunningSession = z
  .object({
    id: z.string(),
    startedAt: Instant,
    endsAt: Instant,
    /** Where it was begun from; null for what was begun before it was kept. */
    address: z.string().nullable(),
    /** As the browser called itself. */
    agent: z.string().nullable(),
    /** The session that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'RunningSession' });
export type RunningSession = z.infer<typeof RunningSession>;

export const SessionParams = z.object({ id: z.string().min(1).max(64) });

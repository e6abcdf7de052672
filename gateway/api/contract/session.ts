// Signing in, and who one is.
import { z } from 'zod';
import { roles } from '../../domain/property.ts';

export const Role = z.enum(roles).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

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

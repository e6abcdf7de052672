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

/** Bytes as browsers write them. */
const base64Url = (bytes: number, expected: string) =>
  z.string(expected).regex(new RegExp(`^[\\w-]{${Math.ceil((bytes * 4) / 3)}}=*$`), expected);

/** What the browser of a phone says of where it can be woken: `PushSubscription.toJSON()`, and the language of its page. */
export const PhonePush = z.strictObject({
  endpoint: z.string().min(1).max(2_048),
  keys: z.strictObject({
    p256dh: base64Url(65, 'expected a public key of P-256 as base64url'),
    auth: base64Url(16, 'expected 16 bytes as base64url'),
  }),
  language: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language tag such as en or zh-Hans'),
});
export type PhonePush = z.infer<typeof PhonePush>;

export const PushOffer = z
  .object({
    /** What the browser is to be told before it says where it can be woken; null where this hub wakes no phones. */
    publicKey: z.string().nullable(),
    /** Whether the phone of this session is woken. */
    wakes: z.boolean(),
  })
  .meta({ id: 'PushOffer' });
export type PushOffer = z.infer<typeof PushOffer>;

export const PushTried = z
  .object({
    /** `taken` by the push service, which says nothing of the phone; `gone`: no phone is there any more; `later`: it may be tried again. */
    outcome: z.enum(['taken', 'gone', 'refused', 'later']),
    /** In English, for whoever looks after the hub; null where it was taken, or is gone. */
    why: z.string().nullable(),
  })
  .meta({ id: 'PushTried' });
export type PushTried = z.infer<typeof PushTried>;

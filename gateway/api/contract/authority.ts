// What a phone's owner sees of the hotel's certificate authority before trusting it.
import { z } from 'zod';
import { Instant } from './instant.ts';

export const InstallableAuthority = z
  .object({
    name: z.string(),
    /** SHA-256 of the certificate, as `hub ca` printed it: `5E:9F:…`. */
    fingerprint: z.string(),
    expiresAt: Instant,
    /** Names and addresses of the hub that it vouches for, this machine's own left out. */
    names: z.array(z.string()),
    /** Where this page is for other phones: what the code says. */
    installUrl: z.string(),
    /** Where the hub is over TLS; null while it has no such port. */
    hubUrl: z.string().nullable(),
  })
  .meta({ id: 'InstallableAuthority' });
export type InstallableAuthority = z.infer<typeof InstallableAuthority>;

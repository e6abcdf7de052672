// The first entry of a backup: what it is of, and every part with its size and hash.
import { z } from 'zod';

export const manifestName = 'manifest.json';
export const backupFormat = 'touchpoint-hub-backup/1';

export const Manifest = z.object({
  format: z.literal(backupFormat),
  property: z.string(),
  /** RFC 3339. */
  madeAt: z.string(),
  /** By SQLite file, its `user_version`. */
  schemas: z.record(z.string(), z.number().int().nonnegative()),
  /** Where the chain of the evidence ends; null where the store is of another schema than the hub that backed it up. */
  evidence: z.object({ lastSeq: z.number().int(), link: z.string(), lastSeal: z.string().nullable() }).nullable(),
  parts: z.array(
    z.object({
      name: z.string().regex(/^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)*$/),
      size: z.number().int().nonnegative(),
      sha256: z.string(),
    }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

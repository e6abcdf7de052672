// The hotel and its spaces, as pages and forms need them.
import { z } from 'zod';
import { spaceKinds } from '../../domain/property.ts';

export const Property = z
  .object({
    id: z.string(),
    name: z.string(),
    /** IANA name; days of compliance and times on pages are in it. */
    timeZone: z.string(),
  })
  .meta({ id: 'Property' });
export type Property = z.infer<typeof Property>;

export const Space = z
  .object({
    id: z.string(),
    kind: z.enum(spaceKinds),
    name: z.string().nullable(),
    floor: z.string().nullable(),
    riser: z.string().nullable(),
  })
  .meta({ id: 'Space' });
export type Space = z.infer<typeof Space>;

/** Space ids are the hotel's own words for its places: `1203`, `lobby`, `12-corridor`. */
export const SpaceId = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u,
    'expected 1 to 63 letters, digits, spaces, dots, dashes or underscores',
  );

/** A floor or a riser, in the hotel's words. */
export const PlaceLabel = z.string().trim().min(1).max(63);

export const SpaceParams = z.object({ id: SpaceId });

/** What is not given stays; a space that is not there yet is made. */
export const SpaceChange = z.strictObject({
  kind: z.enum(spaceKinds).optional(),
  name: z.string().trim().min(1).max(128).optional(),
  floor: PlaceLabel.optional(),
  riser: PlaceLabel.optional(),
});
export type SpaceChange = z.infer<typeof SpaceChange>;

// What dispensers share: levels in percent and the refill.
import { z } from 'zod';

/** 0 (empty) to 100 (full), %. */
export const percent = z.number().min(0).max(100);

/** The reference of the stay, as the hotel's system writes it on the guest's card. */
export const guestCard = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,127}$/u,
    'expected the reference of a stay: 1 to 128 letters, digits or ._:/-',
  )
  .optional();

export const refilledEvent = z.object({
  /** The level after the refill where the device knows it, %. */
  level: percent.optional(),
  product: z.string().min(1).max(64).optional(),
});

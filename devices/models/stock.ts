// What dispensers share: levels in percent and the refill.
import { z } from 'zod';

/** 0 (empty) to 100 (full), %. */
export const percent = z.number().min(0).max(100);

export const refilledEvent = z.object({
  /** The level after the refill where the device knows it, %. */
  level: percent.optional(),
  product: z.string().min(1).max(64).optional(),
});

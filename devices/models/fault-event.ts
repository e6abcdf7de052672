// What every kind may say of itself when something in it is broken.
import { z } from 'zod';

export const faultEvent = z.object({
  code: z.string().min(1).max(64),
  message: z.string().max(500).default(''),
});

// Hot and cold water, and the bottle cabinet by the door.
import { z } from 'zod';
import type { DeviceModel } from '../device-model.ts';
import { faultEvent } from './fault-event.ts';
import { signalReading, signalStrength } from './signal.ts';
import { guestCard, percent, refilledEvent } from './stock.ts';

export const waterDispenser: DeviceModel = {
  kind: 'water-dispenser',
  sample: z.object({
    level: percent,
    temperature: z.number().nullable(),
    bottles: z.int().min(0).max(10_000).optional(),
    filter: percent.optional(),
    signal: signalStrength,
  }),
  readings: {
    level: { unit: '%', plausible: [0, 100] },
    temperature: { unit: '°C', plausible: [0, 105] },
    bottles: { unit: '' },
    filter: { unit: '%', plausible: [0, 100] },
    signal: signalReading,
  },
  events: {
    dispensed: z.object({
      product: z.enum(['hot-water', 'cold-water', 'bottle']),
      volume: z.number().positive().max(20).optional(),
      temperature: z.number().min(-20).max(120).optional(),
      card: guestCard,
    }),
    refilled: refilledEvent,
    fault: faultEvent,
  },
  offlineAfterMs: 3 * 60_000,
};

// The lobby's tea: a boiler level, leaves and cups that run down, and one event a cup.
import { z } from 'zod';
import type { DeviceModel } from '../device-model.ts';
import { faultEvent } from './fault-event.ts';
import { signalReading, signalStrength } from './signal.ts';
import { guestCard, percent, refilledEvent } from './stock.ts';

export const teaDispenser: DeviceModel = {
  kind: 'tea-dispenser',
  sample: z.object({
    level: percent,
    temperature: z.number().nullable(),
    leaves: percent.optional(),
    cups: z.int().min(0).max(100_000).optional(),
    signal: signalStrength,
  }),
  readings: {
    level: { unit: '%', plausible: [0, 100] },
    temperature: { unit: '°C', plausible: [0, 105] },
    leaves: { unit: '%', plausible: [0, 100] },
    cups: { unit: '' },
    signal: signalReading,
  },
  events: {
    dispensed: z.object({
      product: z.string().min(1).max(64),
      volume: z.number().positive().max(20),
      temperature: z.number().min(-20).max(120),
      card: guestCard,
    }),
    refilled: refilledEvent,
    fault: faultEvent,
  },
  offlineAfterMs: 3 * 60_000,
};

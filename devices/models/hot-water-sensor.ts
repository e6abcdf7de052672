// A probe and a flow meter (or switch) at one outlet. It says what the water did; the hub judges.
import { z } from 'zod';
import type { DeviceModel } from '../device-model.ts';
import { faultEvent } from './fault-event.ts';
import { signalReading, signalStrength } from './signal.ts';

const hotWaterSample = z
  .object({
    // Null and impossible values are data here: what a broken probe says is judged by rule 8 of docs/warm-up.md.
    temperature: z.number().nullable(),
    flow: z.number().min(0).max(200).optional(),
    flowing: z.boolean().optional(),
    battery: z.number().min(0).max(100).optional(),
    signal: signalStrength,
  })
  .refine((sample) => sample.flow !== undefined || sample.flowing !== undefined, {
    path: ['flow'],
    error: 'expected flow (L/min) or flowing (true or false)',
  });

export const hotWaterSensor: DeviceModel = {
  kind: 'hot-water-sensor',
  sample: hotWaterSample,
  readings: {
    temperature: { unit: '°C', plausible: [0, 90] },
    flow: { unit: 'L/min', plausible: [0, 60] },
    flowing: { unit: '' },
    battery: { unit: '%', plausible: [0, 100] },
    signal: signalReading,
  },
  events: { fault: faultEvent },
  offlineAfterMs: 5 * 60_000,
};

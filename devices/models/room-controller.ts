// The panel on the wall: climate, door, card, and the guest's call.
import { z } from 'zod';
import type { DeviceModel } from '../device-model.ts';
import { faultEvent } from './fault-event.ts';
import { signalReading, signalStrength } from './signal.ts';

export const roomController: DeviceModel = {
  kind: 'room-controller',
  sample: z.object({
    temperature: z.number().nullable(),
    setpoint: z.number().min(5).max(40),
    humidity: z.number().min(0).max(100).optional(),
    occupied: z.boolean().optional(),
    mode: z.string().max(32).optional(),
    signal: signalStrength,
  }),
  readings: {
    temperature: { unit: '°C', plausible: [-10, 60] },
    setpoint: { unit: '°C', plausible: [5, 40] },
    humidity: { unit: '%', plausible: [0, 100] },
    occupied: { unit: '' },
    mode: { unit: '' },
    signal: signalReading,
  },
  events: {
    door: z.object({ open: z.boolean() }),
    card: z.object({ inserted: z.boolean() }),
    request: z.object({ request: z.string().min(1).max(64), note: z.string().max(500).optional() }),
    scene: z.object({ scene: z.string().min(1).max(64) }),
    fault: faultEvent,
  },
  offlineAfterMs: 5 * 60_000,
};

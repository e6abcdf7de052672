// How well a device hears its access point or gateway.
import { z } from 'zod';
import type { Reading } from '../device-model.ts';

/** dBm. A wrong one is left out: it is no reason to refuse what the water did. */
export const signalStrength = z.number().min(-150).max(0).optional().catch(undefined);

export const signalReading: Reading = { unit: 'dBm', plausible: [-120, 0] };

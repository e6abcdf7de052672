// A circulation pump's controller at its place in the plant.
import type { PumpPlan } from './building.ts';
import { createPumpController } from './equipment/pump-controller.ts';
import { createHotelDevice, type HotelContext, type HotelDevice } from './hotel-context.ts';
import type { Pump } from './water/pump.ts';

export interface PumpPost {
  readonly device: HotelDevice;
  start(): void;
  stop(): void;
  live(): void;
}

export function createPumpPost(context: HotelContext, plan: PumpPlan, pump: Pump): PumpPost {
  const device = createHotelDevice(context, plan.device, {
    model: 'PC-2',
    capabilities: ['circulation'],
    onCommand: (command) => controller.obey(command),
  });
  const controller = createPumpController({ ...device, clock: context.clock, pace: context.pace, pump });
  return { device, start: controller.start, stop: controller.stop, live: device.time.synchronise };
}

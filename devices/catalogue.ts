// Every kind of device that the hub understands.
import type { DeviceModel } from './device-model.ts';
import type { DeviceKind } from './identifiers.ts';
import { hotWaterSensor } from './models/hot-water-sensor.ts';
import { roomController } from './models/room-controller.ts';
import { teaDispenser } from './models/tea-dispenser.ts';
import { waterDispenser } from './models/water-dispenser.ts';

export const catalogue: Readonly<Record<DeviceKind, DeviceModel>> = {
  'hot-water-sensor': hotWaterSensor,
  'room-controller': roomController,
  'tea-dispenser': teaDispenser,
  'water-dispenser': waterDispenser,
};

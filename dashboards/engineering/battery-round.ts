// Which batteries to take along on a round, floor by floor: the low ones and those that end within the month. Pure.
import type { Battery } from '../../gateway/api/contract/battery.ts';
import type { Device } from '../../gateway/api/contract/device.ts';
import { lowBatteryPercent } from './device-condition.ts';
import { inPlaceOrder } from './floor-plan.ts';

export interface BatteryRow {
  readonly device: Device;
  readonly percent: number;
  /** Unix ms. */
  readonly endsAt?: number;
  readonly isDue: boolean;
}

export interface BatteryFloor {
  readonly floor: string;
  readonly rows: readonly BatteryRow[];
}

const monthMs = 30 * 86_400_000;

/** Floors from the top down, rooms in their order, as a round goes. */
export function batteryFloors(
  batteries: readonly Battery[],
  devices: ReadonlyMap<string, Device>,
  now: number,
): readonly BatteryFloor[] {
  const rows = batteries.flatMap(({ device: id, percent, endsAt }): readonly BatteryRow[] => {
    const device = devices.get(id);
    if (device === undefined) return [];
    const ends = endsAt === null ? undefined : Date.parse(endsAt);
    const isDue = percent < lowBatteryPercent || (ends !== undefined && ends - now < monthMs);
    return [{ device, percent, isDue, ...(ends !== undefined && { endsAt: ends }) }];
  });
  return [...Map.groupBy(rows, ({ device }) => device.floor ?? '')]
    .sort(([one], [other]) => inPlaceOrder(other, one))
    .map(([floor, onFloor]) => ({
      floor,
      rows: onFloor.sort((one, other) => inPlaceOrder(one.device.space, other.device.space)),
    }));
}

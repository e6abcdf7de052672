// Which firmware runs where, and which devices are behind: wanted is the newest that a device of the same model runs. Pure.
import type { Device } from '../../gateway/api/contract/device.ts';
import { inPlaceOrder } from './floor-plan.ts';

export interface FirmwareVersion {
  readonly firmware: string;
  readonly isNewest: boolean;
  readonly devices: readonly Device[];
}

export interface FirmwareModel {
  readonly kind: Device['kind'];
  readonly model: string;
  /** The newest first. */
  readonly versions: readonly FirmwareVersion[];
}

export type FirmwareFleet = readonly FirmwareModel[];

/** Devices that never said what they are do not count. */
export function firmwareFleet(devices: Iterable<Device>): FirmwareFleet {
  const told = [...devices].filter(({ firmware, model }) => firmware !== null && model !== null);
  return [...Map.groupBy(told, ({ kind, model }) => `${kind}\t${model}`).values()]
    .map((ofModel) => {
      const versions = [...Map.groupBy(ofModel, ({ firmware }) => firmware ?? '')]
        .sort(([one], [other]) => inPlaceOrder(other, one))
        .map(([firmware, running], index) => ({
          firmware,
          isNewest: index === 0,
          devices: running.toSorted((one, other) => inPlaceOrder(one.space, other.space)),
        }));
      const [{ kind, model }] = ofModel as [Device];
      return { kind, model: model ?? '', versions };
    })
    .sort((one, other) => inPlaceOrder(one.kind + one.model, other.kind + other.model));
}

/** What devices of its model should run; undefined where the device never said what it is. */
export function wantedFirmware(fleet: FirmwareFleet, { kind, model }: Device): string | undefined {
  return fleet.find((one) => one.kind === kind && one.model === model)?.versions[0]?.firmware;
}

export function isBehind(fleet: FirmwareFleet, device: Device): boolean {
  return device.firmware !== null && wantedFirmware(fleet, device) !== device.firmware;
}

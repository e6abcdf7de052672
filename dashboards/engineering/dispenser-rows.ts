// What each dispenser still holds, how long that lasts and who filled it last. Pure.
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Task } from '../../gateway/api/contract/task.ts';

export interface Stock {
  readonly reading: string;
  readonly left: number;
  /** By today's rate, hours; undefined where it is not used up. */
  readonly hoursLeft?: number;
}

export interface DispenserRow {
  readonly device: Device;
  readonly temperatureC?: number;
  readonly stocks: readonly Stock[];
  readonly refilled?: { readonly at: number; readonly by: string };
}

const stockReadings = ['level', 'leaves', 'cups', 'bottles', 'filter'] as const;
const hourMs = 3_600_000;

export function dispenserRows(devices: Iterable<Device>, tasks: Iterable<Task>, now: number): readonly DispenserRow[] {
  const refills = Map.groupBy(
    [...tasks].filter(({ kind }) => kind === 'refill'),
    ({ device }) => device,
  );
  return [...devices]
    .filter(({ kind }) => kind === 'tea-dispenser' || kind === 'water-dispenser')
    .map((device) => {
      const readings = device.lastReading?.readings ?? {};
      const temperatureC = readings['temperature'];
      const refilled = lastRefill(refills.get(device.id) ?? []);
      return {
        device,
        stocks: stockReadings.flatMap((reading) => stockOf(device, reading, now)),
        ...(typeof temperatureC === 'number' && { temperatureC }),
        ...(refilled !== undefined && { refilled }),
      };
    });
}

function stockOf({ lastReading, runOutAt }: Device, reading: string, now: number): readonly Stock[] {
  const left = lastReading?.readings[reading];
  if (typeof left !== 'number') return [];
  const emptyAt = runOutAt[reading];
  const hoursLeft = emptyAt === undefined ? undefined : Math.max(0, (Date.parse(emptyAt) - now) / hourMs);
  return [{ reading, left, ...(hoursLeft !== undefined && { hoursLeft }) }];
}

/** By whoever said that the refill is done. */
function lastRefill(tasks: readonly Task[]): DispenserRow['refilled'] {
  const done = tasks.flatMap(({ history }) => history.filter(({ step }) => step === 'complete'));
  const last = done.toSorted((one, other) => (one.at < other.at ? 1 : -1))[0];
  return last && { at: Date.parse(last.at), by: last.by };
}

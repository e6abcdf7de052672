// What a standard allows a temperature to be, and what a device said of its own.
import type { Device } from '../devices/device.ts';
import { isWithin } from '../journey/surroundings.ts';
import type { ServiceStandard } from '../standards/service-standard.ts';
import type { Scene } from './scene.ts';

export interface Band {
  readonly min?: number;
  readonly max?: number;
}

/** An older reading proves nothing, ms. */
const readingCountsMs = 30 * 60_000;

/** Undefined where the standard says nothing of a temperature. */
export function bandOf(standard: ServiceStandard | undefined): Band | undefined {
  if (standard?.kind !== 'measure') return undefined;
  for (const check of standard.checks) {
    const isTemperature =
      (check.check === 'reading' && check.reading === 'temperature') ||
      (check.check === 'value' && check.field === 'temperature');
    if (isTemperature) return check;
  }
  return undefined;
}

/** The latest reading at an instant; undefined where there is none that counts. */
export function temperatureAt(
  { log }: Device,
  at: number,
): { readonly at: number; readonly valueC: number } | undefined {
  const mark = log.latest('temperature', at);
  return mark === undefined || at - mark.at > readingCountsMs ? undefined : { at: mark.at, valueC: mark.value };
}

/** A reading since then that is as the standard promises. */
export function isBackInBand(scene: Scene, device: Device, standard: string, since: number) {
  const band = bandOf(scene.promise(standard));
  const reading = temperatureAt(device, scene.now);
  const isBack = band !== undefined && reading !== undefined && reading.at > since && isWithin(reading.valueC, band);
  return isBack ? { at: reading.at } : undefined;
}

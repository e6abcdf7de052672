// A message's samples reach the device's behaviour, each instant once. The same way live and in the replay after a restart.
import type { Sample, TimeSource } from '../inputs.ts';
import type { Device } from './device.ts';
import type { Happening } from './happening.ts';

export interface TakenSamples {
  /** Those that were not known before, as they go on record. */
  readonly fresh: readonly Sample[];
  readonly happenings: readonly Happening[];
}

export function takeSamples(
  device: Device,
  samples: readonly Sample[],
  clock: TimeSource,
  receivedAt: number,
): TakenSamples {
  const fresh: Sample[] = [];
  const happenings: Happening[] = [];
  let newest: Sample | undefined;
  for (const given of samples) {
    // Arrival tells no repeat from the next sample: two of one millisecond are two.
    const sample = clock === 'device' ? given : { ...given, at: device.recent.freeFrom(given.at) };
    const place = device.recent.place(sample.at);
    if (place === 'repeat') continue;
    fresh.push(sample);
    // Older than everything remembered: history, but nothing that is still running can be judged by it.
    if (place === 'beyond') continue;
    if (place === 'new') newest = sample;
    happenings.push(...device.behaviour.sample(sample, clock, receivedAt));
    noteReadings(device, sample);
  }
  if (newest !== undefined) {
    device.lastSample = newest;
    happenings.push(...(device.behaviour.samplesTaken?.(receivedAt) ?? []));
  }
  if (fresh.length > 0) {
    device.dirty = true;
    device.period.heard(receivedAt);
  }
  return { fresh, happenings };
}

/** Levels and temperatures of rooms and dispensers; of water, its draws alone are noted. */
function noteReadings(device: Device, { at, readings }: Sample): void {
  if (device.record.kind === 'hot-water-sensor') return;
  for (const reading of ['temperature', 'level', 'leaves', 'bottles']) {
    const value = readings[reading];
    if (typeof value === 'number') device.log.note(reading, at, value);
  }
}

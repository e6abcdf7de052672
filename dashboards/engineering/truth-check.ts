// Is a device telling the truth? What its own words and its draws of the last day say against it. Pure. Nothing against it is no
// proof: it only was not caught.
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';

export interface Doubt {
  readonly device: Device;
  /** Of its last sample, the readings that cannot be, by their names on the wire. */
  readonly impossible: readonly string[];
  readonly flags: readonly Phrase[];
}

const dayMs = 86_400_000;
/** A clock ahead of its own arrival by more cannot be right. */
const clockOffMs = 2_000;
/** An outlet's draws that say nothing are usual; this many of a fault are not. */
const fewFaults = 1;

/** Devices with something against them, the most flags first. */
export function doubts(devices: Iterable<Device>, draws: Iterable<Draw>, now: number): readonly Doubt[] {
  const lately = [...draws].filter(({ startedAt }) => now - Date.parse(startedAt) < dayMs);
  const ofDevice = Map.groupBy(lately, ({ device }) => device);
  return [...devices]
    .map((device) => ({
      device,
      impossible: device.lastReading?.implausible ?? [],
      flags: flagsOf(device, ofDevice.get(device.id) ?? []),
    }))
    .filter((doubt) => weight(doubt) > 0)
    .sort((one, other) => weight(other) - weight(one));
}

function weight({ impossible, flags }: Doubt): number {
  return flags.length + (impossible.length > 0 ? 1 : 0);
}

function flagsOf(device: Device, draws: readonly Draw[]): readonly Phrase[] {
  const { lastReading, lastSeenAt } = device;
  const faulty = draws.filter(({ reason }) => reason === 'sensor-fault').length;
  const clockless = draws.filter(({ reason }) => reason === 'clock-fault').length;
  const dry = draws.filter(({ meanFlow, litres }) => meanFlow === 0 || litres === 0).length;
  const aheadMs = lastReading && lastSeenAt ? Date.parse(lastReading.at) - Date.parse(lastSeenAt) : 0;
  return [
    ...(faulty >= fewFaults ? [phrase('truth.sensor', { n: faulty })] : []),
    ...(aheadMs > clockOffMs ? [phrase('truth.clockAhead', { seconds: aheadMs / 1000 })] : []),
    ...(clockless >= fewFaults ? [phrase('truth.clock', { n: clockless })] : []),
    ...(dry > 0 ? [phrase('truth.noFlow', { n: dry })] : []),
  ];
}

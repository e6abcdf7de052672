// What ran before the restart runs after it: the hotel is read back from the store, and brought up to date by the samples
// that no snapshot holds.
import { createHotel, type Hotel, type HotelSettings } from './domain/hotel.ts';
import type { WarmUpStandard } from './domain/standard.ts';
import type { Recovery } from './ports.ts';

export async function recallHotel(
  recovery: Recovery,
  settings: HotelSettings,
  now: number,
): Promise<{ hotel: Hotel; lastSeq: number; replayedMessages: number }> {
  const standards = latestVersions(settings.standards, recovery.standards);
  const memory = { ...recovery, standards: [...settings.standards, ...recovery.standards], startedAt: now };
  const hotel = createHotel({ ...settings, standards }, memory);
  let replayedMessages = 0;
  for await (const { device, samples, clock, receivedAt } of recovery.samples) {
    hotel.replay(device, samples, clock, receivedAt);
    replayedMessages += 1;
  }
  return { hotel, lastSeq: recovery.lastSeq, replayedMessages };
}

/** The house's own versions go before those that ship; the order, which says which is primary, stays. */
export function latestVersions(
  shipped: readonly WarmUpStandard[],
  stored: readonly WarmUpStandard[],
): readonly WarmUpStandard[] {
  const latest = new Map(shipped.map((one) => [one.id, one]));
  for (const one of stored) {
    if (one.version >= (latest.get(one.id)?.version ?? 0)) latest.set(one.id, one);
  }
  return [...latest.values()];
}

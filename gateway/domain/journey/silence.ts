// Silence proves nothing: that something did not happen is proven only by sources that could have told it, were heard
// through the whole time in question, and spoke again after it.
import { catalogue } from '../../../devices/catalogue.ts';
import type { Device } from '../devices/device.ts';
import { type FeedName, feeds } from '../standards/service-standard.ts';

/** A source was not heard from `from` to `to`. Of devices and of the hub itself it is told when it is over. */
export interface Silence {
  /** `device:tea-l1`, `feed:pms`, `hub`. */
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

export interface FeedRules {
  /** Quiet for so long in its usual hours: silent, ms. */
  readonly quietMs: number;
  /** Local clock times. Outside of them quiet is nothing unusual. */
  readonly hours: { readonly from: string; readonly to: string };
}

export type FeedRulesByName = Readonly<Record<FeedName, FeedRules>>;

export const houseFeedRules: FeedRulesByName = {
  pms: { quietMs: 10 * 60_000, hours: { from: '07:00', to: '23:00' } },
  crm: { quietMs: 7 * 24 * 60 * 60_000, hours: { from: '00:00', to: '24:00' } },
};

/** What a device told can be looked up for so long. */
export const lookBackMs = 48 * 60 * 60_000;

/** A hub that was away for less has missed nothing: devices and systems send again. */
export const hubSilentAfterMs = 3 * 60_000;

/** Where the silence of a hub begins that was not there yet. */
export const beforeItsTime = 0;

export const deviceSource = (id: string): string => `device:${id}`;
export const feedSource = (name: FeedName): string => `feed:${name}`;
export const feedOf = (source: unknown): FeedName | undefined => feeds.find((name) => feedSource(name) === source);
export const hubSource = 'hub';

/** The same silences in the same order. */
export function areSame(before: readonly Silence[], after: readonly Silence[]): boolean {
  return (
    before.length === after.length &&
    before.every((one, index) => {
      const other = after[index];
      return one.source === other?.source && one.from === other.from && one.to === other.to;
    })
  );
}

export type Absence =
  | { readonly kind: 'proven' }
  | { readonly kind: 'unknown'; readonly source: string }
  | { readonly kind: 'too-early'; readonly until: number };

/** A source as far as it was heard. */
export interface Hearing {
  readonly source: string;
  /** Unset where it was never heard. */
  readonly heardAt?: number;
  /** From here on it counts as silent, unless it is heard before; unset where quiet is nothing unusual. */
  readonly silentAt?: number;
  /** How often to ask again while it is neither, ms; unset: it makes itself heard. */
  readonly askEveryMs?: number;
}

/** Whether nothing told by `sources` in [from, to] means that nothing was. */
export function absence(
  sources: readonly Hearing[],
  silences: readonly Silence[],
  { from, to }: { readonly from: number; readonly to: number },
  now: number,
): Absence {
  let until = Number.POSITIVE_INFINITY;
  for (const { source, heardAt, silentAt, askEveryMs } of sources) {
    if (silences.some((one) => one.source === source && hides(one, { from, to }))) {
      return { kind: 'unknown', source };
    }
    if ((heardAt ?? Number.NEGATIVE_INFINITY) >= to || silentAt === undefined) continue;
    if (now >= silentAt) return { kind: 'unknown', source };
    until = Math.min(until, silentAt, now + (askEveryMs ?? Number.POSITIVE_INFINITY));
  }
  return until === Number.POSITIVE_INFINITY ? { kind: 'proven' } : { kind: 'too-early', until };
}

/** What was still to come when the hub first listened could be told to it. */
function hides(silence: Silence, { from, to }: { readonly from: number; readonly to: number }): boolean {
  if (silence.from === beforeItsTime) return to <= silence.to;
  return silence.from < to && silence.to > from;
}

const askDeviceEveryMs = 10_000;

/** @param silenceFrom silence counts from here at the earliest, Unix ms. */
export function hearingOf(device: Device, silenceFrom: number): Hearing {
  const { lastHeardAt } = device;
  return {
    source: deviceSource(device.record.id),
    silentAt: Math.max(lastHeardAt ?? silenceFrom, silenceFrom) + offlineAfterMs(device),
    askEveryMs: askDeviceEveryMs,
    ...(lastHeardAt !== undefined && { heardAt: lastHeardAt }),
  };
}

export function offlineAfterMs(device: Device): number {
  return catalogue[device.record.kind].offlineAfterMs;
}

/** Whether the device could be heard at an instant; undefined where it never was. */
export function wasOnline(device: Device, silences: readonly Silence[], at: number, now: number): boolean | undefined {
  const { lastHeardAt } = device;
  if (lastHeardAt === undefined) return undefined;
  const source = deviceSource(device.record.id);
  if (silences.some((one) => one.source === source && one.from < at && at < one.to)) return false;
  const silentNow = device.presence === 'offline' || now - lastHeardAt >= offlineAfterMs(device);
  return !(silentNow && at > lastHeardAt);
}

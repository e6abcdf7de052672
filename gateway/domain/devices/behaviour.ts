// What a kind of device does with its samples and events. One behaviour per device, owned by it, deterministic.
import type { ExpectedGuests } from '../foresight/expected-guests.ts';
import type { DeviceEventInput, Sample, TimeSource } from '../inputs.ts';
import type { DeviceRecord, Space } from '../property.ts';
import type { WarmUpStandard } from '../standard.ts';
import type { Happening } from './happening.ts';

export interface Behaviour {
  sample(sample: Sample, clock: TimeSource, now: number): readonly Happening[];
  /** All samples of a message were taken: what matters is how things stand now, not how they stood on the way. */
  samplesTaken?(now: number): readonly Happening[];
  event(event: DeviceEventInput, now: number): readonly Happening[];
  /** `listeningSince`: before it the hub could not hear; silence until then is its own. */
  timePassed(now: number, listeningSince: number): readonly Happening[];
  /** Hub time at which `timePassed` is wanted next. */
  wakeAt(listeningSince: number): number | undefined;
  /** JSON-serialisable; given back to the behaviour's maker it goes on where it stood. */
  snapshot(): unknown;
  /** Predicted instants at which stocks run out, by reading. */
  runOutAt?(): Readonly<Record<string, number>>;
  /** Since when nobody has been seen in the room, Unix ms; room controllers only. */
  emptySince?(): number | undefined;
  /** Whom the machine will have to serve, in the order of their instants; dispensers only. */
  expectGuests?(guests: readonly ExpectedGuests[]): void;
  /** The next draw within `withinMs` is a staff test draw; hot-water sensors only. */
  expectTestDraw?(now: number, withinMs: number): void;
}

export interface BehaviourContext {
  readonly record: DeviceRecord;
  readonly space: Space;
  readonly standards: readonly WarmUpStandard[];
}

// What is known of a device beside its registry record: is it there, what did it last say, what is wrong with it.

import type { Readings } from '../../devices/device-model.ts';
import type { About, Presence } from '../../devices/envelope.ts';
import type { DeviceRecord } from './property.ts';

export interface DeviceFault {
  readonly code: string;
  readonly message: string;
  readonly since: number;
}

export interface RefusedMessage {
  readonly at: number;
  readonly topic: string;
  /** Says what was expected: `temperature: expected number, received string`. */
  readonly reason: string;
  /** The first bytes of the payload, printable, at most 200 characters. */
  readonly firstBytes: string;
}

export interface MaintenancePeriod {
  /** Hub clock, Unix ms. */
  readonly from: number;
  readonly until: number;
  /** User or token. */
  readonly by: string;
}

export interface DeviceStatus {
  readonly record: DeviceRecord;
  readonly floor?: string;
  readonly riser?: string;
  /** `unknown` until the device was heard for the first time. */
  readonly presence: Presence | 'unknown';
  readonly presenceSince?: number;
  /** Hub clock, Unix ms. */
  readonly lastHeardAt?: number;
  /** How often it speaks, as its own pauses show; unset until it was heard twice. Three of them unheard is silence. */
  readonly periodMs?: number;
  readonly about?: About;
  readonly lastSample?: { readonly at: number; readonly readings: Readings };
  readonly faults: readonly DeviceFault[];
  /** When somebody worked at it, the latest first, at most 20; unset: never. */
  readonly maintenance?: readonly MaintenancePeriod[];
  /** The latest first, at most 20. */
  readonly refused: readonly RefusedMessage[];
  readonly refusedCount: number;
  /** Fields that the model does not know, counted since the start. */
  readonly unknownFieldCount: number;
  /** Room controllers: what the last door, card and scene events said. */
  readonly room?: { readonly doorOpen?: boolean; readonly cardInserted?: boolean; readonly scene?: string };
  /** Room controllers: since when nobody has been seen in the room, Unix ms; unset while somebody is, or nobody can say. */
  readonly emptySince?: number;
  /** Predicted instants at which a stock runs out, by reading. Unix ms. */
  readonly runOutAt?: Readonly<Record<string, number>>;
}

// The shape of a device kind: its readings with units and plausible ranges, its events, its time-out. A new kind is a new
// file in models/ and a row in catalogue.ts.
import type { z } from 'zod';
import type { DeviceKind } from './identifiers.ts';

export interface Reading {
  /** Unit as docs/device-makers.md spells it: `°C`, `L/min`, `%`, `L`; empty for a count or a flag. */
  readonly unit: string;
  /** What a healthy device can report. Values outside are kept, and shown as implausible. */
  readonly plausible?: readonly [low: number, high: number];
}

export interface DeviceModel {
  readonly kind: DeviceKind;
  /** The readings of one sample, without `at`. Unknown keys are stripped. */
  readonly sample: z.ZodType<Readings>;
  readonly readings: Readonly<Record<string, Reading>>;
  /** The events of the kind, by `type`, without the envelope's `id` and `at`. */
  readonly events: Readonly<Record<string, z.ZodType<Readonly<Record<string, unknown>>>>>;
  /** Silence after which the device counts as offline even where its last will never came, milliseconds. */
  readonly offlineAfterMs: number;
}

export type ReadingValue = number | boolean | string | null;
export type Readings = Readonly<Record<string, ReadingValue | undefined>>;

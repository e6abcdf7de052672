// A device as the engineer sees it, and the registry's calls. Units: °C, seconds.
import { z } from 'zod';
import { DeviceId, DeviceKind } from '../../../devices/identifiers.ts';
import { measuringPoints } from '../../domain/property.ts';
import { GivenInstant, Instant } from './instant.ts';
import { PlaceLabel, SpaceId } from './property.ts';

export const MeasuringPoint = z.enum(measuringPoints);

const ReadingValue = z.union([z.number(), z.boolean(), z.string(), z.null()]);

export const Sensor = z.object({
  point: MeasuringPoint,
  /** First-order time constant of the probe, seconds; 0: its readings stand as they are. */
  tau: z.number(),
  /** Smallest step of the reading, °C; 0 where unknown. */
  resolution: z.number(),
  /** Draws before it are excluded as `commissioning`; null excludes nothing. */
  commissionedAt: Instant.nullable(),
  tauMeasured: z.object({ by: z.string(), at: Instant }).nullable(),
});
export type Sensor = z.infer<typeof Sensor>;

export const Device = z
  .object({
    id: z.string(),
    kind: DeviceKind,
    name: z.string().nullable(),
    space: z.string(),
    floor: z.string().nullable(),
    riser: z.string().nullable(),
    /** `unknown` until the device was heard for the first time. */
    presence: z.enum(['online', 'offline', 'unknown']),
    presenceSince: Instant.nullable(),
    lastSeenAt: Instant.nullable(),
    /** How often it speaks, seconds, as its own pauses show; null until it was heard twice. Unheard for three of them it is silent. */
    period: z.number().nullable(),
    model: z.string().nullable(),
    firmware: z.string().nullable(),
    serial: z.string().nullable(),
    /** The last sample, at the device's own time. */
    lastReading: z
      .object({
        at: Instant,
        readings: z.record(z.string(), ReadingValue),
        /** Readings outside of what a healthy device of the kind can report; null is one. */
        implausible: z.array(z.string()),
      })
      .nullable(),
    faults: z.array(z.object({ code: z.string(), message: z.string(), since: Instant })),
    /** When somebody worked at it, the latest first, at most 20. One that runs ends in the future. */
    maintenance: z.array(z.object({ from: Instant, until: Instant, by: z.string() })),
    /** Messages that the hub could not take, the latest first, at most 20. */
    refused: z.array(z.object({ at: Instant, topic: z.string(), reason: z.string(), firstBytes: z.string() })),
    refusedCount: z.int(),
    unknownFieldCount: z.int(),
    /** When a stock is predicted to be empty, by reading. */
    runOutAt: z.record(z.string(), Instant),
    /** Hot-water sensors only. */
    sensor: Sensor.nullable(),
    /** True once, on the stream, when the device leaves the registry. */
    revoked: z.boolean(),
  })
  .meta({ id: 'Device' });
export type Device = z.infer<typeof Device>;

export const DeviceParams = z.object({ id: DeviceId });

export const NewDevice = z.strictObject({
  id: DeviceId,
  kind: DeviceKind,
  /** A space that the hub does not know yet is made. */
  space: SpaceId,
  name: z.string().min(1).max(128).optional(),
  /** Of the space. */
  floor: PlaceLabel.optional(),
  /** Of the space. */
  riser: PlaceLabel.optional(),
  point: MeasuringPoint.optional(),
  tau: z.number().min(0).max(60).optional(),
  resolution: z.number().min(0).max(5).optional(),
  commissionedAt: GivenInstant.optional(),
});
export type NewDevice = z.infer<typeof NewDevice>;

/** The password is told this once; the hub keeps its hash. */
export const MadeDevice = z
  .object({ id: z.string(), username: z.string(), password: z.string() })
  .meta({ id: 'MadeDevice' });
export type MadeDevice = z.infer<typeof MadeDevice>;

/** For how long somebody works at it; 0: no longer. */
export const MaintenanceCall = z.strictObject({ minutes: z.int().min(0).max(1440) });

export const DeviceChange = z.strictObject({
  space: SpaceId.optional(),
  name: z.string().min(1).max(128).nullable().optional(),
  point: MeasuringPoint.optional(),
  tau: z.number().min(0).max(60).optional(),
  resolution: z.number().min(0).max(5).optional(),
  /** Null takes the commissioning date back. */
  commissionedAt: GivenInstant.nullable().optional(),
});
export type DeviceChange = z.infer<typeof DeviceChange>;

// A hotel as the hub knows it: spaces on floors and risers, and the devices in them.
import type { DeviceId, DeviceKind, PropertyId } from '../../devices/identifiers.ts';

export type SpaceId = string & { readonly __brand: 'SpaceId' };

export const spaceKinds = ['room', 'lobby', 'corridor', 'gym', 'plant-room', 'other'] as const;
export type SpaceKind = (typeof spaceKinds)[number];

export interface Space {
  readonly id: SpaceId;
  readonly kind: SpaceKind;
  readonly name?: string;
  readonly floor?: string;
  /** The hot-water stack that feeds the space. */
  readonly riser?: string;
}

/** Roles that a task can belong to. */
export const staffRoles = ['housekeeping', 'front-desk', 'engineer', 'manager', 'admin'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** `integration` is another system; `wall` a screen that hangs where staff pass, and only shows. */
export const roles = [...staffRoles, 'integration', 'wall'] as const;
export type Role = (typeof roles)[number];

export interface Property {
  readonly id: PropertyId;
  readonly name: string;
  /** IANA name; clock times of standards and days of compliance are in it. */
  readonly timeZone: string;
}

/** What the registry keeps of a device. Its space carries floor and riser. */
export interface DeviceRecord {
  readonly id: DeviceId;
  readonly kind: DeviceKind;
  readonly space: SpaceId;
  readonly name?: string;
  /** Hot-water sensors only. */
  readonly sensor?: SensorRecord;
}

export const measuringPoints = ['hot-branch', 'mixed-outlet', 'cold-branch'] as const;
export type MeasuringPoint = (typeof measuringPoints)[number];

/** How a hot-water sensor is mounted; docs/warm-up.md, "What it is judged from". */
export interface SensorRecord {
  readonly point: MeasuringPoint;
  /** First-order time constant of the probe, seconds; 0 means that its readings stand as they are. */
  readonly tauS: number;
  /** Smallest step of the reading, °C; 0 where unknown. */
  readonly resolutionC: number;
  /** Draws that began before this instant are excluded as `commissioning`. Unset excludes nothing. Unix ms. */
  readonly commissionedAt?: number;
  /** Who measured tau, and when (Unix ms). */
  readonly tauMeasured?: { readonly by: string; readonly at: number };
}

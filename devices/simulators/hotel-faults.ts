// What goes wrong in the simulated hotel, and how often. Everything here is what hubs in real hotels have to live with.
import type { Period, PlantOutage } from './water/plant.ts';

export interface HotelFaults {
  /** Cut connections, each device and day. */
  readonly dropsADay: number;
  /** Restarts, each device and day. */
  readonly rebootsADay: number;
  /** Share of messages that are sent again although they were acknowledged. */
  readonly duplicateShare: number;
  /** Share of sensors whose probe breaks for some hours of the first day. */
  readonly probeFailureShare: number;
  /** Share of devices with a bad crystal: half a minute a day. */
  readonly driftingShare: number;
  /** Pumps out of order, by riser. */
  readonly pumpFailures: Readonly<Record<string, readonly Period[]>>;
  readonly plantOutages: readonly PlantOutage[];
}

export const noFaults: HotelFaults = {
  dropsADay: 0,
  rebootsADay: 0,
  duplicateShare: 0,
  probeFailureShare: 0,
  driftingShare: 0,
  pumpFailures: {},
  plantOutages: [],
};

export const usualFaults: HotelFaults = {
  dropsADay: 1.5,
  rebootsADay: 0.4,
  duplicateShare: 0.004,
  probeFailureShare: 0.04,
  driftingShare: 0.1,
  pumpFailures: {},
  plantOutages: [],
};

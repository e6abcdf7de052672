// Lists of the engineers' page: devices by how they stand, incidents by how far they reach. Pure.
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Incident } from '../../gateway/api/contract/incident.ts';
import { byUrgency, type ThingState, thingStates } from '../shared/ui/thing-state.ts';
import { type Condition, deviceCondition, type Moment } from './device-condition.ts';
import { inPlaceOrder } from './floor-plan.ts';
import type { DeviceRow } from './space-cell.ts';

/** Worst first, then along the floors. */
export function deviceRows(devices: Iterable<Device>, moment: Moment): readonly DeviceRow[] {
  return [...devices]
    .map((device) => ({ device, ...deviceCondition(device, moment) }))
    .sort((one, other) => byUrgency(one.state, other.state) || inPlaceOrder(one.device.space, other.device.space));
}

export function countStates(cells: Iterable<Condition>): Readonly<Record<ThingState, number>> {
  const counts = Object.fromEntries(thingStates.map((state) => [state, 0])) as Record<ThingState, number>;
  for (const { state } of cells) counts[state] += 1;
  return counts;
}

/** How far each reaches; the widest is read first. */
const reach: Readonly<Record<Incident['kind'], number>> = {
  'broker-offline': 0,
  plant: 1,
  'floor-offline': 2,
  riser: 3,
  floor: 4,
  room: 5,
};

/** Those that stand, the widest first, among equals the oldest. */
export function incidentsToShow(incidents: Iterable<Incident>): readonly Incident[] {
  return [...incidents]
    .filter((incident) => incident.closedAt === null)
    .sort((one, other) => reach[one.kind] - reach[other.kind] || (one.openedAt < other.openedAt ? -1 : 1));
}

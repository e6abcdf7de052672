// The house around the devices: what task and incident rules may look at and change.
import type { Calendar } from './calendar.ts';
import type { Device } from './devices/device.ts';
import type { PlanInForce } from './dispatch/plan-in-force.ts';
import type { Fact } from './facts.ts';
import type { Incident } from './incident.ts';
import type { WaterLog } from './incidents/water-log.ts';
import { putInOldPlace } from './old-place.ts';
import type { Property, Space } from './property.ts';
import type { WarmUpStandard } from './standard.ts';
import type { TaskRules } from './tasks/assignment.ts';
import { justOverMs, type TaskBoard } from './tasks/task-board.ts';

export interface House {
  readonly property: Property;
  readonly rules: TaskRules;
  readonly incidentRules: IncidentRules;
  readonly board: TaskBoard;
  readonly spaces: Map<string, Space>;
  readonly devices: Map<string, Device>;
  /** By `id@version`. */
  readonly standards: Map<string, WarmUpStandard>;
  /** What outlets are judged by, in its latest version; the primary one of each measuring point first. */
  readonly currentStandards: WarmUpStandard[];
  /** Those that stand, in the order in which they were opened. */
  readonly incidents: Map<string, Incident>;
  /** Those that are over since `justOverMs` at most: a slip that ended one can be taken back. */
  readonly justOver: Map<string, Incident>;
  dispatch: PlanInForce;
  /** The draws of the last days at hot outlets. */
  readonly water: WaterLog;
  /** Days and clock times of the property. */
  readonly calendar: Calendar;
  /** Silence counts from here at the earliest: the hub's own start, or the return of its broker. */
  silenceFrom: number;
  /** Devices whose state moved with facts since the ledger last asked: they are snapshotted in the same commit. */
  readonly touched: Set<Device>;
  linkDown: boolean;
}

/** docs/warm-up.md, rule 11 and the grouping of silent devices. */
export interface IncidentRules {
  readonly withinMs: number;
  readonly leastRooms: number;
  /** Of the rooms with a qualifying draw in that time, 0 to 1. */
  readonly plantShare: number;
  /** Of a floor's or the house's devices, 0 to 1: from here on silence has one cause. */
  readonly outageShare: number;
  readonly leastFloorDevices: number;
  readonly leastHouseDevices: number;
}

export const houseIncidentRules: IncidentRules = {
  withinMs: 60 * 60_000,
  leastRooms: 3,
  plantShare: 0.25,
  outageShare: 0.8,
  leastFloorDevices: 3,
  leastHouseDevices: 5,
};

export function changeIncident(house: House, incident: Incident): Fact {
  if (incident.closedAt === undefined) stand(house, incident);
  else end(house, incident, incident.closedAt);
  return { type: 'incident-changed', incident };
}

function stand({ incidents, justOver }: House, incident: Incident): void {
  if (justOver.delete(incident.id)) putInOldPlace(incidents, incident);
  else incidents.set(incident.id, incident);
}

function end({ incidents, justOver }: House, incident: Incident, closedAt: number): void {
  for (const [id, one] of justOver) if ((one.closedAt ?? 0) < closedAt - justOverMs) justOver.delete(id);
  incidents.delete(incident.id);
  justOver.set(incident.id, incident);
}

/** What is over since then opens no task and no incident: docs/warm-up.md, rule 11. `at`: device clock, Unix ms. */
export function isLongAgo(house: House, at: number, now: number): boolean {
  return now - at > house.rules.oldDrawMinutes * 60_000;
}

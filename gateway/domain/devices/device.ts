// One device as the hub knows it: registry record, presence, faults, refused messages, and the behaviour of its kind.
// Mutable and owned by the hotel; everything here is either in a `device-changed` fact or in the snapshot.
import { catalogue } from '../../../devices/catalogue.ts';
import type { About, Presence } from '../../../devices/envelope.ts';
import type { DeviceFault, DeviceStatus, MaintenancePeriod, RefusedMessage } from '../device-status.ts';
import type { DeviceEventInput, Sample } from '../inputs.ts';
import type { DeviceRecord, Space } from '../property.ts';
import type { WarmUpStandard } from '../standard.ts';
import type { Behaviour, BehaviourContext } from './behaviour.ts';
import { createDispenser } from './dispenser.ts';
import { createHotWaterOutlet } from './hot-water-outlet.ts';
import { createOwnPeriod, type OwnPeriod, type OwnPeriodState } from './own-period.ts';
import { createReadingLog, type ReadingLog } from './reading-log.ts';
import { createRecentInstants, type RecentInstants } from './recent-instants.ts';
import { createRoom } from './room.ts';

const refusedKept = 20;

export interface Device {
  record: DeviceRecord;
  space: Space;
  behaviour: Behaviour;
  recent: RecentInstants;
  log: ReadingLog;
  presence: Presence | 'unknown';
  presenceSince?: number;
  lastHeardAt?: number;
  period: OwnPeriod;
  about?: About;
  lastSample?: Sample;
  faults: DeviceFault[];
  maintenance: readonly MaintenancePeriod[];
  refused: RefusedMessage[];
  refusedCount: number;
  unknownFieldCount: number;
  room: { doorOpen?: boolean; cardInserted?: boolean; scene?: string };
  /** The offline task or incident of this silence is told. */
  missed: boolean;
  /** The outlet's latest qualifying draws, oldest first, at most three; docs/warm-up.md, rule 11. */
  verdicts: OutletVerdict[];
  /** Silence counts from here at the earliest: an outage that the device was part of ended. Hub clock, Unix ms. */
  graceFrom: number;
  /** When a refused message was last told, so that a flood of nonsense makes one fact a second. */
  refusalToldAt: number;
  /** Samples taken since the last snapshot. */
  dirty: boolean;
}

export interface OutletVerdict {
  readonly draw: string;
  readonly startedAt: number;
  readonly missed: boolean;
  /** A task has the draw as its evidence, or had it before people ended it. */
  readonly tasked: boolean;
}

/** What a snapshot holds: all that plain samples change. */
interface DeviceSnapshot {
  behaviour: unknown;
  /** Of an older hub the steps as numbers. */
  recent: string | number[];
  /** Unset in what an older hub wrote. */
  log?: ReturnType<ReadingLog['snapshot']>;
  /** Unset in what an older hub wrote. */
  period?: OwnPeriodState;
  lastHeardAt?: number;
  lastSample?: Sample;
  unknownFieldCount: number;
  refused: RefusedMessage[];
  refusedCount: number;
  refusalToldAt: number;
  missed: boolean;
  verdicts: OutletVerdict[];
}

export function createDevice(
  record: DeviceRecord,
  space: Space,
  standards: readonly WarmUpStandard[],
  known?: DeviceStatus,
  snapshot?: string,
): Device {
  const before = snapshot === undefined ? undefined : (JSON.parse(snapshot) as DeviceSnapshot);
  return {
    record,
    space,
    behaviour: createBehaviour({ record, space, standards }, before?.behaviour),
    recent: createRecentInstants(before?.recent),
    log: createReadingLog(before?.log),
    period: createOwnPeriod(catalogue[record.kind].offlineAfterMs, before?.period),
    presence: known?.presence ?? 'unknown',
    faults: [...(known?.faults ?? [])],
    maintenance: known?.maintenance ?? [],
    refused: before?.refused ?? [...(known?.refused ?? [])],
    refusedCount: before?.refusedCount ?? known?.refusedCount ?? 0,
    unknownFieldCount: before?.unknownFieldCount ?? known?.unknownFieldCount ?? 0,
    room: { ...known?.room },
    missed: before?.missed ?? false,
    verdicts: before?.verdicts ?? [],
    graceFrom: 0,
    refusalToldAt: before?.refusalToldAt ?? 0,
    dirty: false,
    ...(known?.presenceSince !== undefined && { presenceSince: known.presenceSince }),
    ...(known?.about !== undefined && { about: known.about }),
    ...definedLastHeard(before, known),
  };
}

/** The same device with another record, place or standards: what runs goes on. Another kind begins anew. */
export function rebuildDevice(
  before: Device,
  record: DeviceRecord,
  space: Space,
  standards: readonly WarmUpStandard[],
): Device {
  const snapshot = before.record.kind === record.kind ? snapshotDevice(before) : undefined;
  const { graceFrom } = before;
  return { ...createDevice(record, space, standards, describeDevice(before), snapshot), graceFrom };
}

function definedLastHeard(before: DeviceSnapshot | undefined, known: DeviceStatus | undefined) {
  const lastHeardAt = before?.lastHeardAt ?? known?.lastHeardAt;
  const lastSample = before?.lastSample ?? known?.lastSample;
  return { ...(lastHeardAt !== undefined && { lastHeardAt }), ...(lastSample !== undefined && { lastSample }) };
}

function createBehaviour(context: BehaviourContext, restored: unknown): Behaviour {
  switch (context.record.kind) {
    case 'hot-water-sensor':
      return createHotWaterOutlet(context, restored);
    case 'tea-dispenser':
    case 'water-dispenser':
      return createDispenser(context, restored);
    case 'room-controller':
      return createRoom(restored);
  }
}

export function snapshotDevice(device: Device): string {
  const snapshot: DeviceSnapshot = {
    behaviour: device.behaviour.snapshot(),
    recent: device.recent.snapshot(),
    log: device.log.snapshot(),
    period: device.period.snapshot(),
    unknownFieldCount: device.unknownFieldCount,
    refused: device.refused,
    refusedCount: device.refusedCount,
    refusalToldAt: device.refusalToldAt,
    missed: device.missed,
    verdicts: device.verdicts,
    ...(device.lastHeardAt !== undefined && { lastHeardAt: device.lastHeardAt }),
    ...(device.lastSample !== undefined && { lastSample: device.lastSample }),
  };
  return JSON.stringify(snapshot);
}

export function describeDevice(device: Device): DeviceStatus {
  const { record, space } = device;
  const runOutAt = device.behaviour.runOutAt?.();
  const emptySince = device.behaviour.emptySince?.();
  const periodMs = device.period.readMs();
  return {
    record,
    presence: device.presence,
    faults: device.faults,
    refused: device.refused,
    refusedCount: device.refusedCount,
    unknownFieldCount: device.unknownFieldCount,
    ...(space.floor !== undefined && { floor: space.floor }),
    ...(space.riser !== undefined && { riser: space.riser }),
    ...(device.presenceSince !== undefined && { presenceSince: device.presenceSince }),
    ...(device.lastHeardAt !== undefined && { lastHeardAt: device.lastHeardAt }),
    ...(periodMs !== undefined && { periodMs }),
    ...(device.maintenance.length > 0 && { maintenance: device.maintenance }),
    ...(device.about !== undefined && { about: device.about }),
    ...(device.lastSample !== undefined && { lastSample: device.lastSample }),
    ...(record.kind === 'room-controller' && { room: device.room }),
    ...(runOutAt !== undefined && { runOutAt }),
    ...(emptySince !== undefined && { emptySince }),
  };
}

export function keepRefused(device: Device, refused: RefusedMessage): void {
  device.refused = [refused, ...device.refused].slice(0, refusedKept);
  device.refusedCount += 1;
}

export function addFault(device: Device, fault: DeviceFault): void {
  if (!device.faults.some((one) => one.code === fault.code)) device.faults = [...device.faults, fault];
}

export function clearFault(device: Device, code: string): boolean {
  const left = device.faults.filter((one) => one.code !== code);
  const cleared = left.length < device.faults.length;
  device.faults = left;
  return cleared;
}

/** Door, card and scene: the room as its panel last said it. */
export function updateRoom(device: Device, event: DeviceEventInput): void {
  const { open, inserted, scene } = event.data as { open?: boolean; inserted?: boolean; scene?: string };
  if (event.event === 'door' && open !== undefined) device.room = { ...device.room, doorOpen: open };
  if (event.event === 'card' && inserted !== undefined) device.room = { ...device.room, cardInserted: inserted };
  if (event.event === 'scene' && scene !== undefined) device.room = { ...device.room, scene };
}

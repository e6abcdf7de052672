// From what a call says of a device to what the registry keeps of it.
import type { DeviceRecord, SensorRecord, Space, SpaceId, SpaceKind } from '../domain/property.ts';
import type { DeviceChange, NewDevice } from './contract/device.ts';
import { refuseField, refuseFields } from './problem.ts';
import { unixMs } from './wire/instants.ts';

const placeFields = ['floor', 'riser'] as const;

type SensorFields = Pick<DeviceChange, 'point' | 'tau' | 'resolution' | 'commissionedAt'>;

/** Where nothing else is said, the probe sits before the mixer, reads at once and to the last digit. */
const plainSensor: SensorRecord = { point: 'hot-branch', tauS: 0, resolutionC: 0 };

/** @throws ProblemError where a field belongs to hot-water sensors alone. */
export function newRecord(device: NewDevice): DeviceRecord {
  return {
    id: device.id,
    kind: device.kind,
    space: device.space as SpaceId,
    ...(device.name !== undefined && { name: device.name }),
    ...sensorOf(device.kind, plainSensor, device),
  };
}

/** `measured` stands beside a tau that is given by hand. @throws ProblemError as `newRecord`. */
export function changedRecord(
  record: DeviceRecord,
  change: DeviceChange,
  measured: { readonly by: string; readonly at: number },
): DeviceRecord {
  const { name, sensor, ...kept } = record;
  const newName = change.name === undefined ? name : (change.name ?? undefined);
  return {
    ...kept,
    space: (change.space ?? record.space) as SpaceId,
    ...(newName !== undefined && { name: newName }),
    ...sensorOf(record.kind, sensor ?? plainSensor, change, measured),
  };
}

function sensorOf(
  kind: DeviceRecord['kind'],
  { commissionedAt, ...base }: SensorRecord,
  given: SensorFields,
  measured?: { readonly by: string; readonly at: number },
): { sensor: SensorRecord } | undefined {
  if (kind !== 'hot-water-sensor') {
    for (const field of ['point', 'tau', 'resolution', 'commissionedAt'] as const) {
      if (given[field] !== undefined) throw refuseField(field, `is for hot-water sensors; this is a ${kind}`);
    }
    return undefined;
  }
  const commissioned =
    given.commissionedAt === undefined
      ? commissionedAt
      : given.commissionedAt === null
        ? undefined
        : unixMs(given.commissionedAt);
  return {
    sensor: {
      ...base,
      point: given.point ?? base.point,
      tauS: given.tau ?? base.tauS,
      resolutionC: given.resolution ?? base.resolutionC,
      ...(commissioned !== undefined && { commissionedAt: commissioned }),
      ...(given.tau !== undefined && measured !== undefined && { tauMeasured: measured }),
    },
  };
}

/**
 * The space that has to be made before a device can be in it, or that is told its floor and riser first; undefined where it is as it
 * should be.
 * @throws ProblemError where the space lies elsewhere: a slip in one device must not move a room and what else is in it.
 */
export function placedSpace(
  { kind, space, ...place }: Pick<NewDevice, 'kind' | 'space' | 'floor' | 'riser'>,
  spaces: readonly Space[],
): Space | undefined {
  const known = spaces.find(({ id }) => id === space);
  const told = placeFields.filter((field) => place[field] !== undefined && place[field] !== known?.[field]);
  const elsewhere = told.filter((field) => known?.[field] !== undefined);
  if (elsewhere.length > 0)
    throw refuseFields(elsewhere.map((field) => ({ field, detail: whereItIs(space, known?.[field]) })));
  if (known !== undefined && told.length === 0) return undefined;
  return {
    ...(known ?? { id: space as SpaceId, kind: likelyKind(kind, space) }),
    ...Object.fromEntries(told.map((field) => [field, place[field]])),
  };
}

function whereItIs(space: string, place: string | undefined): string {
  return `expected ${place}, where ${space} is, or none (PUT /spaces/${space} moves it)`;
}

/** What a space that nobody declared most likely is; the property's file says it for sure. */
function likelyKind(device: DeviceRecord['kind'], space: string): SpaceKind {
  if (space.startsWith('lobby')) return 'lobby';
  return device === 'hot-water-sensor' || device === 'room-controller' ? 'room' : 'other';
}

// A device as the API tells it. Managers are never told whether a guest room is occupied.
import { catalogue } from '../../../devices/catalogue.ts';
import type { DeviceModel, Reading, Readings, ReadingValue } from '../../../devices/device-model.ts';
import type { DeviceStatus } from '../../domain/device-status.ts';
import type { Sample } from '../../domain/inputs.ts';
import type { Role, SensorRecord } from '../../domain/property.ts';
import type { Device, Sensor } from '../contract/device.ts';
import { instant, instantOrNull } from './instants.ts';

/** Readings that say whether somebody is in the room. */
const presenceReadings: ReadonlySet<string> = new Set(['occupied']);

export function mayReadReading(role: Role, reading: string): boolean {
  return role !== 'manager' || !presenceReadings.has(reading);
}

export function wireDevice(device: DeviceStatus, role: Role, revoked = false): Device {
  const { record, about, lastSample } = device;
  return {
    id: record.id,
    kind: record.kind,
    name: record.name ?? null,
    space: record.space,
    floor: device.floor ?? null,
    riser: device.riser ?? null,
    presence: device.presence,
    presenceSince: instantOrNull(device.presenceSince),
    lastSeenAt: instantOrNull(device.lastHeardAt),
    period: device.periodMs === undefined ? null : device.periodMs / 1000,
    model: about?.model ?? null,
    firmware: about?.firmware ?? null,
    serial: about?.serial ?? null,
    lastReading: lastSample === undefined ? null : wireReading(lastSample, catalogue[record.kind], role),
    faults: device.faults.map(({ code, message, since }) => ({ code, message, since: instant(since) })),
    maintenance: (device.maintenance ?? []).map(({ from, until, by }) => ({
      from: instant(from),
      until: instant(until),
      by,
    })),
    refused: device.refused.map(({ at, topic, reason, firstBytes }) => ({
      at: instant(at),
      topic,
      reason,
      firstBytes,
    })),
    refusedCount: device.refusedCount,
    unknownFieldCount: device.unknownFieldCount,
    runOutAt: Object.fromEntries(Object.entries(device.runOutAt ?? {}).map(([reading, at]) => [reading, instant(at)])),
    sensor: record.sensor === undefined ? null : wireSensor(record.sensor),
    revoked,
  };
}

function wireReading({ at, readings }: Sample, model: DeviceModel, role: Role): NonNullable<Device['lastReading']> {
  const readable = readableBy(role, readings);
  const implausible = Object.entries(readable)
    .filter(([reading, value]) => !isPlausible(value, model.readings[reading]?.plausible))
    .map(([reading]) => reading);
  return { at: instant(at), readings: readable, implausible };
}

function isPlausible(value: ReadingValue, range: Reading['plausible']): boolean {
  if (range === undefined) return true;
  return typeof value === 'number' && value >= range[0] && value <= range[1];
}

function readableBy(role: Role, readings: Readings): NonNullable<Device['lastReading']>['readings'] {
  return Object.fromEntries(
    Object.entries(readings).flatMap(([reading, value]) =>
      value !== undefined && mayReadReading(role, reading) ? [[reading, value]] : [],
    ),
  );
}

function wireSensor(sensor: SensorRecord): Sensor {
  return {
    point: sensor.point,
    tau: sensor.tauS,
    resolution: sensor.resolutionC,
    commissionedAt: instantOrNull(sensor.commissionedAt),
    tauMeasured:
      sensor.tauMeasured === undefined ? null : { by: sensor.tauMeasured.by, at: instant(sensor.tauMeasured.at) },
  };
}

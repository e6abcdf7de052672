// A device as the API tells it; tests say only what matters to them.
import type { Device } from '../../../gateway/api/contract/device.ts';
import { minutesFromNow } from '../shared/task-builder.ts';

export function aDevice(parts: Partial<Device> = {}): Device {
  return {
    id: 'hw-1203',
    kind: 'hot-water-sensor',
    name: null,
    space: '1203',
    floor: '12',
    riser: 'r1',
    presence: 'online',
    presenceSince: minutesFromNow(-60),
    lastSeenAt: minutesFromNow(-0.2),
    period: 20,
    model: null,
    firmware: '1.2.0',
    serial: null,
    lastReading: { at: minutesFromNow(-0.2), readings: { temperature: 41, flow: 0 }, implausible: [] },
    faults: [],
    maintenance: [],
    refused: [],
    refusedCount: 0,
    unknownFieldCount: 0,
    runOutAt: {},
    sensor: null,
    revoked: false,
    ...parts,
  };
}

export function withReadings(readings: Readonly<Record<string, number>>): Partial<Device> {
  return { lastReading: { at: minutesFromNow(0), readings, implausible: [] } };
}

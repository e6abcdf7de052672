// Facts and samples of a small hotel, whole enough to be stored; a test names only what it is about.
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { DeviceStatus } from '../../../gateway/domain/device-status.ts';
import type { Draw } from '../../../gateway/domain/draw.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import type { Task } from '../../../gateway/domain/task.ts';
import type { TouchpointEvent } from '../../../gateway/domain/touchpoint.ts';
import type { Batch, PackedSamples, SampleMessage } from '../../../gateway/ports.ts';

export function aBatch(parts: Partial<Batch> = {}): Batch {
  return { facts: [], samples: [], seen: [], snapshots: [], ...parts };
}

export function aDraw(parts: Partial<Draw> = {}): Draw {
  return {
    id: 'hw-1203:0',
    device: 'hw-1203' as DeviceId,
    space: '1203' as SpaceId,
    floor: '12',
    riser: 'r2',
    startedAt: 0,
    outcome: 'met',
    censored: false,
    seconds: 7.6,
    uncertaintyS: 0.5,
    litres: 0.93,
    startTemperatureC: 20,
    chainedS: 0,
    standard: 'house-10s@1',
    otherVerdicts: [],
    judgedAt: 0,
    notes: [],
    staffTest: false,
    ...parts,
  };
}

export function aTask(parts: Partial<Task> = {}): Task {
  return {
    id: 't1',
    version: 1,
    kind: 'warm-up',
    title: 'Hot water took 14.6 s in room 1203',
    role: 'engineer',
    space: '1203' as SpaceId,
    floor: '12',
    device: 'hw-1203' as DeviceId,
    cause: 'warm-up:hw-1203',
    state: 'open',
    priority: 2,
    openedAt: 0,
    evidence: [],
    history: [],
    ...parts,
  };
}

export function aTouchpoint(parts: Partial<TouchpointEvent> = {}): TouchpointEvent {
  return {
    id: 'tea-l1:8f3',
    at: 0,
    touchpoint: 'arrival',
    type: 'dispensed',
    space: 'lobby' as SpaceId,
    source: 'device:tea-l1',
    outcome: 'met',
    evidence: {},
    ...parts,
  };
}

export function aDevice(id: string): DeviceStatus {
  return {
    record: { id: id as DeviceId, kind: 'hot-water-sensor', space: '1203' as SpaceId },
    presence: 'online',
    faults: [],
    refused: [],
    refusedCount: 0,
    unknownFieldCount: 0,
  };
}

export function aSampleMessage(parts: Partial<SampleMessage> = {}): SampleMessage {
  return {
    seq: 1,
    receivedAt: 0,
    device: 'hw-1203' as DeviceId,
    clock: 'device',
    samples: [{ at: 0, readings: { temperature: 41.5, flow: 8 } }],
    ...parts,
  };
}

/** As a feed gives them. */
export function packed(rows: readonly SampleMessage[]): PackedSamples {
  return {
    seq: rows.at(-1)?.seq ?? 0,
    isFull: false,
    devices: [...new Set(rows.map(({ device }) => device))],
    messages: JSON.stringify(rows.map(({ device, samples }) => [device, samples])),
  };
}

// Things of a hotel as the API's tests need them; what a test is about, it says itself.
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { DeviceStatus } from '../../../gateway/domain/device-status.ts';
import type { Draw } from '../../../gateway/domain/draw.ts';
import type { Fact } from '../../../gateway/domain/facts.ts';
import type { DeviceRecord, SpaceId } from '../../../gateway/domain/property.ts';
import type { WarmUpStandard } from '../../../gateway/domain/standard.ts';
import type { Task } from '../../../gateway/domain/task.ts';

export const someMoment = Date.parse('2026-03-01T05:00:00Z');

export function aTask(task: Partial<Task> = {}): Task {
  return {
    id: 'task-1',
    version: 1,
    kind: 'warm-up',
    title: 'Room 1203 waits for hot water',
    role: 'engineer',
    space: '1203' as SpaceId,
    cause: `warm-up:${task.id ?? 'task-1'}`,
    state: 'open',
    priority: 2,
    openedAt: someMoment,
    evidence: [],
    history: [],
    ...task,
  };
}

export function taskChanged(task: Partial<Task> = {}): Fact {
  const after = aTask(task);
  return { type: 'task-changed', task: after, change: { at: someMoment, step: 'open', by: 'hub', to: after.state } };
}

export function aDraw(draw: Partial<Draw> = {}): Draw {
  return {
    id: 'draw-1',
    device: 'hw-1203' as DeviceId,
    space: '1203' as SpaceId,
    floor: '12',
    riser: 'r2',
    startedAt: someMoment,
    outcome: 'missed',
    censored: false,
    seconds: 14.6,
    uncertaintyS: 0.5,
    startTemperatureC: 20,
    chainedS: 0,
    standard: 'house-10s@1',
    otherVerdicts: [],
    judgedAt: someMoment + 10_000,
    notes: [],
    staffTest: false,
    ...draw,
  };
}

export function aDevice(
  record: Partial<Omit<DeviceRecord, 'id'>> & { id: string },
  status: Partial<DeviceStatus> = {},
): DeviceStatus {
  return {
    record: { kind: 'hot-water-sensor', space: '1203' as SpaceId, ...record, id: record.id as DeviceId },
    presence: 'online',
    faults: [],
    refused: [],
    refusedCount: 0,
    unknownFieldCount: 0,
    ...status,
  };
}

export function aStandard(standard: Partial<WarmUpStandard> = {}): WarmUpStandard {
  return {
    id: 'house-10s',
    version: 1,
    point: 'hot-branch',
    targetC: 45,
    below: false,
    limitS: 10,
    targetShare: 0.95,
    source: 'house rule',
    startFlowLpm: 1,
    stopFlowLpm: 0.5,
    stopHoldS: 3,
    leastSamples: 3,
    leastSeconds: 2,
    coldStartWindowS: 5,
    coldStartC: 35,
    holdS: 3,
    holdBandK: 1,
    chainWithinS: 60,
    leastFlowLpm: 3,
    fastestKPerS: 25,
    frozenAfterS: 600,
    ...standard,
  };
}

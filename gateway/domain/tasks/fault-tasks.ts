// Faults are the engineer's: those that a device reports of itself, and the probe that says what water cannot do.
import type { Device } from '../devices/device.ts';
import type { Happening } from '../devices/happening.ts';
import type { Draw } from '../draw.ts';
import type { Fact } from '../facts.ts';
import { type House, isLongAgo } from '../house.ts';
import type { TaskEvidence } from '../task.ts';
import { faultCause, probeCause } from './cause.ts';
import { openOrAdd, prove } from './open-task.ts';

export function onFault(house: House, device: Device, fault: Extract<Happening, { type: 'fault' }>, now: number): Fact {
  const { code, message, event, at } = fault;
  const { id, name } = device.record;
  const evidence: TaskEvidence = { type: 'event', id: event, at, data: { code, message } };
  return openOrAdd(
    house,
    {
      kind: 'device-fault',
      cause: faultCause(id, code),
      space: device.space,
      device: id,
      title: `Fault ${code} of ${name ?? id}`,
      priority: 2,
      evidence,
    },
    now,
  );
}

/** A draw whose readings cannot be believed is the engineer's task; the next one that can be judged is the proof. */
export function onProbe(house: House, device: Device, draw: Draw, now: number): Fact[] {
  const { id, name } = device.record;
  const evidence: TaskEvidence = { type: 'draw', id: draw.id, at: draw.startedAt, data: { outcome: draw.outcome } };
  if (draw.outcome !== 'excluded') return prove(house, probeCause(id), evidence, now);
  if (draw.reason !== 'sensor-fault' || isLongAgo(house, draw.endedAt ?? draw.startedAt, now)) return [];
  return [
    openOrAdd(
      house,
      {
        kind: 'device-fault',
        cause: probeCause(id),
        space: device.space,
        device: id,
        title: `The probe of ${name ?? id} cannot be believed`,
        priority: 2,
        evidence,
      },
      now,
    ),
  ];
}

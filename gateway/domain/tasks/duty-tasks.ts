// What the same water must keep to beside its time: docs/warm-up.md, rule 13. Scald is now; the other duties are
// today's work.
import type { Device } from '../devices/device.ts';
import type { Duty, Happening } from '../devices/happening.ts';
import type { Draw } from '../draw.ts';
import type { Fact } from '../facts.ts';
import { type House, isLongAgo } from '../house.ts';
import type { TaskEvidence } from '../task.ts';
import { hseCold2Min, hseHot1Min } from '../warm-up/presets.ts';
import { dutyCause } from './cause.ts';
import { openOrAdd, prove } from './open-task.ts';

export function onDutyFailed(
  house: House,
  device: Device,
  failed: Extract<Happening, { type: 'duty-failed' }>,
  now: number,
): Fact[] {
  if (isLongAgo(house, failed.at, now)) return [];
  const { duty, at, data } = failed;
  const scald = duty === 'scald';
  return [
    openOrAdd(
      house,
      {
        kind: scald ? 'scald' : 'hygiene',
        cause: dutyCause(device.record.id, duty),
        space: device.space,
        device: device.record.id,
        title: scald ? `Water in ${device.space.id} scalds` : `Water hygiene in ${device.space.id}: ${duty}`,
        priority: scald ? 1 : 3,
        evidence: { type: 'reading', at, data: { duty, ...data } },
      },
      now,
    ),
  ];
}

const unreliable: ReadonlySet<string | undefined> = new Set(['sensor-fault', 'clock-fault', 'data-gap']);

/** A draw that began after the failure, long enough to show it again and without it, is the proof. */
export function onDrawWithoutFailure(house: House, device: Device, draw: Draw, now: number): Fact[] {
  const proof: TaskEvidence = { type: 'draw', id: draw.id, at: draw.startedAt, data: { outcome: draw.outcome } };
  const showsTemperature = ![draw.reason, ...draw.notes].some((one) => unreliable.has(one));
  const longEnough = (draw.endedAt ?? draw.startedAt) - draw.startedAt > longestDutyMs(device);
  const proven: Duty[] = showsTemperature && longEnough ? ['stagnation', 'scald', 'hygiene'] : ['stagnation'];
  return proven.flatMap((duty) => prove(house, dutyCause(device.record.id, duty), proof, now));
}

function longestDutyMs(device: Device): number {
  const { limitS } = device.record.sensor?.point === 'cold-branch' ? hseCold2Min : hseHot1Min;
  return limitS * 1000;
}

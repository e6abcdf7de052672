// From a verdict to the outlet's task: WARM-UP rule 11, first half.
import type { Device } from '../devices/device.ts';
import type { Draw } from '../draw.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { TaskEvidence } from '../task.ts';
import { openOrAdd, prove } from './open-task.ts';

/** Beyond this a miss is grave on its own; WARM-UP rule 11, seconds. */
const graveSeconds = 30;
const verdictsKept = 3;

/** The miss is certain at the limit; the tap still runs. */
export function onMissAtLimit(house: House, device: Device, draw: Draw, now: number): Fact[] {
  noteVerdict(device, draw);
  const limitMs = (house.standards.get(draw.standard)?.limitS ?? 0) * 1000;
  return isOld(house, draw.startedAt + limitMs, now) ? [] : miss(house, device, draw, false, now);
}

/** The record is final: the time may be known now, or the miss only now. */
export function onDrawClosed(house: House, device: Device, draw: Draw, now: number): Fact[] {
  if (draw.outcome === 'missed') {
    noteVerdict(device, draw);
    const grave = draw.censored || (draw.seconds ?? 0) > graveSeconds;
    return isOld(house, draw.endedAt ?? draw.startedAt, now) ? [] : miss(house, device, draw, grave, now);
  }
  if (draw.outcome === 'met') {
    noteVerdict(device, draw);
    return prove(house, warmUpCause(draw), drawEvidence(house, draw), now);
  }
  return [];
}

export function warmUpCause(draw: Pick<Draw, 'device'>): string {
  return `warm-up:${draw.device}`;
}

function miss(house: House, device: Device, draw: Draw, grave: boolean, now: number): Fact[] {
  const repeated = device.verdicts.filter((one) => one.missed).length >= 2;
  const urgent = grave || repeated;
  const standing = house.board.byCause(warmUpCause(draw));
  if (standing === undefined && house.rules.warmUpTasks === 'repeated' && !urgent) return [];
  return [
    openOrAdd(
      house,
      {
        kind: 'warm-up',
        cause: warmUpCause(draw),
        space: device.space,
        device: draw.device,
        title: title(house, draw),
        priority: urgent ? 1 : 2,
        evidence: drawEvidence(house, draw),
      },
      now,
    ),
  ];
}

/** One verdict a draw: told at the limit and again when the tap closes. */
function noteVerdict(device: Device, draw: Draw): void {
  if (device.verdicts.some((one) => one.draw === draw.id)) return;
  const verdict = { draw: draw.id, startedAt: draw.startedAt, missed: draw.outcome === 'missed' };
  device.verdicts = [...device.verdicts, verdict].slice(-verdictsKept);
}

function isOld(house: House, at: number, now: number): boolean {
  return now - at > house.rules.oldDrawMinutes * 60_000;
}

function drawEvidence(house: House, draw: Draw): TaskEvidence {
  const limitS = house.standards.get(draw.standard)?.limitS;
  return {
    type: 'draw',
    id: draw.id,
    at: draw.startedAt,
    data: {
      outcome: draw.outcome,
      ...(limitS !== undefined && { limit: limitS }),
      ...(draw.seconds !== undefined && { seconds: Math.round(draw.seconds * 10) / 10 }),
      ...(draw.endedAt !== undefined && { censored: draw.censored }),
    },
  };
}

function title(house: House, draw: Draw): string {
  const standard = house.standards.get(draw.standard);
  return standard === undefined
    ? `Water in ${draw.space} missed its standard`
    : `Water in ${draw.space} not ${standard.below ? 'cold' : 'hot'} within ${standard.limitS} s`;
}

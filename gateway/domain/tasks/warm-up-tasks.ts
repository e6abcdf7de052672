// From a verdict to the outlet's task: docs/warm-up.md, rule 11, first half.
import type { Device } from '../devices/device.ts';
import type { Draw } from '../draw.ts';
import type { Fact } from '../facts.ts';
import { type House, isLongAgo } from '../house.ts';
import type { TaskEvidence } from '../task.ts';
import { warmUpCause } from './cause.ts';
import { hasEvidence, openOrAdd, prove, withdraw } from './open-task.ts';

/** Beyond this a miss is grave on its own; docs/warm-up.md, rule 11, seconds. */
const graveSeconds = 30;
/** "2 of the last 3": docs/warm-up.md, rule 11. */
const verdictsKept = 3;
const missesThatRepeat = 2;

/** The miss is certain at the limit; the tap still runs. */
export function onMissAtLimit(house: House, device: Device, draw: Draw, now: number): Fact[] {
  noteVerdict(device, draw);
  const limitAt = draw.startedAt + (house.standards.get(draw.standard)?.limitS ?? 0) * 1000;
  return isLongAgo(house, limitAt, now) ? [] : miss(house, device, draw, now);
}

/** The record is final: the time may be known now, or the miss only now, or the miss that was told does not hold. */
export function onDrawClosed(house: House, device: Device, draw: Draw, now: number): Fact[] {
  const told = device.verdicts.find((one) => one.draw === draw.id);
  noteVerdict(device, draw);
  const cause = warmUpCause(draw.device);
  const evidence = drawEvidence(house, draw);
  if (draw.outcome === 'missed') {
    const standing = house.board.byCause(cause);
    const endedByPeople = told?.tasked && (standing === undefined || !hasEvidence(standing, evidence));
    const isOld = !told?.tasked && isLongAgo(house, draw.endedAt ?? draw.startedAt, now);
    return endedByPeople || isOld ? [] : miss(house, device, draw, now);
  }
  const withdrawn = told?.missed ? withdraw(house, cause, evidence, now) : [];
  return draw.outcome === 'met' ? [...withdrawn, ...prove(house, cause, evidence, now)] : withdrawn;
}

function miss(house: House, device: Device, draw: Draw, now: number): Fact[] {
  const grave = draw.censored || (draw.seconds ?? 0) > graveSeconds;
  const urgent = grave || device.verdicts.filter((one) => one.missed).length >= missesThatRepeat;
  const cause = warmUpCause(draw.device);
  if (house.board.byCause(cause) === undefined && house.rules.warmUpTasks === 'repeated' && !urgent) return [];
  device.verdicts = device.verdicts.map((one) => (one.draw === draw.id ? { ...one, tasked: true } : one));
  return [
    openOrAdd(
      house,
      {
        kind: 'warm-up',
        cause,
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

/** One verdict a draw, in the order of the draws: told at the limit, and again when the tap closes. */
function noteVerdict(device: Device, draw: Draw): void {
  const others = device.verdicts.filter((one) => one.draw !== draw.id);
  const tasked = device.verdicts.some((one) => one.draw === draw.id && one.tasked);
  const { id, startedAt, outcome } = draw;
  const qualifies = outcome === 'met' || outcome === 'missed';
  const verdicts = qualifies ? [...others, { draw: id, startedAt, missed: outcome === 'missed', tasked }] : others;
  device.verdicts = verdicts.toSorted((a, b) => a.startedAt - b.startedAt).slice(-verdictsKept);
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

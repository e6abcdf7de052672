// Rooms that miss together have one cause: a riser, or the plant. WARM-UP rule 11, second half.
import type { Draw } from '../draw.ts';
import type { Fact } from '../facts.ts';
import { changeIncident, type House, type HouseVerdict } from '../house.ts';
import type { Incident } from '../incident.ts';
import { overStates } from '../task.ts';

/** A riser is the cause where it has at least this share of the rooms that missed; else the plant is. */
const riserExplains = 0.75;

/** Takes a qualifying verdict into the house's last hour; a miss may open an incident, or join one. */
export function onVerdict(house: House, draw: Draw, now: number): Fact[] {
  rememberVerdict(house, draw);
  if (draw.outcome !== 'missed') return [];
  const recent = house.recentVerdicts.filter((one) => draw.startedAt - one.startedAt <= house.incidentRules.withinMs);
  const missed = distinctSpaces(recent.filter((one) => one.missed));
  const onRiser = missed.filter((one) => one.riser !== undefined && one.riser === draw.riser);
  const active = distinctSpaces(recent).length;
  const { leastRooms, plantShare } = house.incidentRules;
  const isRiser = onRiser.length >= leastRooms;
  const isPlant = missed.length >= leastRooms && missed.length >= plantShare * active;

  if (draw.riser !== undefined && isRiser && (!isPlant || onRiser.length >= riserExplains * missed.length)) {
    return gather(house, 'riser', draw.riser, onRiser, riserReasoning(draw.riser, onRiser), now);
  }
  if (isPlant && missed.length > onRiser.length) {
    return gather(house, 'plant', house.property.id, missed, plantReasoning(missed, active, now), now);
  }
  return [];
}

/** Once every task of the incident is over, so is the incident. */
export function closeSettledIncidents(house: House, now: number): Fact[] {
  return [...house.incidents.values()]
    .filter((one) => one.kind === 'riser' || one.kind === 'plant')
    .filter((one) => one.tasks.every((id) => isOver(house, id)))
    .map((one) => changeIncident(house, { ...one, closedAt: now }));
}

function rememberVerdict(house: House, draw: Draw): void {
  const { recentVerdicts, incidentRules } = house;
  if (recentVerdicts.some((one) => one.draw === draw.id)) return;
  recentVerdicts.push(toVerdict(draw));
  while ((recentVerdicts[0]?.startedAt ?? draw.startedAt) < draw.startedAt - 2 * incidentRules.withinMs) {
    recentVerdicts.shift();
  }
}

export function toVerdict(draw: Draw): HouseVerdict {
  return {
    draw: draw.id,
    space: draw.space,
    startedAt: draw.startedAt,
    missed: draw.outcome === 'missed',
    ...(draw.riser !== undefined && { riser: draw.riser }),
  };
}

function gather(
  house: House,
  kind: 'riser' | 'plant',
  subject: string,
  verdicts: readonly HouseVerdict[],
  reasoning: string,
  now: number,
): Fact[] {
  const spaces = new Set(verdicts.map((one) => one.space));
  const tasks = [...house.board.all()].filter((task) => task.kind === 'warm-up' && spaces.has(task.space));
  const standing = [...house.incidents.values()].find((one) => one.kind === kind && one.subject === subject);
  const incident: Incident = {
    id: standing?.id ?? `i-${kind}-${subject}-${now.toString(36)}`,
    kind,
    subject,
    openedAt: standing?.openedAt ?? now,
    reasoning,
    spaces: union(standing?.spaces, spaces),
    devices: union(
      standing?.devices,
      tasks.flatMap((task) => task.device ?? []),
    ),
    tasks: union(
      standing?.tasks,
      tasks.map((task) => task.id),
    ),
  };
  const joined = tasks
    .filter((task) => task.incident !== incident.id)
    .map((task) => house.board.step(task, { step: 'join-incident', at: now, incident: incident.id, note: reasoning }));
  const unchanged = standing !== undefined && joined.length === 0 && standing.spaces.length === incident.spaces.length;
  return unchanged ? [] : [changeIncident(house, incident), ...joined];
}

function isOver(house: House, taskId: string): boolean {
  const task = house.board.find(taskId);
  return task === undefined || overStates.has(task.state);
}

function distinctSpaces(verdicts: readonly HouseVerdict[]): HouseVerdict[] {
  const bySpace = new Map<string, HouseVerdict>();
  for (const one of verdicts) bySpace.set(one.space, one);
  return [...bySpace.values()];
}

function union(before: readonly string[] | undefined, added: Iterable<string>): string[] {
  return [...new Set([...(before ?? []), ...added])];
}

function riserReasoning(riser: string, verdicts: readonly HouseVerdict[]): string {
  return `${verdicts.length} rooms of riser ${riser} missed since ${firstAt(verdicts)}: look at its circulation pump`;
}

function plantReasoning(verdicts: readonly HouseVerdict[], active: number, now: number): string {
  const risers = new Set(verdicts.map((one) => one.riser)).size;
  const hour = new Date(now).toISOString().slice(11, 13);
  return `${verdicts.length} of ${active} active rooms on ${risers} risers missed since ${firstAt(verdicts)}, in the hour from ${hour}:00 UTC: look at the plant`;
}

function firstAt(verdicts: readonly HouseVerdict[]): string {
  return `${new Date(Math.min(...verdicts.map((one) => one.startedAt))).toISOString().slice(11, 16)} UTC`;
}

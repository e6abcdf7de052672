// Rooms that miss together have one cause: a riser, or the plant. docs/warm-up.md, rule 11, second half.
import type { Draw } from '../draw.ts';
import type { Fact } from '../facts.ts';
import { changeIncident, type House, type HouseVerdict, isLongAgo } from '../house.ts';
import type { Incident } from '../incident.ts';
import { overStates } from '../task.ts';

/** A riser is the cause where it has at least this share of the rooms that missed; else the plant is. */
const riserExplains = 0.75;

/** Takes the verdict into the house's last hour; a miss may open an incident, or join one. */
export function onVerdict(house: House, draw: Draw, now: number): Fact[] {
  rememberVerdict(house, draw, now);
  if (draw.outcome !== 'missed' || isLongAgo(house, draw.endedAt ?? draw.startedAt, now)) return [];
  const { withinMs, leastRooms, plantShare } = house.incidentRules;
  const recent = house.recentVerdicts.filter((one) => Math.abs(draw.startedAt - one.startedAt) <= withinMs);
  const active = spacesOf(recent).size;
  const missed = slowRooms(recent);
  const onRiser = missed.filter((one) => one.riser !== undefined && one.riser === draw.riser);
  const isRiser = onRiser.length >= leastRooms;
  const isPlant = missed.length >= leastRooms && missed.length >= plantShare * active;
  const riserIsCause = isRiser && (!isPlant || onRiser.length >= riserExplains * missed.length);
  const plantStands = standingIncident(house, 'plant', house.property.id) !== undefined;

  if (riserIsCause && !plantStands) {
    return gather(house, 'riser', draw.riser as string, onRiser, riserReasoning(draw.riser as string, onRiser), now);
  }
  if (isPlant || riserIsCause) {
    return gather(house, 'plant', house.property.id, missed, plantReasoning(missed, active, now), now);
  }
  return [];
}

/**
 * Once every task of the incident is over, so is the incident. One without tasks (the property wants fewer) is over when
 * none of its rooms is slow any more, or was within the time.
 */
export function closeSettledIncidents(house: House, now: number): Fact[] {
  const { withinMs } = house.incidentRules;
  const slow = spacesOf(slowRooms(house.recentVerdicts.filter((one) => now - one.startedAt <= withinMs)));
  return [...house.incidents.values()]
    .filter((one) => one.kind === 'riser' || one.kind === 'plant')
    .filter((one) => one.tasks.every((id) => isOver(house, id)))
    .filter((one) => one.tasks.length > 0 || !one.spaces.some((space) => slow.has(space)))
    .map((one) => changeIncident(house, { ...one, closedAt: now }));
}

function rememberVerdict(house: House, draw: Draw, now: number): void {
  const oldestAt = now - 2 * house.incidentRules.withinMs;
  const others = house.recentVerdicts.filter((one) => one.draw !== draw.id && one.startedAt >= oldestAt);
  const qualifies = draw.outcome === 'met' || draw.outcome === 'missed';
  const verdicts = qualifies ? [...others, toVerdict(draw)] : others;
  house.recentVerdicts = verdicts.toSorted((a, b) => a.startedAt - b.startedAt);
}

export function toVerdict(draw: Draw): HouseVerdict {
  return {
    draw: draw.id,
    device: draw.device,
    space: draw.space,
    startedAt: draw.startedAt,
    missed: draw.outcome === 'missed',
    ...(draw.riser !== undefined && { riser: draw.riser }),
  };
}

/**
 * The rooms with an outlet whose latest draw missed, one verdict each. A room that has passed since is repaired: it does
 * not count towards an incident again.
 */
function slowRooms(verdicts: readonly HouseVerdict[]): HouseVerdict[] {
  const byOutlet = new Map<string, HouseVerdict>();
  for (const one of verdicts) byOutlet.set(one.device, one);
  const bySpace = new Map<string, HouseVerdict>();
  for (const one of byOutlet.values()) if (one.missed) bySpace.set(one.space, one);
  return [...bySpace.values()];
}

function spacesOf(verdicts: readonly HouseVerdict[]): Set<string> {
  return new Set(verdicts.map((one) => one.space));
}

function standingIncident(house: House, kind: Incident['kind'], subject: string): Incident | undefined {
  return [...house.incidents.values()].find((one) => one.kind === kind && one.subject === subject);
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
  const standing = standingIncident(house, kind, subject);
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
  if (unchanged) return [];
  return [changeIncident(house, incident), ...joined, ...(kind === 'plant' ? absorbRisers(house, incident, now) : [])];
}

/** One parent: what began as a riser's trouble and turned out to be the plant's goes on as the plant's. */
function absorbRisers(house: House, plant: Incident, now: number): Fact[] {
  const spaces = new Set(plant.spaces);
  return [...house.incidents.values()]
    .filter((one) => one.kind === 'riser' && one.spaces.every((space) => spaces.has(space)))
    .map((one) => changeIncident(house, { ...one, closedAt: now }));
}

function isOver(house: House, taskId: string): boolean {
  const task = house.board.find(taskId);
  return task === undefined || overStates.has(task.state);
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

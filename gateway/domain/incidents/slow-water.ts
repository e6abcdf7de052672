// Slow water as incidents: a miss opens one, joins one, or sharpens what one says; its tasks are its evidence, and when they
// are over so is it. One parent: a task belongs to one incident, and a small one goes over into the larger.
import type { Draw } from '../draw.ts';
import type { Fact } from '../facts.ts';
import { changeIncident, type House, isLongAgo } from '../house.ts';
import type { Incident, SharedCause } from '../incident.ts';
import { overStates, type Task } from '../task.ts';
import { type Finding, isJudged, slowRooms, spacesOf, type WaterView } from './finding.ts';
import { findOneRoom } from './one-room.ts';
import { sayCause } from './say-cause.ts';
import { findSharedCause, lookAgain } from './shared-cause.ts';
import { isHotWater } from './water-log.ts';

const waterKinds: ReadonlySet<Incident['kind']> = new Set(['riser', 'floor', 'plant', 'room']);
/** The draws that an incident names as its evidence; the latest stand for more. */
const mostDraws = 100;

/** Takes the draw into the house's memory; a miss may open an incident or join one, any verdict may sharpen one. */
export function onVerdict(house: House, draw: Draw, now: number): Fact[] {
  if (!isHotWater(house.standards, draw)) return [];
  house.water.keep(draw);
  if (isLongAgo(house, draw.endedAt ?? draw.startedAt, now)) return [];
  const view = viewOf(house);
  if (draw.outcome === 'met') return sharpen(house, view, draw, now);
  const miss = draw.outcome === 'missed' ? house.water.of(draw.device).find((one) => one.draw === draw.id) : undefined;
  if (miss === undefined) return [];
  const plantStands = standingIncident(house, 'plant', house.property.id) !== undefined;
  const finding = findSharedCause(view, miss, plantStands) ?? findOneRoom(view, miss);
  return finding === undefined ? [] : gather(house, finding, now);
}

/**
 * Once every task of the incident is over, so is the incident. One without tasks (the property wants fewer) is over when
 * none of its rooms is slow any more, or was within the time.
 */
export function closeSettledIncidents(house: House, now: number): Fact[] {
  const settled = waterIncidents(house).filter((one) => one.tasks.every((id) => isOver(house, id)));
  if (settled.length === 0) return [];
  const slow = slowSpaces(house, now);
  return settled
    .filter((one) => one.tasks.length > 0 || !one.spaces.some((space) => slow.has(space)))
    .map((one) => changeIncident(house, { ...one, closedAt: now }));
}

/** Its task is open again, and so is what ended with it; unless it is part of another by now, or its place has a new one. */
export function reopenWith(house: House, task: Task): Fact[] {
  const over = [...house.justOver.values()]
    .filter((one) => waterKinds.has(one.kind) && one.mergedInto === undefined && one.tasks.includes(task.id))
    .toSorted((one, other) => (other.closedAt ?? 0) - (one.closedAt ?? 0))
    .find(({ kind, subject }) => standingIncident(house, kind, subject) === undefined);
  if (over === undefined) return [];
  const { closedAt: _over, ...incident } = over;
  return [changeIncident(house, incident)];
}

/** A good draw somewhere else can show which shape a standing trouble has. */
function sharpen(house: House, view: WaterView, draw: Draw, now: number): Fact[] {
  return waterIncidents(house).flatMap(({ kind, subject, shape }) => {
    const isNear = kind === 'plant' || (kind === 'riser' ? draw.riser === subject : draw.floor === subject);
    if (!isNear || kind === 'room' || kind === 'floor-offline' || kind === 'broker-offline') return [];
    const finding = lookAgain(view, kind, subject, draw.startedAt);
    return finding === undefined || finding.shape === shape ? [] : gather(house, finding, now);
  });
}

function gather(house: House, finding: Finding, now: number): Fact[] {
  const { kind, subject, shape, part, reasons, misses } = finding;
  const rooms = spacesOf(misses);
  const standing = standingIncident(house, kind, subject);
  const others = waterIncidents(house).filter(
    (one) => one !== standing && one.spaces.some((space) => rooms.has(space)),
  );
  const absorbed = others.filter((one) => kind !== 'room' && openSpaces(house, one).every((space) => rooms.has(space)));
  const strangers = others.filter((one) => !absorbed.includes(one));
  const own = [...rooms].filter((space) => !strangers.some((one) => openSpaces(house, one).includes(space)));
  const isTooFew = kind === 'room' ? own.length === 0 : own.length < house.incidentRules.leastRooms;
  if (standing === undefined && isTooFew) return [];

  const tasks = warmUpTasks(house, own);
  const sinceAt = Math.min(standing?.sinceAt ?? now, ...misses.map(({ startedAt }) => startedAt));
  const cause: SharedCause = { kind, subject, shape, part };
  const incident: Incident = {
    ...cause,
    id: standing?.id ?? `i-${kind}-${subject}-${now.toString(36)}`,
    openedAt: standing?.openedAt ?? now,
    sinceAt,
    reasoning: sayCause(cause, reasons, sinceAt),
    reasons,
    spaces: union(standing?.spaces, ...absorbed.map(({ spaces }) => spaces), own),
    devices: union(
      standing?.devices,
      tasks.flatMap((task) => task.device ?? []),
    ),
    tasks: union(
      standing?.tasks,
      ...absorbed.map((one) => one.tasks),
      tasks.map((task) => task.id),
    ),
    draws: union(
      standing?.draws,
      misses.map((one) => one.draw),
    ).slice(-mostDraws),
  };
  const theirs = new Set(incident.tasks);
  const joining = [...house.board.all()].filter((task) => theirs.has(task.id) && !knowsCause(task, incident.id, cause));
  const isNews =
    standing === undefined ||
    joining.length > 0 ||
    absorbed.length > 0 ||
    standing.shape !== shape ||
    standing.part !== part ||
    standing.spaces.length < incident.spaces.length;
  if (!isNews) return [];
  return [
    changeIncident(house, incident),
    ...joining.map((task) => join(house, task, incident.id, cause, now)),
    ...absorbed.map((one) => changeIncident(house, { ...one, closedAt: now, mergedInto: incident.id })),
  ];
}

function join(house: House, task: Task, incident: string, sharedCause: SharedCause, now: number): Fact {
  const note = sharedCause.shape;
  return house.board.step(task, { step: 'join-incident', at: now, incident, sharedCause, ...(note && { note }) });
}

function knowsCause({ incident, sharedCause }: Task, id: string, { shape, part }: SharedCause): boolean {
  return incident === id && sharedCause?.shape === shape && sharedCause?.part === part;
}

function warmUpTasks(house: House, rooms: readonly string[]): Task[] {
  const spaces = new Set(rooms);
  return [...house.board.all()].filter((task) => task.kind === 'warm-up' && spaces.has(task.space));
}

/** The rooms that an incident still speaks for. */
function openSpaces(house: House, incident: Incident): readonly string[] {
  if (incident.tasks.length === 0) return incident.spaces;
  const tasks = incident.tasks
    .flatMap((id) => house.board.find(id) ?? [])
    .filter(({ state }) => !overStates.has(state));
  return [...new Set(tasks.map(({ space }) => space as string))];
}

function waterIncidents(house: House): readonly Incident[] {
  return [...house.incidents.values()].filter(({ kind }) => waterKinds.has(kind));
}

function standingIncident(house: House, kind: Incident['kind'], subject: string): Incident | undefined {
  return [...house.incidents.values()].find((one) => one.kind === kind && one.subject === subject);
}

function slowSpaces(house: House, now: number): ReadonlySet<string> {
  return spacesOf(slowRooms(house.water.select(now - house.incidentRules.withinMs, now, isJudged)));
}

function viewOf({ water: log, incidentRules: rules, calendar, property }: House): WaterView {
  return { log, rules, calendar, property: property.id };
}

function isOver(house: House, taskId: string): boolean {
  const task = house.board.find(taskId);
  return task === undefined || overStates.has(task.state);
}

function union(...lists: readonly (readonly string[] | undefined)[]): string[] {
  return [...new Set(lists.flatMap((list) => list ?? []))];
}

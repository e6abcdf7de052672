// What the engineers' page shows of devices and spaces: how each stands and why. Pure.
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { Incident } from '../../gateway/api/contract/incident.ts';
import type { Space } from '../../gateway/api/contract/property.ts';
import type { Task } from '../../gateway/api/contract/task.ts';
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';
import { evidencePhrase } from '../shared/task/evidence.ts';
import { isOver } from '../shared/task/task-card.ts';
import { byUrgency, type ThingState, thingStates } from '../shared/ui/thing-state.ts';

export interface Condition {
  readonly state: ThingState;
  readonly why: Phrase;
  /** Since when, Unix ms, where it is known. */
  readonly since?: number;
}

export interface DeviceRow extends Condition {
  readonly device: Device;
}

export interface SpaceCell extends Condition {
  readonly space: string;
  readonly devices: readonly DeviceRow[];
}

export interface FloorRow {
  /** Empty where no floor is set. */
  readonly floor: string;
  readonly cells: readonly SpaceCell[];
}

/** Every kind speaks more often than once a minute: three of its periods without a word is silence. */
export const silentAfterMs = 3 * 60_000;
const lowBatteryPercent = 20;
const stockSoonMs = 2 * 3_600_000;
/** A message refused longer ago is history, not a condition. */
const refusedLatelyMs = 3_600_000;

export function deviceCondition(device: Device, now: number): Condition {
  const { presence, presenceSince, lastSeenAt, faults, lastReading } = device;
  const heardAt = lastSeenAt === null ? undefined : Date.parse(lastSeenAt);
  const fault = faults[0];
  if (presence === 'offline') return { state: 'offline', why: phrase('why.offline'), ...since(presenceSince) };
  if (heardAt === undefined || presence === 'unknown') return { state: 'silent', why: phrase('why.neverHeard') };
  if (now - heardAt > silentAfterMs) return { state: 'silent', why: phrase('why.silent'), since: heardAt };
  if (fault !== undefined) return { state: 'fault', why: phrase('why.fault', fault), ...since(fault.since) };
  const battery = lastReading?.readings['battery'];
  if (typeof battery === 'number' && battery < lowBatteryPercent) {
    return { state: 'watch', why: phrase('why.battery', { battery }) };
  }
  const runOutAt = Math.min(...Object.values(device.runOutAt).map((at) => Date.parse(at)));
  if (runOutAt - now < stockSoonMs) return { state: 'watch', why: phrase('why.stock', { at: runOutAt }) };
  const refusedAt = device.refused[0] === undefined ? 0 : Date.parse(device.refused[0].at);
  if (now - refusedAt < refusedLatelyMs) return { state: 'watch', why: phrase('why.refused'), since: refusedAt };
  return { state: 'ok', why: phrase('why.ok') };
}

function since(at: string | null): { since?: number } {
  return at === null ? {} : { since: Date.parse(at) };
}

/** Worst first, then along the floors. */
export function deviceRows(devices: Iterable<Device>, now: number): readonly DeviceRow[] {
  return [...devices]
    .map((device) => ({ device, ...deviceCondition(device, now) }))
    .sort((one, other) => byUrgency(one.state, other.state) || inPlaceOrder(one.device.space, other.device.space));
}

/** The latest judged draw of each space: excluded and inconclusive ones say nothing of the water. */
export function latestVerdicts(draws: Iterable<Draw>): ReadonlyMap<string, Draw> {
  const latest = new Map<string, Draw>();
  for (const draw of draws) {
    if (draw.outcome !== 'met' && draw.outcome !== 'missed') continue;
    const known = latest.get(draw.space);
    if (known === undefined || known.startedAt < draw.startedAt) latest.set(draw.space, draw);
  }
  return latest;
}

/** Floors from the top down, as the house stands; a space is as well as the worst thing in it. */
export function floorRows(
  rows: readonly DeviceRow[],
  verdicts: ReadonlyMap<string, Draw>,
  spaces: readonly Space[],
  tasks: Iterable<Task>,
): readonly FloorRow[] {
  const work = Map.groupBy(
    [...tasks].filter((task) => !isOver(task)),
    (task) => task.space,
  );
  const floors = new Map<string, Map<string, DeviceRow[]>>();
  const known = new Map(spaces.map((space) => [space.id, space]));
  for (const row of rows) {
    const floor = row.device.floor ?? known.get(row.device.space)?.floor ?? '';
    const onFloor = floors.get(floor) ?? new Map<string, DeviceRow[]>();
    floors.set(floor, onFloor);
    onFloor.set(row.device.space, [...(onFloor.get(row.device.space) ?? []), row]);
  }
  return [...floors]
    .sort(([one], [other]) => inPlaceOrder(other, one))
    .map(([floor, inSpaces]) => ({
      floor,
      cells: [...inSpaces]
        .sort(([one], [other]) => inPlaceOrder(one, other))
        .map(([space, devices]) => spaceCell(space, devices, verdicts.get(space), work.get(space) ?? [])),
    }));
}

function spaceCell(
  space: string,
  devices: readonly DeviceRow[],
  verdict: Draw | undefined,
  tasks: readonly Task[],
): SpaceCell {
  const conditions: Condition[] = [...devices, ...tasks.flatMap(taskCondition)];
  const isWorkedOn = tasks.some((task) => task.kind === 'warm-up');
  if (verdict?.outcome === 'missed' && !isWorkedOn) conditions.push(slowWater(verdict));
  const worst = conditions.sort((one, other) => byUrgency(one.state, other.state))[0] as Condition;
  const { state, why, since: at } = worst;
  return { space, devices, state, why, ...(at !== undefined && { since: at }) };
}

/** A task speaks for its trouble: a fault until somebody has taken it. What silence opened, the device shows itself. */
function taskCondition(task: Task): readonly Condition[] {
  const state = troubleOf[task.kind];
  if (state === undefined) return [];
  const why = evidencePhrase(task) ?? phrase(`task.kind.${task.kind}`);
  return [{ state: task.assignee === null ? state : 'work', why, since: Date.parse(task.openedAt) }];
}

const troubleOf: { readonly [Kind in Task['kind']]?: ThingState } = {
  'warm-up': 'fault',
  scald: 'fault',
  'device-fault': 'fault',
  hygiene: 'watch',
  refill: 'watch',
};

function slowWater({ seconds, startedAt }: Draw): Condition {
  const why = seconds === null ? phrase('why.neverHot') : phrase('why.slow', { seconds });
  return { state: 'fault', why, since: Date.parse(startedAt) };
}

export function inPlaceOrder(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

export function countStates(cells: readonly Condition[]): Readonly<Record<ThingState, number>> {
  const counts = Object.fromEntries(thingStates.map((state) => [state, 0])) as Record<ThingState, number>;
  for (const { state } of cells) counts[state] += 1;
  return counts;
}

export interface DrawCounts {
  readonly met: number;
  readonly missed: number;
  /** Inconclusive and excluded: they say nothing of the ten seconds. */
  readonly undetermined: number;
}

export function countDraws(draws: Iterable<Pick<Draw, 'outcome'>>): DrawCounts {
  const counts = { met: 0, missed: 0, undetermined: 0 };
  for (const { outcome } of draws) counts[outcome === 'met' || outcome === 'missed' ? outcome : 'undetermined'] += 1;
  return counts;
}

/** How far each reaches; the widest is read first. */
const reach: Readonly<Record<Incident['kind'], number>> = {
  'broker-offline': 0,
  plant: 1,
  'floor-offline': 2,
  riser: 3,
  floor: 4,
  room: 5,
};

/** Those that stand, the widest first, among equals the oldest. */
export function incidentsToShow(incidents: Iterable<Incident>): readonly Incident[] {
  return [...incidents]
    .filter((incident) => incident.closedAt === null)
    .sort((one, other) => reach[one.kind] - reach[other.kind] || (one.openedAt < other.openedAt ? -1 : 1));
}

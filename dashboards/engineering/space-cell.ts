// A space of the house as one cell: as well as the worst thing in it, and what the water last did there. Pure.
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { Incident } from '../../gateway/api/contract/incident.ts';
import type { Task } from '../../gateway/api/contract/task.ts';
import { phrase } from '../shared/i18n/phrase.ts';
import { evidencePhrase } from '../shared/task/evidence.ts';
import { isOver } from '../shared/task/is-over.ts';
import { byUrgency, type ThingState } from '../shared/ui/thing-state.ts';
import { type Condition, deviceCondition, type Moment, maintenanceUntil } from './device-condition.ts';

export interface DeviceRow extends Condition {
  readonly device: Device;
}

export interface SpaceCell extends Condition {
  readonly space: string;
  readonly devices: readonly DeviceRow[];
  /** The latest draw that was judged. */
  readonly verdict?: Draw;
  /** The last word from any of its devices, Unix ms. */
  readonly heardAt?: number;
  /** Somebody works at one of its devices. */
  readonly isMaintained: boolean;
  /** The open incident that speaks for this space. */
  readonly incident?: string;
  /** Its open task of the trouble that is shown. */
  readonly task?: Task;
}

/** What is known of the house at a moment. */
export interface HouseFacts {
  readonly devices: Iterable<Device>;
  /** The latest judged draw of each space. */
  readonly verdicts: ReadonlyMap<string, Draw>;
  readonly tasks: Iterable<Task>;
  readonly incidents: Iterable<Incident>;
}

/** What is known of one space. */
export interface SpaceFacts {
  readonly space: string;
  readonly devices: readonly Device[];
  readonly verdict: Draw | undefined;
  /** Those that are not over. */
  readonly tasks: readonly Task[];
  /** The open incident that names it. */
  readonly incident: string | undefined;
}

/** One for each space that has a device. */
export function spaceFacts({ devices, verdicts, tasks, incidents }: HouseFacts): readonly SpaceFacts[] {
  const work = Map.groupBy(
    [...tasks].filter((task) => !isOver(task)),
    (task) => task.space,
  );
  const speaksFor = new Map(
    [...incidents]
      .filter(({ closedAt }) => closedAt === null)
      .flatMap(({ id, spaces }) => spaces.map((space) => [space, id] as const)),
  );
  return [...Map.groupBy(devices, ({ space }) => space)].map(([space, inSpace]) => ({
    space,
    devices: inSpace,
    verdict: verdicts.get(space),
    tasks: work.get(space) ?? [],
    incident: speaksFor.get(space),
  }));
}

export function spaceCell(
  { space, devices: inSpace, verdict, tasks, incident }: SpaceFacts,
  moment: Moment,
): SpaceCell {
  const devices = inSpace.map((device) => ({ device, ...deviceCondition(device, moment) }));
  const conditions: (Condition & { readonly task?: Task })[] = [...devices, ...tasks.flatMap(taskCondition)];
  const isWorkedOn = tasks.some((task) => task.kind === 'warm-up');
  if (verdict?.outcome === 'missed' && !isWorkedOn) conditions.push(slowWater(verdict));
  const worst = conditions.reduce((one, other) => (byUrgency(one.state, other.state) <= 0 ? one : other));
  const { state, why, since, task } = worst;
  const heardAt = Math.max(...devices.map(({ device }) => (device.lastSeenAt ? Date.parse(device.lastSeenAt) : 0)));
  return {
    space,
    devices,
    state,
    why,
    isMaintained: devices.some(({ device }) => maintenanceUntil(device, moment.now) !== undefined),
    ...(since !== undefined && { since }),
    ...(task !== undefined && { task }),
    ...(verdict !== undefined && { verdict }),
    ...(incident !== undefined && { incident }),
    ...(heardAt > 0 && { heardAt }),
  };
}

/** Nothing of it would be painted or said otherwise. */
export function looksTheSame(one: SpaceCell, other: SpaceCell): boolean {
  if (one === other) return true;
  return (
    one.space === other.space &&
    one.state === other.state &&
    one.since === other.since &&
    one.isMaintained === other.isMaintained &&
    one.incident === other.incident &&
    one.task === other.task &&
    one.verdict === other.verdict &&
    one.why.key === other.why.key &&
    one.devices.length === other.devices.length &&
    one.devices.every(({ device }, index) => device === other.devices[index]?.device)
  );
}

/** A task speaks for its trouble: a fault until somebody has taken it. What silence opened, the device shows itself. */
function taskCondition(task: Task): readonly (Condition & { readonly task: Task })[] {
  const state = troubleOf[task.kind];
  if (state === undefined) return [];
  const why = evidencePhrase(task) ?? phrase(`task.kind.${task.kind}`);
  return [{ state: task.assignee === null ? state : 'work', why, since: Date.parse(task.openedAt), task }];
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

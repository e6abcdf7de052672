// A space of the house as one cell: as well as the worst thing in it, and what the water last did there. Pure.
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { Incident } from '../../gateway/api/contract/incident.ts';
import type { Task } from '../../gateway/api/contract/task.ts';
import { phrase } from '../shared/i18n/phrase.ts';
import { evidencePhrase } from '../shared/task/evidence.ts';
import { isOver } from '../shared/task/task-card.ts';
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

/** One for each space that has a device. */
export function spaceCells(facts: HouseFacts, moment: Moment): ReadonlyMap<string, SpaceCell> {
  const work = Map.groupBy(
    [...facts.tasks].filter((task) => !isOver(task)),
    (task) => task.space,
  );
  const speaksFor = new Map(
    [...facts.incidents]
      .filter(({ closedAt }) => closedAt === null)
      .flatMap(({ id, spaces }) => spaces.map((space) => [space, id] as const)),
  );
  const rows = Map.groupBy(
    [...facts.devices].map((device) => ({ device, ...deviceCondition(device, moment) })),
    ({ device }) => device.space,
  );
  return new Map(
    [...rows].map(([space, devices]) => {
      const incident = speaksFor.get(space);
      const verdict = facts.verdicts.get(space);
      const cell = spaceCell(space, devices, verdict, work.get(space) ?? [], moment.now);
      return [space, incident === undefined ? cell : { ...cell, incident }];
    }),
  );
}

function spaceCell(
  space: string,
  devices: readonly DeviceRow[],
  verdict: Draw | undefined,
  tasks: readonly Task[],
  now: number,
): SpaceCell {
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
    isMaintained: devices.some(({ device }) => maintenanceUntil(device, now) !== undefined),
    ...(since !== undefined && { since }),
    ...(task !== undefined && { task }),
    ...(verdict !== undefined && { verdict }),
    ...(heardAt > 0 && { heardAt }),
  };
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

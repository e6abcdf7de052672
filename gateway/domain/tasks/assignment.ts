// Whose a task is and until when: defaults of the house, which hub.yaml may change.
import type { DispatchRules } from '../dispatch/dispatch-rules.ts';
import type { Space, StaffRole } from '../property.ts';
import type { TaskKind } from '../task.ts';

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Empty or unset: all kinds. */
  readonly taskKinds?: readonly TaskKind[];
  readonly floors?: readonly string[];
  readonly spaces?: readonly string[];
}

export interface TaskRules {
  readonly teams: readonly Team[];
  /** Overrides of the roles below, by kind. */
  readonly roles: Partial<Readonly<Record<TaskKind, StaffRole>>>;
  /** `every`: a task at each certain miss. `repeated`: only as rule 11 of docs/warm-up.md raises its priority. */
  readonly warmUpTasks: 'every' | 'repeated';
  /** A draw that is over for longer opens no task, minutes. */
  readonly oldDrawMinutes: number;
}

export const houseTaskRules: TaskRules = { teams: [], roles: {}, warmUpTasks: 'every', oldDrawMinutes: 15 };

const defaultRoles: Readonly<Record<TaskKind, StaffRole>> = {
  'warm-up': 'engineer',
  scald: 'engineer',
  hygiene: 'engineer',
  'device-offline': 'engineer',
  'device-fault': 'engineer',
  refill: 'housekeeping',
  request: 'housekeeping',
  touchpoint: 'manager',
  recovery: 'front-desk',
};

const minute = 60_000;
/** Time allowed by kind and priority, ms. A refill is due when the stock runs out. */
const allowedMs: Readonly<Record<TaskKind, readonly [p1: number, p2: number, p3: number]>> = {
  'warm-up': [60 * minute, 240 * minute, 24 * 60 * minute],
  scald: [15 * minute, 15 * minute, 15 * minute],
  hygiene: [240 * minute, 24 * 60 * minute, 72 * 60 * minute],
  'device-offline': [60 * minute, 240 * minute, 24 * 60 * minute],
  'device-fault': [60 * minute, 240 * minute, 24 * 60 * minute],
  refill: [30 * minute, 60 * minute, 24 * 60 * minute],
  request: [5 * minute, 15 * minute, 60 * minute],
  touchpoint: [60 * minute, 240 * minute, 24 * 60 * minute],
  recovery: [60 * minute, 240 * minute, 24 * 60 * minute],
};

/**
 * The role, and the team within it, that a task of this kind in this space belongs to.
 * @param owner whose promise it is about, where the house has not said otherwise for the kind.
 */
export function assignTask(
  kind: TaskKind,
  space: Space,
  rules: TaskRules,
  owner?: StaffRole,
): { role: StaffRole; team?: string } {
  const byDefault = owner ?? (kind === 'refill' && space.kind === 'lobby' ? 'front-desk' : defaultRoles[kind]);
  const role = rules.roles[kind] ?? byDefault;
  const team = rules.teams.find((one) => one.role === role && serves(one, kind, space));
  return team === undefined ? { role } : { role, team: team.id };
}

function serves(team: Team, kind: TaskKind, space: Space): boolean {
  const kindFits = !team.taskKinds?.length || team.taskKinds.includes(kind);
  const hasPlaces = Boolean(team.floors?.length || team.spaces?.length);
  const placeFits =
    !hasPlaces ||
    team.spaces?.includes(space.id) ||
    (space.floor !== undefined && team.floors?.includes(space.floor) === true);
  return kindFits && placeFits === true;
}

/** @param deadlines the hotel's own, minutes by priority, where it has some. */
export function dueAfterMs(kind: TaskKind, priority: 1 | 2 | 3, deadlines: DispatchRules['deadlines'] = {}): number {
  const own = deadlines[kind]?.[priority - 1];
  return own === undefined ? (allowedMs[kind][priority - 1] as number) : Math.round(own * minute);
}

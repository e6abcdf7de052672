// A hotel to act in, with its own time and a memory that keeps what a store would keep: it can crash between any two inputs
// and be recalled.
import type { DeviceId, DeviceKind, PropertyId } from '../../../devices/identifiers.ts';
import type { Decision } from '../../../gateway/domain/decision.ts';
import type { DeviceStatus } from '../../../gateway/domain/device-status.ts';
import type { DispatchPlan, DispatchRules } from '../../../gateway/domain/dispatch/dispatch-rules.ts';
import { houseDispatchPlan } from '../../../gateway/domain/dispatch/house-dispatch.ts';
import type { PlansOnRecord } from '../../../gateway/domain/dispatch/plan-in-force.ts';
import type { Draw } from '../../../gateway/domain/draw.ts';
import type { EnforcementRules } from '../../../gateway/domain/enforcement/enforcement-rules.ts';
import type { Fact } from '../../../gateway/domain/facts.ts';
import { createHotel, type Hotel, type HotelSettings } from '../../../gateway/domain/hotel.ts';
import type { Incident } from '../../../gateway/domain/incident.ts';
import { inputKey } from '../../../gateway/domain/input-key.ts';
import type { Actor, Input, Sample, TimeSource } from '../../../gateway/domain/inputs.ts';
import type { SensorRecord, Space, SpaceId } from '../../../gateway/domain/property.ts';
import type { ServiceStandard } from '../../../gateway/domain/standards/service-standard.ts';
import type { Task, TaskAction } from '../../../gateway/domain/task.ts';
import { houseTaskRules, type TaskRules } from '../../../gateway/domain/tasks/assignment.ts';
import { isJustOver, justOverMs } from '../../../gateway/domain/tasks/task-board.ts';
import { presets } from '../../../gateway/domain/warm-up/presets.ts';
import { rememberJourney } from './journey/remember.ts';

export const startAt = Date.UTC(2026, 0, 5, 7);
export const minute = 60_000;
export const hour = 60 * minute;

export const engineer: Actor = { name: 'chen', role: 'engineer' };
export const manager: Actor = { name: 'wang', role: 'manager' };
export const admin: Actor = { name: 'admin', role: 'admin' };

export const device = (id: string) => id as DeviceId;
export const room = (id: string, riser?: string): Space => ({
  id: id as SpaceId,
  kind: 'room',
  floor: id.slice(0, -2),
  ...(riser !== undefined && { riser }),
});
export const lobby: Space = { id: 'lobby' as SpaceId, kind: 'lobby', floor: '1' };

interface Recorded {
  readonly seq: number;
  readonly device: DeviceId;
  readonly samples: readonly Sample[];
  readonly clock: TimeSource;
  readonly receivedAt: number;
}

export type SmallHotel = ReturnType<typeof openSmallHotel>;

export interface SmallHotelParts {
  spaces?: Space[];
  rules?: Partial<TaskRules>;
  /** Unset: nothing climbs a ladder, so that a task's history is what the test made it. */
  dispatch?: Partial<DispatchRules>;
  timeZone?: string;
  startAt?: number;
  /** Promises of service that ship; unset: none. */
  serviceStandards?: readonly ServiceStandard[];
  /** Unset: as the house ships. */
  enforcementRules?: EnforcementRules;
}

export function openSmallHotel(parts: SmallHotelParts = {}) {
  const settings: HotelSettings = {
    property: { id: 'demo' as PropertyId, name: 'Demo', timeZone: parts.timeZone ?? 'Asia/Shanghai' },
    taskRules: { ...houseTaskRules, ...parts.rules },
    standards: presets,
    judgedBy: ['house-10s', 'vdi-6003-2-shower', 'hse-cold-2min'],
    serviceStandards: parts.serviceStandards ?? [],
    ...(parts.enforcementRules && { enforcementRules: parts.enforcementRules }),
  };
  const rules = { ...houseDispatchPlan.rules, ladders: [], ...parts.dispatch };
  const firstPlan: DispatchPlan = { ...houseDispatchPlan, rules };
  let now = parts.startAt ?? startAt;
  let seq = 0;
  const facts: Fact[] = [];
  const seen = new Set<string>();
  const recorded: Recorded[] = [];
  const snapshots = new Map<string, { seq: number; state: string }>();
  /** The last instant at which the hub was awake. */
  let awakeAt = now;
  let hotel = recall();

  function recall(): Hotel {
    const latest = <T extends Fact['type'], V>(type: T, of: (fact: Extract<Fact, { type: T }>) => [string, V]) =>
      new Map(facts.flatMap((one) => (one.type === type ? [of(one as Extract<Fact, { type: T }>)] : []))).values();
    const draws = facts.flatMap((one) => (one.type === 'draw-judged' || one.type === 'draw-closed' ? [one.draw] : []));
    const revoked = facts.findLastIndex((one) => one.type === 'device-revoked');
    const statuses = new Map<string, DeviceStatus>();
    for (const fact of facts) {
      if (fact.type === 'device-changed') statuses.set(fact.device.record.id, fact.device);
      if (fact.type === 'device-revoked') statuses.delete(fact.device.record.id);
    }
    if (revoked >= 0) for (const id of snapshots.keys()) if (!statuses.has(id)) snapshots.delete(id);
    const stored = facts.flatMap((one) => (one.type === 'standard-changed' ? [one.standard] : []));
    const standards = new Map([...presets, ...stored].map((one) => [one.id, one]));
    const memory = structuredClone({
      startedAt: now,
      standards: [...presets, ...stored],
      spaces: [...latest('space-changed', ({ space }) => [space.id, space])],
      devices: [...statuses.values()],
      snapshots,
      openTasks: [...latest('task-changed', ({ task }) => [task.id, task])].filter(
        (task) => isOpen(task) || isJustOver(task, awakeAt),
      ),
      openIncidents: [...latest('incident-changed', ({ incident }) => [incident.id, incident])].filter(
        (one) => one.closedAt === undefined || one.closedAt >= awakeAt - justOverMs,
      ),
      recentDraws: [...new Map(draws.map((one) => [one.id, one])).values()],
      openCommands: [...latest('command-changed', ({ command }) => [command.id, command])].filter(
        (one) => one.state === 'sent',
      ),
      tracedCommands: [...latest('command-changed', ({ command }) => [command.id, command])],
      dispatchPlans: { latest: firstPlan, ...plansOnRecord(facts) },
      pushes: [...latest('push-decided', ({ push }) => [push.id, push])],
      recoveries: [...latest('recovery-granted', ({ recovery }) => [recovery.id, recovery])],
      journey: rememberJourney(facts, awakeAt),
    });
    const recalled = createHotel({ ...settings, standards: [...standards.values()] }, memory);
    for (const row of structuredClone(recorded)) {
      if (row.seq <= (snapshots.get(row.device)?.seq ?? 0)) continue;
      recalled.replay(row.device, row.samples, row.clock, row.receivedAt);
    }
    return recalled;
  }

  /** As the ledger does it: repeats by key change nothing, what is decided is kept. */
  function send(input: Input): Decision {
    const key = inputKey(input);
    if (key !== undefined && seen.has(key)) return { facts: [] };
    const decision = hotel.apply(input, now);
    if (decision.refusal !== undefined) return decision;
    if (key !== undefined) seen.add(key);
    if (input.type === 'samples' && decision.fresh?.length) {
      seq += 1;
      recorded.push({ seq, device: input.device, samples: decision.fresh, clock: input.clock, receivedAt: now });
    }
    facts.push(...decision.facts);
    seq += decision.facts.length;
    for (const one of hotel.takeTouched()) snapshots.set(one.device, { seq, state: one.state });
    return decision;
  }

  /** Lets time pass, with every deadline at its own instant. */
  function wait(ms: number): Fact[] {
    const until = now + ms;
    const told: Fact[] = [];
    for (let at = hotel.wakeAt(); at !== undefined && at <= until; at = hotel.wakeAt()) {
      now = Math.max(now, at);
      told.push(...send({ type: 'time-passed' }).facts);
    }
    now = until;
    return told;
  }

  /** Time passes and nobody looks: the hub is away. */
  function sleep(ms: number): void {
    now += ms;
  }

  function register(id: string, kind: DeviceKind, space: Space, sensor?: SensorRecord): DeviceId {
    send({ type: 'set-space', space });
    const record = { id: device(id), kind, space: space.id, ...(sensor && { sensor }) };
    send({ type: 'register-device', record, by: admin });
    return device(id);
  }

  function say(id: DeviceId, samples: readonly Sample[], clock: TimeSource = 'device'): Fact[] {
    return [...send({ type: 'samples', device: id, samples, clock, unknownFields: 0 }).facts];
  }

  /** One tap, second by second: hot after `hotAfterS`, open for `forS`, then closed long enough to be a draw of its own. */
  function pour(id: DeviceId, { hotAfterS, forS = 20 }: { hotAfterS: number; forS?: number }): Draw {
    const before = facts.length;
    for (const sample of tap(now, hotAfterS, forS)) {
      say(id, [sample]);
      wait(1000);
    }
    wait(60_000);
    const closed = facts.slice(before).findLast((one) => one.type === 'draw-closed' && one.draw.device === id);
    if (closed?.type !== 'draw-closed') throw new Error(`no draw of ${id} was closed`);
    return closed.draw;
  }

  function act(
    task: Task,
    action: TaskAction,
    by = manager,
    more: Partial<Extract<Input, { type: 'task-action' }>> = {},
  ) {
    const latestTask = tasks().find((one) => one.id === task.id) ?? task;
    return send({ type: 'task-action', task: task.id, action, version: latestTask.version, by, ...more });
  }

  function tasks(): Task[] {
    return [
      ...new Map(facts.flatMap((one) => (one.type === 'task-changed' ? [[one.task.id, one.task]] : []))).values(),
    ];
  }

  function incidents(): Incident[] {
    const all = facts.flatMap((one) =>
      one.type === 'incident-changed' ? [[one.incident.id, one.incident] as const] : [],
    );
    return [...new Map(all).values()];
  }

  for (const space of parts.spaces ?? []) send({ type: 'set-space', space });

  return {
    facts,
    recorded,
    now: () => now,
    hotel: () => hotel,
    send,
    wait,
    sleep,
    register,
    say,
    pour,
    act,
    tasks,
    openTasks: () => tasks().filter(isOpen),
    taskOf: (cause: string) => tasks().findLast((one) => one.cause === cause),
    incidents,
    openIncidents: () => incidents().filter((one) => one.closedAt === undefined),
    /** What is not committed is not lost here: a crash between two commits, and back after `awayMs`. */
    crash(awayMs = 0) {
      awakeAt = now;
      now += awayMs;
      hotel = recall();
    },
    /** The regular snapshot of devices that only sent samples. */
    checkpoint() {
      for (const one of [...hotel.takeDirty()].flat()) snapshots.set(one.device, { seq, state: one.state });
    },
  };
}

function plansOnRecord(facts: readonly Fact[]): PlansOnRecord {
  const plans = facts.flatMap((one) => (one.type === 'dispatch-changed' ? [one.plan] : []));
  const latest = plans.at(-1);
  const fromFile = plans.findLast(({ source }) => source === 'file');
  return { ...(latest && { latest }), ...(fromFile && { fromFile }) };
}

function isOpen(task: Task): boolean {
  return task.state !== 'verified' && task.state !== 'cancelled';
}

/** Cold water 20 °C, hot 54 °C, 8 L/min: docs/warm-up.md, "Examples". Closed for five seconds at the end. */
export function tap(from: number, hotAfterS: number, forS: number): Sample[] {
  const running = Array.from({ length: forS + 1 }, (_, s) => ({
    at: from + s * 1000,
    readings: { temperature: 20 + 34 / (1 + Math.exp(-4 * (s - hotAfterS))), flow: 8 },
  }));
  const closed = Array.from({ length: 5 }, (_, s) => ({
    at: from + (forS + 1 + s) * 1000,
    readings: { temperature: 40, flow: 0 },
  }));
  return [...running, ...closed];
}

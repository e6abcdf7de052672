// Work that follows from commands: a device that does not do what it is asked, and one that does in vain. The trace is the
// evidence; a command that is confirmed, or water and rooms that are right after all, close it again.
import type { EnforcementAction, TracedCommand } from '../command.ts';
import type { Device } from '../devices/device.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { TaskEvidence } from '../task.ts';
import { commandFailedCause, didNotHelpCause } from '../tasks/cause.ts';
import { openOrAdd, prove } from '../tasks/open-task.ts';
import type { Policy } from './occasion.ts';
import type { Scene } from './scene.ts';

const doneBy: Readonly<Record<EnforcementAction, string>> = {
  circulation: 'Circulation',
  'pre-heating': 'Pre-heating',
  scene: 'The welcome scene',
  setpoint: 'The welcome temperature',
  warming: 'Warming of the bottles',
};

export function onCommandFailed(house: House, device: Device, command: TracedCommand, now: number): Fact[] {
  const { action, attempt } = command.trace;
  const tries = attempt === 1 ? 'once' : `${attempt} times`;
  const how = command.state === 'failed' ? 'was refused' : 'was not confirmed';
  return open(house, device, command, commandFailedCause(device.record.id, action), `${how} ${tries}`, now);
}

export function onDidNotHelp(house: House, device: Device, command: TracedCommand, now: number): Fact[] {
  const cause = didNotHelpCause(device.record.id, command.trace.action);
  return open(house, device, command, cause, 'did not help', now);
}

/** The device does what it is asked: nobody has to find out why it did not. */
export function onCommandConfirmed(house: House, { id, device, trace, answeredAt = 0 }: TracedCommand, now: number) {
  return prove(house, commandFailedCause(device, trace.action), { type: 'command', id, at: answeredAt }, now);
}

/** @returns whether somebody still waits for it beside the facts. */
export function settleDidNotHelp(scene: Scene, device: Device, action: EnforcementAction, policy: Policy) {
  const { house, now } = scene;
  const cause = didNotHelpCause(device.record.id, action);
  const task = house.board.byCause(cause);
  if (task === undefined) return { isOpen: false, facts: [] };
  const troubleAt = Math.max(...task.evidence.filter(({ data }) => data?.['proof'] !== true).map(({ at }) => at));
  const right = policy.isRight(scene, device, troubleAt);
  if (right === undefined) return { isOpen: true, facts: [] };
  const proof: TaskEvidence =
    right.draw === undefined
      ? { type: 'reading', at: right.at }
      : { type: 'draw', id: right.draw, at: right.at, data: { outcome: 'met' } };
  return { isOpen: house.board.byCause(cause) !== undefined, facts: prove(house, cause, proof, now) };
}

function open(house: House, device: Device, command: TracedCommand, cause: string, what: string, now: number): Fact[] {
  const { action, reason, attempt, proof, evidence } = command.trace;
  const { riser, id: space } = device.space;
  const place = riser !== undefined && device.space.kind !== 'room' ? `riser ${riser}` : space;
  // The water of a riser has one cause to the people who are told of it.
  const incident = [...house.incidents.values()].find((one) => one.kind === 'riser' && one.subject === riser);
  const error = command.reply?.['error'];
  const trace: TaskEvidence = {
    type: 'command',
    id: command.id,
    at: now,
    data: {
      action,
      outcome: command.trace.outcome ?? null,
      reason,
      attempt,
      draws: (proof?.draws ?? evidence.draws ?? []).join(', ') || null,
      temperatureC: proof?.temperatureC ?? null,
      error: typeof error === 'string' ? error : null,
    },
  };
  return [
    openOrAdd(
      house,
      {
        kind: 'device-fault',
        cause,
        space: device.space,
        device: device.record.id,
        title: `${doneBy[action]} ${what} (${place})`,
        priority: 2,
        evidence: trace,
        ...(incident !== undefined && { incident: incident.id }),
      },
      now,
    ),
  ];
}

// The smaller records as the API tells them: touchpoints, commands, spaces.
import type { CommandTrace, DeviceCommand } from '../../domain/command.ts';
import type * as places from '../../domain/property.ts';
import type { TouchpointEvent } from '../../domain/touchpoint.ts';
import type { TouchpointOnRecord } from '../../ports.ts';
import type { Command } from '../contract/command.ts';
import type { Space } from '../contract/property.ts';
import type { ServiceStandard } from '../contract/standard.ts';
import type { Touchpoint, TouchpointWithProof } from '../contract/touchpoint.ts';
import { instant, instantOrNull } from './instants.ts';

export function wireTouchpoint(event: TouchpointEvent): Touchpoint {
  return {
    id: event.id,
    at: instant(event.at),
    stay: event.stayReference ?? null,
    touchpoint: event.touchpoint ?? null,
    type: event.type,
    standard: event.standard ?? null,
    outcome: event.outcome ?? null,
    seconds: event.seconds ?? null,
    value: event.value ?? null,
    space: event.space ?? null,
    floor: event.floor ?? null,
    source: event.source,
    evidence: { ...event.evidence },
  };
}

export function wireTouchpointWithProof(
  { touchpoint, said, told }: TouchpointOnRecord,
  promise: ServiceStandard | undefined,
): TouchpointWithProof {
  return {
    ...wireTouchpoint(touchpoint),
    told: told.map(wireTouchpoint),
    promise: promise ?? null,
    said: said.map((one) => {
      const { type, outcome, standard, seconds, value, evidence } = wireTouchpoint(one.touchpoint);
      return { type, outcome, standard, seconds, value, evidence, saidAt: instant(one.at) };
    }),
  };
}

export function wireCommand(command: DeviceCommand): Command {
  return {
    id: command.id,
    device: command.device,
    command: command.command,
    by: command.by,
    sentAt: instant(command.sentAt),
    expiresAt: instant(command.expiresAt),
    state: command.state,
    answeredAt: instantOrNull(command.answeredAt),
    reply: command.reply === undefined ? null : { ...command.reply },
    parameters: { ...command.parameters },
    trace: command.trace === undefined ? null : wireTrace(command.trace),
  };
}

function wireTrace(trace: CommandTrace): NonNullable<Command['trace']> {
  const { action, purpose, reason, evidence, attempt, proof } = trace;
  return {
    action,
    purpose,
    reason,
    evidence: {
      draws: [...(evidence.draws ?? [])],
      stay: evidence.stay ?? null,
      standard: evidence.standard ?? null,
      temperature: evidence.temperatureC ?? null,
    },
    neededAt: instant(trace.neededAt),
    endsAt: instant(trace.endsAt),
    attempt,
    ends: trace.ends ?? null,
    outcome: trace.outcome ?? null,
    outcomeAt: instantOrNull(trace.outcomeAt),
    proof: { draws: [...(proof?.draws ?? [])], temperature: proof?.temperatureC ?? null },
  };
}

export function wireSpace(space: places.Space): Space {
  return {
    id: space.id,
    kind: space.kind,
    name: space.name ?? null,
    floor: space.floor ?? null,
    riser: space.riser ?? null,
  };
}

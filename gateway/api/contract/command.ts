// What is asked of a device, why where the hub itself asks, and what became of it. `test-draw` on a hot-water sensor marks the next draw as the staff's test.
import { z } from 'zod';
import { DeviceId } from '../../../devices/identifiers.ts';
import { commandOutcomes, commandPurposes, enforcementActions } from '../../domain/command.ts';
import { Instant } from './instant.ts';

/** Fields beside `command` go to the device as they are. */
export const NewCommand = z.looseObject({
  command: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'expected a command such as test-draw'),
});
export type NewCommand = z.infer<typeof NewCommand>;

/** Why the hub itself asked, and what came of it. */
export const CommandTrace = z.object({
  action: z.enum(enforcementActions),
  purpose: z.enum(commandPurposes),
  /** In words. */
  reason: z.string(),
  evidence: z.object({
    draws: z.array(z.string()),
    /** The hub's own key of the stay. */
    stay: z.string().nullable(),
    /** `bottle-warm@1` */
    standard: z.string().nullable(),
    /** As it was when the hub asked, °C. */
    temperature: z.number().nullable(),
  }),
  /** When it should have helped. */
  neededAt: Instant,
  /** Until when the device does it. */
  endsAt: Instant,
  /** From 1. */
  attempt: z.int(),
  /** The command that this one ends early. */
  ends: z.string().nullable(),
  /** Null while it is not known. `no-evidence`: the device did it, and nothing shows whether that helped. */
  outcome: z.enum(commandOutcomes).nullable(),
  outcomeAt: Instant.nullable(),
  /** What the outcome rests on. */
  proof: z.object({ draws: z.array(z.string()), temperature: z.number().nullable() }),
});

export const Command = z
  .object({
    id: z.string(),
    device: z.string(),
    command: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    /** User or token; `hub` for the hub itself. */
    by: z.string(),
    sentAt: Instant,
    /** The device must not act on it after this instant. */
    expiresAt: Instant,
    state: z.enum(['sent', 'answered', 'failed', 'expired']),
    answeredAt: Instant.nullable(),
    reply: z.record(z.string(), z.unknown()).nullable(),
    /** Null where a person asked. */
    trace: CommandTrace.nullable(),
  })
  .meta({ id: 'Command' });
export type Command = z.infer<typeof Command>;

export const CommandParams = z.object({ id: DeviceId, command: z.string().min(1).max(128) });

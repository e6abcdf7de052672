// What the hub asks of a device, and what became of it. Where the hub itself decided to ask, a trace says why and what came of it.
import type { DeviceId } from '../../devices/identifiers.ts';

/** What the hub may do by itself: each is also the capability that a device names in its `about`. */
export const enforcementActions = ['circulation', 'pre-heating', 'scene', 'setpoint', 'warming'] as const;
export type EnforcementAction = (typeof enforcementActions)[number];

export const commandPurposes = ['arrival', 'morning-peak', 'departures'] as const;
export type CommandPurpose = (typeof commandPurposes)[number];

/** `no-evidence`: the device did it, and nothing happened that could show whether it helped. */
export const commandOutcomes = ['helped', 'did-not-help', 'failed', 'expired', 'not-needed', 'no-evidence'] as const;
export type CommandOutcome = (typeof commandOutcomes)[number];

export interface CommandTrace {
  readonly action: EnforcementAction;
  readonly purpose: CommandPurpose;
  /** The key of the stay, or the local day: what one purpose is told from the next by. */
  readonly about: string;
  /** In words: "the last draws in 1203 missed, and guests are expected in 1203". */
  readonly reason: string;
  readonly evidence: {
    readonly draws?: readonly string[];
    /** The hub's key of the stay, never the sender's reference. */
    readonly stay?: string;
    /** `bottle-warm@1` */
    readonly standard?: string;
    readonly temperatureC?: number;
  };
  /** When it should have helped, Unix ms. */
  readonly neededAt: number;
  /** Until when the device does it, Unix ms. */
  readonly endsAt: number;
  /** From 1: what failed or was not answered is tried again. */
  readonly attempt: number;
  /** The command that this one ends early. */
  readonly ends?: string;
  /** Unset while it is not known. */
  readonly outcome?: CommandOutcome;
  readonly outcomeAt?: number;
  /** What the outcome rests on. */
  readonly proof?: { readonly draws?: readonly string[]; readonly temperatureC?: number };
}

export interface DeviceCommand {
  readonly id: string;
  readonly device: DeviceId;
  readonly command: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** User or token; `hub` for the hub itself. */
  readonly by: string;
  readonly sentAt: number;
  /** A device that reconnects later must not act on it any more. Unix ms. */
  readonly expiresAt: number;
  readonly state: 'sent' | 'answered' | 'failed' | 'expired';
  readonly answeredAt?: number;
  readonly reply?: Readonly<Record<string, unknown>>;
  /** Set where the hub itself decided to ask. */
  readonly trace?: CommandTrace;
}

export type TracedCommand = DeviceCommand & { readonly trace: CommandTrace };

export function isTraced(command: DeviceCommand): command is TracedCommand {
  return command.trace !== undefined;
}

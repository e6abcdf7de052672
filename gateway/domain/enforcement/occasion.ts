// An occasion to act: a device, and the moment for which it may be asked. What is on record for it, and what the house knows
// when it is due, decide whether it is.
import type { CommandTrace, EnforcementAction, TracedCommand } from '../command.ts';
import type { Device } from '../devices/device.ts';
import type { Scene } from './scene.ts';

export interface Occasion extends Pick<CommandTrace, 'action' | 'purpose' | 'about' | 'neededAt' | 'endsAt'> {
  readonly device: Device;
  /** Not before, Unix ms. */
  readonly dueAt: number;
}

/** What is asked of the device, beside how long. */
export interface Wish extends Pick<CommandTrace, 'reason' | 'evidence'> {
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** What came of a command, or when to look again; neither where only news can tell. */
export type Finding =
  | { readonly outcome: 'helped' | 'did-not-help' | 'no-evidence'; readonly proof?: CommandTrace['proof'] }
  | { readonly lookAt?: number };

/** One thing that the hub does by itself. */
export interface Policy {
  occasions(scene: Scene, device: Device): readonly Occasion[];
  /** Undefined where there is no need; asked when the occasion is due. */
  wish(scene: Scene, occasion: Occasion): Wish | undefined;
  /** Whether what it was sent for is still to come; asked until then. */
  isMeant(scene: Scene, command: TracedCommand): boolean;
  /** Of a command that the device has confirmed. */
  find(scene: Scene, command: TracedCommand): Finding;
  /** What shows that all is right after all, since the command did not help; undefined while nothing does. */
  isRight(scene: Scene, device: Device, since: number): { readonly at: number; readonly draw?: string } | undefined;
}

/** The device names what it can be asked for. */
export function isCapable({ about }: Pick<Device, 'about'>, action: EnforcementAction): boolean {
  return about?.capabilities?.includes(action) === true;
}

/** Times in reasons, for engineers and logs. */
export const timeOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`;

// The hub's own commands of the last days, by what they asked of which device, and those whose outcome is not known yet.
import type { EnforcementAction, TracedCommand } from '../command.ts';

export interface CommandBook {
  /** The command as it is now. */
  keep(command: TracedCommand): void;
  has(id: string): boolean;
  /** What the device was asked for this action, in the order of asking; what only ended another is not among them. */
  sentTo(device: string, action: EnforcementAction): readonly TracedCommand[];
  /** Their outcome is not known. */
  open(): readonly TracedCommand[];
  /** Those before this instant, Unix ms, are forgotten where all is known of them; they stay on record. */
  forget(before: number): void;
}

export function createCommandBook(known: readonly TracedCommand[]): CommandBook {
  const all = new Map<string, TracedCommand>();
  const byUse = new Map<string, Map<string, TracedCommand>>();
  const openIds = new Set<string>();
  for (const command of known) keep(command);

  function keep(command: TracedCommand): void {
    const { id, device, trace } = command;
    all.set(id, command);
    if (trace.outcome === undefined) openIds.add(id);
    else openIds.delete(id);
    if (trace.ends !== undefined) return;
    const use = useOf(device, trace.action);
    byUse.set(use, (byUse.get(use) ?? new Map<string, TracedCommand>()).set(id, command));
  }

  return {
    keep,
    has: (id) => all.has(id),
    sentTo: (device, action) => [...(byUse.get(useOf(device, action))?.values() ?? [])],
    open: () => [...openIds].flatMap((id) => all.get(id) ?? []),
    forget(before) {
      for (const [id, { sentAt, device, trace }] of all) {
        if (sentAt >= before) break;
        if (openIds.has(id)) continue;
        all.delete(id);
        byUse.get(useOf(device, trace.action))?.delete(id);
      }
    },
  };
}

const useOf = (device: string, action: EnforcementAction): string => `${action}:${device}`;

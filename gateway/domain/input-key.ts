// What makes a repeat of an input harmless: the id that its sender gave it.
import type { Input } from './inputs.ts';

/** Undefined where a repeat is told otherwise (samples by their instant), or where every input is its own. */
export function inputKey(input: Input): string | undefined {
  switch (input.type) {
    case 'device-event':
      return `event:${input.device}:${input.id}`;
    case 'guest-request':
      return `request:${input.id}`;
    case 'stay-event':
      return `stay:${input.event.id}`;
    case 'tell-touchpoint':
      return `touchpoint:${input.id}`;
    case 'grant-recovery':
      return `recovery:${input.id}`;
    case 'add-photo':
      return `photo:${input.task}:${input.photo}`;
    case 'task-action':
      return input.key === undefined ? undefined : `action:${input.task}:${input.key}`;
    default:
      return undefined;
  }
}

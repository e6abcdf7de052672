// What makes a repeat of an input harmless: the id that its sender gave it. And what was said under that id: a sender whose ids come
// round again loses what it says, and somebody should know.
import type { Input } from './inputs.ts';

/** Undefined where a repeat is told otherwise (samples by their instant, photos by standing already), or where every input is its own. */
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
    case 'task-action':
      return input.key === undefined ? undefined : `action:${input.task}:${input.key}`;
    default:
      return undefined;
  }
}

/**
 * Who handed it on, when, and upon which version may differ from one repeat to the next: the rest is what was said. Whose stay it was
 * is left out too: nothing that is kept may tell that after it was erased.
 */
const leftOut = new Set(['by', 'at', 'clock', 'tappedAt', 'version', 'stay']);

/** The same text for the same words. */
export function inputContent(input: Input): string {
  return JSON.stringify(Object.entries(input).filter(([name]) => !leftOut.has(name)));
}

// A command that waited for its device is worth nothing after its time: a door must not open, a dispenser not pour, because
// a device came back. The hub drops it; a device with a clock need not trust that (`expiresAt` is in the payload).
import { parseDeviceTopic } from '../../devices/topics.ts';

/** Whether it is a command whose time has passed. What cannot be read is none. */
export function hasCommandExpired(topic: string, payload: Uint8Array, now: number): boolean {
  if (parseDeviceTopic(topic)?.channel !== 'command') return false;
  try {
    const { expiresAt } = JSON.parse(new TextDecoder().decode(payload)) as { readonly expiresAt?: unknown };
    return typeof expiresAt === 'number' && expiresAt <= now;
  } catch {
    return false;
  }
}

// A command that waited for its device is worth nothing after its time: a door must not open, a dispenser not pour, because
// a device came back. The hub drops it; a device with a clock need not trust that (`expiresAt` is in the payload).
import { parseDeviceTopic } from '../../devices/topics.ts';

/** Unix ms, of a command that has an end. What cannot be read is none. */
export function commandExpiry(topic: string, payload: Uint8Array): number | undefined {
  if (parseDeviceTopic(topic)?.channel !== 'command') return undefined;
  try {
    const { expiresAt } = JSON.parse(new TextDecoder().decode(payload)) as { readonly expiresAt?: unknown };
    return typeof expiresAt === 'number' ? expiresAt : undefined;
  } catch {
    return undefined;
  }
}

// Which clock a sample or event is judged by. From 90 days past to 2 min ahead the device's own.
import type { TimeSource } from '../domain/inputs.ts';

const oldestMs = 90 * 24 * 60 * 60_000;
const aheadMs = 2 * 60_000;

export function deviceInstant(at: number | null | undefined, receivedAt: number): { at: number; clock: TimeSource } {
  if (at == null || at < receivedAt - oldestMs || at > receivedAt + aheadMs)
    return { at: receivedAt, clock: 'arrival' };
  return { at: Math.round(at), clock: 'device' };
}

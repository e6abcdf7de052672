// Which clock a sample or event is judged by. CONTRACT.md: from 90 days past to 2 min ahead the device's own.
import type { TimeSource } from '../domain/inputs.ts';

const oldestMs = 90 * 24 * 60 * 60_000;
const aheadMs = 2 * 60_000;

export function deviceInstant(at: unknown, receivedAt: number): { at: number; clock: TimeSource } {
  const plausible = typeof at === 'number' && at >= receivedAt - oldestMs && at <= receivedAt + aheadMs;
  return plausible ? { at: Math.round(at), clock: 'device' } : { at: receivedAt, clock: 'arrival' };
}

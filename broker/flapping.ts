// Clients whose connections keep breaking: two devices with one id that throw each other out, a module that resets. After so
// many ends without DISCONNECT in a minute a client id has to pause. It is known by who it proved to be, so that nobody is
// paused for somebody else; clean ends and ends that the hub made never count.
import type { BrokerLimits } from './limits.ts';

const minuteMs = 60_000;

export interface Flapping {
  lost(client: string): void;
  /** How long it has to stay away still, ms; 0 where it may come. */
  pauseMs(client: string): number;
  /** Forgets who has been steady. */
  sweep(): void;
  readonly pausing: number;
}

/** @param nowMs of a clock that never goes back */
export function createFlapping(
  { lossesPerMinute, flappingPauseMs }: Pick<BrokerLimits, 'lossesPerMinute' | 'flappingPauseMs'>,
  nowMs: () => number,
): Flapping {
  const losses = new Map<string, number[]>();
  const pauseEnds = new Map<string, number>();

  function withinMinute(client: string): number[] {
    const since = nowMs() - minuteMs;
    return (losses.get(client) ?? []).filter((at) => at > since);
  }

  return {
    lost(client) {
      const recent = [...withinMinute(client), nowMs()];
      if (recent.length < lossesPerMinute) {
        losses.set(client, recent);
        return;
      }
      losses.delete(client);
      pauseEnds.set(client, nowMs() + flappingPauseMs);
    },
    pauseMs: (client) => Math.max(0, (pauseEnds.get(client) ?? 0) - nowMs()),
    sweep() {
      for (const [client, endsAt] of pauseEnds) if (endsAt <= nowMs()) pauseEnds.delete(client);
      for (const client of losses.keys()) if (withinMinute(client).length === 0) losses.delete(client);
    },
    get pausing() {
      return pauseEnds.size;
    },
  };
}

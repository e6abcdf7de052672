// The same gateway on an external broker (HUB_MQTT_URL): keeps a connection up, waits longer after each failure, and says
// when the link is up or down, so that a broker outage is one incident and not one per device.
import type { Downlink } from '../ports.ts';
import { type ExternalLink, type ExternalLinkOptions, openExternalLink } from './external-broker-link.ts';

const firstWaitMs = 250;
const longestWaitMs = 30_000;

export interface ExternalBrokerOptions extends Omit<ExternalLinkOptions, 'dropped'> {
  /** `reason`: why it went down. Called at each change, and once at the first failure to come up. */
  readonly onLink?: (up: boolean, reason?: string) => void;
  readonly firstWaitMs?: number;
}

export interface ExternalBroker extends Downlink {
  /** Resolves at once: the hub works on while the broker is away. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Rejects with the reason where the broker is not reachable. */
  ping(): Promise<void>;
  stats(): { readonly linkUp: number; readonly connects: number; readonly droppedQos0: number };
}

export function createExternalBroker(options: ExternalBrokerOptions): ExternalBroker {
  const { onLink } = options;
  let link: ExternalLink | undefined;
  let stopped = false;
  let wake = () => {};
  let running = Promise.resolve();
  let state: 'unknown' | 'up' | 'down' = 'unknown';
  let downReason = 'not connected yet';
  let connects = 0;
  let droppedQos0 = 0;

  function tell(up: boolean, reason?: string): void {
    const next = up ? 'up' : 'down';
    if (reason !== undefined) downReason = reason;
    if (state === next) return;
    state = next;
    onLink?.(up, reason);
  }

  function drop(): void {
    droppedQos0 += 1;
  }

  async function keepUp(): Promise<void> {
    let waitMs = options.firstWaitMs ?? firstWaitMs;
    while (!stopped) {
      link = openExternalLink({ ...options, dropped: drop });
      const cameUp = await link.up.then(
        () => true,
        () => false,
      );
      if (cameUp) {
        connects += 1;
        waitMs = options.firstWaitMs ?? firstWaitMs;
        tell(true);
      }
      const { message } = await link.ended;
      link = undefined;
      if (stopped) return;
      tell(false, message);
      await wait(waitMs);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    }
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function liveLink(): ExternalLink {
    if (link === undefined || state !== 'up') throw new Error(`external broker: ${downReason}`);
    return link;
  }

  return {
    async start() {
      running = keepUp();
    },
    async stop() {
      stopped = true;
      wake();
      await link?.leave();
      await running;
    },
    publish: async (topic, payload, how) => liveLink().publish(topic, payload, how),
    async ping() {
      liveLink();
    },
    stats: () => ({ linkUp: state === 'up' ? 1 : 0, connects, droppedQos0 }),
  };
}

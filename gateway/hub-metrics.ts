// What Prometheus may read of the hub: intake, links, and how far each projection is behind.
import type { MetricFamily, Metrics } from './ports.ts';

export interface MetricSources {
  /** Counts of the link to devices; a name per count. */
  readonly linkCounts: () => Readonly<Record<string, number>>;
  readonly projections: readonly {
    readonly name: string;
    position(): number;
    failure(): string | undefined;
  }[];
  readonly lastSeq: () => number;
  /** By how they ended; unset where locked phones are not woken. */
  readonly phoneRings?: () => Readonly<Record<string, number>>;
  readonly otherRepeats: () => number;
  /** ms, while the host's clock was set and the hub does not follow; else 0. */
  readonly hostAheadMs: () => number;
  readonly devicesByPresence: () => Readonly<Record<string, number>>;
}

/** Names of counts that go down as well as up. */
const gauges: ReadonlySet<string> = new Set([
  ...['connections', 'owingConnect', 'waitingToSignIn', 'signedIn', 'subscriptions', 'sessions', 'queued', 'retained'],
  ...['flapping', 'inFlight', 'overload'],
]);

export function createHubMetrics(sources: MetricSources): Metrics {
  return {
    families: () => [
      ...Object.entries(sources.linkCounts()).map(([name, value]) => linkFamily(name, value)),
      {
        name: 'hub_devices',
        help: 'Registered devices by presence',
        type: 'gauge',
        samples: Object.entries(sources.devicesByPresence()).map(([presence, value]) => ({
          labels: { presence },
          value,
        })),
      },
      {
        name: 'hub_last_sequence',
        help: 'Sequence number of the last fact that was told',
        type: 'counter',
        samples: [{ value: sources.lastSeq() }],
      },
      {
        name: 'hub_repeats_with_other_content_total',
        help: 'Ids that came again with other content: only what came first counts',
        type: 'counter',
        samples: [{ value: sources.otherRepeats() }],
      },
      ...(sources.phoneRings === undefined
        ? []
        : [
            {
              name: 'hub_phone_rings_total',
              help: 'Locked phones that were to be woken by web push, by what came of it',
              type: 'counter' as const,
              samples: Object.entries(sources.phoneRings()).map(([outcome, value]) => ({ labels: { outcome }, value })),
            },
          ]),
      {
        name: 'hub_host_clock_ahead_seconds',
        help: "By how much the host's clock was set away from the hub's time; 0 while they go together",
        type: 'gauge',
        samples: [{ value: sources.hostAheadMs() / 1_000 }],
      },
      {
        name: 'hub_projection_sequence',
        help: 'Sequence number up to which a projection has delivered',
        type: 'gauge',
        samples: sources.projections.map((one) => ({ labels: { projection: one.name }, value: one.position() })),
      },
      {
        name: 'hub_projection_failing',
        help: '1 while a projection cannot deliver and tries again',
        type: 'gauge',
        samples: sources.projections.map((one) => ({
          labels: { projection: one.name },
          value: one.failure() === undefined ? 0 : 1,
        })),
      },
    ],
  };
}

function linkFamily(name: string, value: number): MetricFamily {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const isGauge = gauges.has(name);
  return {
    name: isGauge ? `hub_mqtt_${snake}` : `hub_mqtt_${snake}_total`,
    help: `MQTT: ${snake.replaceAll('_', ' ')}`,
    type: isGauge ? 'gauge' : 'counter',
    samples: [{ value }],
  };
}

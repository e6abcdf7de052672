// What is said to a load generator and what it answers, one line of JSON each: first the fleet, answered when all are connected,
// then runs, one after the other, on the same connections.
import type { Latency } from '../../support/latency.ts';

export interface LoadDevice {
  readonly id: string;
  readonly password: string;
}

export interface Fleet {
  /** `mqtt://127.0.0.1:1883` */
  readonly mqtt: string;
  readonly property: string;
  readonly devices: readonly LoadDevice[];
  readonly qos: 0 | 1;
  readonly samplesPerMessage: number;
  /** Device time of the first sample, Unix ms. It runs faster than the wall clock, so it begins in the past. */
  readonly startAt: number;
  /** Device time between two samples, ms. */
  readonly sampleGapMs: number;
  /** After so many seconds of device time the readings come again; 20 min unless said. A fleet of thousands has to be short. */
  readonly cycleS?: number;
  /** Which part of the time water flows, 0 to 0.4. */
  readonly drawShare: number;
  /** Which part of the draws stays cold. */
  readonly missShare: number;
}

/** A sample a second of taps that nobody opens, for fleets of thousands. */
export const idle = {
  qos: 1,
  samplesPerMessage: 1,
  sampleGapMs: 1_000,
  cycleS: 120,
  drawShare: 0,
  missShare: 0,
} as const satisfies Partial<Fleet>;

export interface Run {
  /** Before it is measured, as long as it takes the other side to be warm. */
  readonly warmUpS: number;
  readonly seconds: number;
  readonly pace: Pace;
}

export type Pace =
  /** Each connection keeps so many messages unacknowledged, and sends the next as soon as it may. */
  | { readonly loop: 'closed'; readonly window: number }
  /** All connections together, evenly spread, whatever is answered. */
  | { readonly loop: 'open'; readonly messagesPerS: number };

export type LoadAnswer =
  | { readonly said: 'connected'; readonly messageBytes: number; readonly payloadBytes: number }
  /** The warm-up of a run is over; what comes now counts. */
  | { readonly said: 'measuring' }
  | { readonly said: 'measured' }
  | ({ readonly said: 'result' } & LoadResult);

export interface LoadResult {
  readonly messagesPerS: number;
  readonly samplesPerS: number;
  /** From the instant at which a message was due (closed loop: was sent) to its PUBACK, ms; at QoS 0 to the kernel. */
  readonly latencyMs: Latency;
  /** Of the generator itself while it measured: cores, MiB. */
  readonly cpu: number;
  readonly rssMiB: number;
  /** By device, in the fleet's order, since it connected: samples whose message was acknowledged. */
  readonly acknowledgedSamples: readonly number[];
  /** Of the latest sample, Unix ms. */
  readonly deviceTime: number;
}

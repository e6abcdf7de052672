// Every PUBLISH that a device will ever send, made beforehand and sent in a circle: only the thirteen digits of each sample's
// instant change, in place, so that no message repeats another and none is serialised while time counts.
import { publishPacket } from '../../support/mqtt-packets.ts';
import { telemetryCycle } from './telemetry-cycle.ts';
import { noInstant, writeInstant } from './write-instant.ts';

export interface MessageRing {
  /** One more than may be unacknowledged at a time: the place of a message on its way must not be written. */
  readonly length: number;
  readonly payloadBytes: number;
  /** With topic and header. */
  readonly messageBytes: number;
  /** The bytes of the next `count` messages, up to the ring's end: maybe fewer. Valid until the ring comes round. */
  take(count: number): { readonly bytes: Uint8Array; readonly taken: number };
  /** Of the message at `index` of the ring, in its PUBACK. */
  packetId(index: number): number;
  /** Of the next sample, Unix ms. */
  nextAt(): number;
}

export interface RingOptions {
  readonly topic: string;
  readonly device: string;
  readonly qos: 0 | 1;
  readonly samplesPerMessage: number;
  /** At least so many messages. */
  readonly leastLength: number;
  readonly startAt: number;
  readonly sampleGapMs: number;
  readonly cycleS?: number;
  readonly drawShare: number;
  readonly missShare: number;
}

export function createMessageRing(options: RingOptions): MessageRing {
  const { samplesPerMessage, qos, topic, sampleGapMs, leastLength } = options;
  const cycle = telemetryCycle(options);
  const perCycle = cycle.length / samplesPerMessage;
  if (!Number.isInteger(perCycle)) throw new Error(`samplesPerMessage: expected a divisor of ${cycle.length}`);
  const length = Math.ceil(leastLength / perCycle) * perCycle;
  const payloads = Array.from({ length }, (_, index) => payloadOf(cycle, index, samplesPerMessage));
  const packets = payloads.map((payload, index) => publishPacket(topic, payload, qos, index + 1));
  const bytes = Buffer.concat(packets);
  const starts = startsOf(packets);
  const instants = placesOf(bytes);
  let next = 0;
  let at = options.startAt;

  return {
    length,
    payloadBytes: Buffer.byteLength(payloads[0] as string),
    messageBytes: (packets[0] as Buffer).length,
    take(count) {
      const first = next;
      const end = Math.min(length, first + count);
      for (let place = first * samplesPerMessage; place < end * samplesPerMessage; place += 1) {
        writeInstant(bytes, instants[place] as number, at);
        at += sampleGapMs;
      }
      next = end === length ? 0 : end;
      return { bytes: bytes.subarray(starts[first], starts[end]), taken: end - first };
    },
    packetId: (index) => index + 1,
    nextAt: () => at,
  };
}

function payloadOf(cycle: readonly string[], index: number, samples: number): string {
  const from = (index * samples) % cycle.length;
  const parts = cycle.slice(from, from + samples).map((readings) => `{"at":${noInstant},${readings}}`);
  return samples === 1 ? (parts[0] as string) : `{"samples":[${parts.join(',')}]}`;
}

/** With the end of the last, so that each message is from one to the next. */
function startsOf(packets: readonly Buffer[]): Float64Array {
  const starts = new Float64Array(packets.length + 1);
  for (const [index, packet] of packets.entries()) starts[index + 1] = (starts[index] as number) + packet.length;
  return starts;
}

function placesOf(bytes: Buffer): Float64Array {
  const places: number[] = [];
  const before = '"at":';
  for (let from = bytes.indexOf(before); from !== -1; from = bytes.indexOf(before, from + 1)) {
    places.push(from + before.length);
  }
  return Float64Array.from(places);
}

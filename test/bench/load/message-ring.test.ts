import { expect, it } from 'vitest';
import { catalogue } from '../../../devices/catalogue.ts';
import { createMessageRing, type RingOptions } from './message-ring.ts';

const startAt = Date.UTC(2026, 0, 5, 7);
const options: RingOptions = {
  topic: 'hub/demo/hw-1203/telemetry',
  device: 'hw-1203',
  qos: 1,
  samplesPerMessage: 1,
  leastLength: 8,
  startAt,
  sampleGapMs: 1_000,
  cycleS: 120,
  drawShare: 0.4,
  missShare: 0.5,
};

interface Said {
  readonly packetId: number;
  readonly samples: readonly { readonly at: number }[];
}

/** Packets of one length field digit or two, as they stand on the wire. */
function read(bytes: Uint8Array): Said[] {
  const said: Said[] = [];
  for (let from = 0; from < bytes.length; ) {
    let [length, shift, body] = [0, 0, from + 1];
    for (let digit = 0x80; digit >= 0x80; shift += 7) {
      digit = bytes[body++] as number;
      length |= (digit & 0x7f) << shift;
    }
    const message = Buffer.from(bytes.subarray(body, body + length));
    const topicEnd = 2 + message.readUInt16BE(0);
    const json = JSON.parse(message.subarray(topicEnd + 2).toString());
    said.push({ packetId: message.readUInt16BE(topicEnd), samples: json.samples ?? [json] });
    from = body + length;
  }
  return said;
}

function takeAll(ring: ReturnType<typeof createMessageRing>, count: number): Said[] {
  const said: Said[] = [];
  while (said.length < count) said.push(...read(ring.take(count - said.length).bytes));
  return said;
}

it.each([
  ['one sample a message', 1],
  ['60 samples a message', 60],
])('says every instant once, in its order, round after round: %s', (_name, samplesPerMessage) => {
  const ring = createMessageRing({ ...options, samplesPerMessage });
  const said = takeAll(ring, ring.length * 2 + 1);
  const instants = said.flatMap(({ samples }) => samples.map(({ at }) => at));
  expect(instants).toEqual(instants.map((_, n) => startAt + n * 1_000));
  expect(ring.nextAt()).toBe(startAt + instants.length * 1_000);
  expect(said.map(({ packetId }) => packetId)).toEqual(said.map((_, n) => ring.packetId(n % ring.length)));
});

it('says what a hot-water sensor says, with water that flows and an idle pipe', () => {
  const ring = createMessageRing(options);
  const flows = takeAll(ring, ring.length).flatMap(({ samples }) =>
    samples.map(({ at: _at, ...readings }) => {
      expect(Object.keys(readings).filter((name) => !(name in catalogue['hot-water-sensor'].readings))).toEqual([]);
      return (catalogue['hot-water-sensor'].sample.parse(readings) as { flow: number }).flow;
    }),
  );
  expect(flows.some((flow) => flow > 5)).toBe(true);
  expect(flows.some((flow) => flow === 0)).toBe(true);
});

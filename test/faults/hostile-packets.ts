// Streams of MQTT packets as broken firmware and bad people send them: valid ones of every kind, bent by a seeded chance, so that a
// stream that did harm can be sent again by its number.
import type { Random } from '../../devices/simulators/random.ts';
import {
  connectPacket,
  packet,
  publishPacket,
  remainingLength,
  subscribePacket,
  text,
} from '../support/mqtt-packets.ts';

export interface HostileDevice {
  readonly id: string;
  readonly password: string;
}

export interface HostileStream {
  readonly packets: number;
  /** As they are written to the socket. */
  readonly chunks: readonly Buffer[];
}

const strangeNames = [
  '__proto__',
  'constructor',
  'toString',
  '..',
  '+',
  '#',
  '$SYS',
  '\u0000',
  '房间',
  'a'.repeat(300),
];
const channels = ['presence', 'about', 'telemetry', 'event', 'reply', 'command', 'config'];

/** @param number makes the client id of its own, so that one stream's end is no business of the next */
export function hostileStream(random: Random, device: HostileDevice, number: number): HostileStream {
  const connect = connectPacket(device.id, { clientId: `${device.id}-${number}`, password: device.password });
  const others = Array.from({ length: random.integer(1, 40) }, () => anyPacket(random, device));
  // Most get in before they go wrong, and go on for a while.
  const isWelcome = random.chance(0.7);
  const packets = [
    isWelcome ? connect : bent(random, connect),
    ...others.map((one) => (random.chance(0.05) ? bent(random, one) : one)),
  ];
  const bytes = Buffer.concat(random.chance(0.05) ? packets.toReversed() : packets);
  return { packets: packets.length, chunks: cut(random, random.chance(0.1) ? bent(random, bytes) : bytes) };
}

function anyPacket(random: Random, device: HostileDevice): Buffer {
  const id = [random.integer(0, 255), random.integer(0, 255)];
  const kinds = [
    () => publishPacket(anyTopic(random, device), anyPayload(random), anyQos(random), random.integer(1, 65_535)),
    () => publishPacket(`hub/demo/${device.id}/${random.pick(channels)}`, anyPayload(random), 1, random.integer(1, 99)),
    () => subscribePacket(anyTopic(random, device), random.integer(1, 65_535), anyQos(random)),
    () => packet(0xa2, id, text(anyTopic(random, device))),
    () => packet(random.pick([0x40, 0x50, 0x62, 0x70]), id),
    () => packet(random.chance(0.9) ? 0xc0 : 0xe0),
    () => packet(random.chance(0.1) ? random.integer(0, 255) : 0xc0),
  ];
  const ends = [
    () => packet(random.integer(0, 255), Buffer.from(anyPayload(random))),
    () =>
      Buffer.concat([Buffer.from([random.pick([0x10, 0x30, 0x82])]), remainingLength(random.integer(0, 268_435_455))]),
    () => connectPacket(device.id, { password: device.password, level: random.integer(0, 255) }),
  ];
  return random.pick(random.chance(0.03) ? ends : kinds)();
}

function anyTopic(random: Random, { id }: HostileDevice): string {
  if (random.chance(0.5)) return `hub/demo/${random.pick([id, 'other-device'])}/${random.pick(channels)}`;
  const part = () => random.pick(random.chance(0.1) ? strangeNames : ['hub', 'demo', id, ...channels, '__proto__']);
  return Array.from({ length: random.integer(1, 9) }, part).join('/');
}

function anyPayload(random: Random): string {
  const at = 1_700_000_000_000;
  return random.pick([
    '',
    '{',
    'null',
    '[]',
    '"offline"',
    `{"at":${at},"temperature":1e999,"flow":-0}`,
    `{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"at":${at}}`,
    `{"samples":[${Array.from({ length: 400 }, () => `{"at":${at}}`).join(',')}]}`,
    '['.repeat(random.integer(1, 30_000)),
    `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
    `{"id":"${'x'.repeat(random.integer(0, 60_000))}","type":"dispensed","at":${at}}`,
    '\u0000\u001b[2J\r\n<script>alert(1)</script>',
    String.fromCharCode(...Array.from({ length: 50 }, () => random.integer(0, 65_535))),
  ]);
}

function anyQos(random: Random): 0 | 1 | 2 {
  return random.integer(0, 2) as 0 | 1 | 2;
}

/** One or a few faults of a line, a memory or a mind. */
function bent(random: Random, bytes: Buffer): Buffer {
  let result: Buffer = Buffer.from(bytes);
  for (let faults = random.integer(0, 3); faults > 0 && result.length > 1; faults -= 1) {
    const at = random.integer(0, result.length - 1);
    result = random.pick([
      () => flip(result, at, 1 << random.integer(0, 7)),
      () => flip(result, 0, random.integer(1, 255)),
      () => flip(result, 1, random.integer(1, 255)),
      () => result.subarray(0, at),
      () =>
        Buffer.concat([
          result.subarray(0, at),
          Buffer.alloc(random.integer(1, 40), random.integer(0, 255)),
          result.subarray(at),
        ]),
      () => Buffer.concat([result, result.subarray(at)]),
      () => Buffer.concat([result.subarray(0, at), result.subarray(random.integer(at, result.length - 1))]),
    ])();
  }
  return result;
}

function flip(bytes: Buffer, at: number, mask: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] as number) ^ mask;
  return flipped;
}

function cut(random: Random, bytes: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = random.next() < 0.7 ? bytes.length : Math.min(bytes.length, at + random.integer(1, 2_000));
    chunks.push(bytes.subarray(at, end));
    at = end;
  }
  return chunks;
}

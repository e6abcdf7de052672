// One device on a bare socket: it writes whole stretches of its ring, and takes PUBACKs in the order of MQTT 3.1.1, 4.6.0-2. What is
// not as it should be ends the run; a load that shrugs measures nothing.
import { connect } from 'node:net';
import { connectPacket, welcome } from '../../support/mqtt-packets.ts';
import type { MessageRing } from './message-ring.ts';

export interface LoadConnection {
  readonly ring: MessageRing;
  /** Messages since it connected. */
  readonly sent: number;
  readonly acknowledged: number;
  /**
   * Sends `count` messages, or as many as the ring has room for. The first was due at `dueAt` (ms of `performance.now()`), each other
   * `gapMs` after the one before.
   * @returns how many.
   */
  send(count: number, dueAt: number, gapMs: number): number;
  end(): void;
}

export interface ConnectionOptions {
  readonly mqtt: string;
  readonly id: string;
  readonly password: string;
  readonly qos: 0 | 1;
  readonly ring: MessageRing;
  /** One message was acknowledged (QoS 0: is with the kernel). */
  answered(dueAt: number, now: number): void;
  /** After each lot of them. */
  settled(connection: LoadConnection): void;
  failed(error: Error): void;
}

const readBytes = 4_096;
const keepaliveS = 300;
const puback = [0x40, 0x02] as const;

/** Resolves when CONNACK is here. */
export function openLoadConnection(options: ConnectionOptions): Promise<LoadConnection> {
  const { id, password, qos, ring, answered, settled, failed } = options;
  const { hostname, port } = new URL(options.mqtt);
  const signedIn = Promise.withResolvers<LoadConnection>();
  const dueAts = new Float64Array(ring.length);
  const header = Buffer.from(welcome, 'hex');
  let headerLeft = header.length;
  let place = 0;
  let idHigh = 0;
  let ending = false;

  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: { buffer: Buffer.alloc(readBytes), callback: (length, bytes) => read(bytes, length) },
  });
  const connection = { ring, sent: 0, acknowledged: 0, send, end };
  socket.write(connectPacket(id, { password, keepaliveS }));
  socket.on('error', giveUp);
  socket.on('close', () => giveUp(new Error(`${id}: the other side closed the connection`)));

  function giveUp(error: Error): void {
    if (ending) return;
    ending = true;
    signedIn.reject(error);
    failed(error);
  }

  function read(bytes: Uint8Array, length: number): boolean {
    let index = 0;
    for (; headerLeft > 0 && index < length; index += 1, headerLeft -= 1) {
      if (bytes[index] !== header[header.length - headerLeft])
        giveUp(new Error(`${id}: expected CONNACK without error`));
    }
    if (headerLeft === 0 && index > 0) signedIn.resolve(connection);
    if (index === length) return true;
    const now = performance.now();
    for (; index < length; index += 1) takeByte(bytes[index] as number, now);
    settled(connection);
    return true;
  }

  function takeByte(byte: number, now: number): void {
    if (place < 2) {
      if (byte !== puback[place]) giveUp(new Error(`${id}: expected PUBACK, received the byte ${byte.toString(16)}`));
      place += 1;
    } else if (place === 2) {
      idHigh = byte;
      place = 3;
    } else {
      place = 0;
      answer((idHigh << 8) | byte, now);
    }
  }

  function answer(packetId: number, now: number): void {
    const index = connection.acknowledged % ring.length;
    const expected = ring.packetId(index);
    if (packetId !== expected) giveUp(new Error(`${id}: expected PUBACK of ${expected}, received it of ${packetId}`));
    connection.acknowledged += 1;
    answered(dueAts[index] as number, now);
  }

  function written(count: number): void {
    const now = performance.now();
    for (let n = 0; n < count; n += 1) {
      answered(dueAts[connection.acknowledged % ring.length] as number, now);
      connection.acknowledged += 1;
    }
    settled(connection);
  }

  function send(count: number, dueAt: number, gapMs: number): number {
    const wanted = Math.min(count, ring.length - 1 - (connection.sent - connection.acknowledged));
    for (let left = wanted; left > 0; ) {
      const { bytes, taken } = ring.take(left);
      for (let n = 0; n < taken; n += 1) {
        dueAts[(connection.sent + n) % ring.length] = dueAt + (wanted - left + n) * gapMs;
      }
      connection.sent += taken;
      left -= taken;
      if (qos === 1) socket.write(bytes);
      // Not in the callback itself: what a kernel takes at once would leave no time for anything else.
      else socket.write(bytes, () => setImmediate(written, taken));
    }
    return wanted;
  }

  function end(): void {
    ending = true;
    socket.destroy();
  }

  return signedIn.promise;
}

// Finds the borders of MQTT control packets in a byte stream (3.1.1 section 2) without keeping a byte of them, so that a
// packet that is too large is known from its first bytes, before anything is buffered.

/** Packet types that a client may send: 2.2.1. */
const fromClient: ReadonlySet<number> = new Set([1, 3, 4, 5, 6, 7, 8, 10, 12, 14]);
const publishType = 3;
const subscribeType = 8;
const unsubscribeType = 10;

/** Types whose remaining length is fixed, 3.4 to 3.14: acknowledgements carry a packet identifier, the others nothing. */
const fixedRemaining: ReadonlyMap<number, number> = new Map([
  [4, 2],
  [5, 2],
  [6, 2],
  [7, 2],
  [12, 0],
  [14, 0],
]);
const dupWithoutQos = 0x08;

export interface FrameScanner {
  /** Largest whole packet, bytes; may be raised between two packets. */
  limit: number;
  /** Type of the packet that was scanned last, 2.2.1. */
  readonly type: number;
  /** Its bytes, header included. */
  readonly length: number;
  /**
   * Scans from `offset`, at most to the end of the packet that is under way.
   * @returns where it stopped, and whether a packet ended there.
   * @throws FrameError when the stream is no MQTT that a client may send.
   */
  scan(chunk: Uint8Array, offset: number): { readonly end: number; readonly complete: boolean };
}

export class FrameError extends Error {}

export function createFrameScanner(limit: number): FrameScanner {
  let type = 0;
  let length = 0;
  let headerBytes = 0;
  let remaining = 0;
  let scale = 1;
  let inBody = false;
  let packetId: number[] | undefined;

  function isAboutFilters(): boolean {
    return type === subscribeType || type === unsubscribeType;
  }

  function beginBody(): void {
    length = headerBytes + remaining;
    if (length > scanner.limit) throw new FrameError(`packet of ${length} bytes, at most ${scanner.limit} are taken`);
    const fixed = fixedRemaining.get(type);
    if (fixed !== undefined && remaining !== fixed) throw new FrameError(`packet type ${type} with ${remaining} bytes`);
    if (isAboutFilters() && remaining <= 2) throw new FrameError('no topic filter (3.8.3-3, 3.10.3-2)');
    inBody = true;
    packetId = isAboutFilters() ? [] : undefined;
  }

  function readHeaderByte(byte: number): void {
    headerBytes += 1;
    if (headerBytes === 1) {
      type = byte >> 4;
      if (!fromClient.has(type)) throw new FrameError(`packet type ${type} is not for a client to send`);
      if (type === publishType && (byte & 0x0e) === dupWithoutQos) throw new FrameError('DUP with QoS 0 (3.3.1-2)');
      return;
    }
    remaining += (byte & 0x7f) * scale;
    scale *= 128;
    if ((byte & 0x80) === 0) beginBody();
    else if (headerBytes === 5) throw new FrameError('remaining length of more than 4 bytes');
  }

  // 2.3.1-1. The parser lets 0 pass; PUBLISH is checked where its topic is known.
  function watchPacketId(byte: number): void {
    if (packetId === undefined) return;
    packetId.push(byte);
    if (packetId.length < 2) return;
    if (packetId[0] === 0 && packetId[1] === 0) throw new FrameError('packet identifier 0');
    packetId = undefined;
  }

  function endPacket(): void {
    headerBytes = 0;
    remaining = 0;
    scale = 1;
    inBody = false;
  }

  const scanner: FrameScanner = {
    limit,
    get type() {
      return type;
    },
    get length() {
      return length;
    },
    scan(chunk, offset) {
      let position = offset;
      while (!inBody && position < chunk.length) readHeaderByte(chunk[position++] as number);
      while (inBody && packetId !== undefined && remaining > 0 && position < chunk.length) {
        remaining -= 1;
        watchPacketId(chunk[position++] as number);
      }
      if (!inBody) return { end: position, complete: false };
      const rest = Math.min(remaining, chunk.length - position);
      remaining -= rest;
      position += rest;
      const complete = remaining === 0;
      if (complete) endPacket();
      return { end: position, complete };
    },
  };
  return scanner;
}

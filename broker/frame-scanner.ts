// Finds the borders of MQTT control packets in a byte stream (3.1.1 section 2) without keeping a byte of them, so that a
// packet that is too large is known from its first bytes, before anything is buffered.

/** Packet types that a client may send: 2.2.1. */
const fromClient: ReadonlySet<number> = new Set([1, 3, 4, 5, 6, 7, 8, 10, 12, 14]);
const subscribeType = 8;
const unsubscribeType = 10;

export interface FrameScanner {
  /** Largest whole packet, bytes; may be raised between two packets. */
  limit: number;
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
  let headerBytes = 0;
  let remaining = 0;
  let scale = 1;
  let inBody = false;
  let packetId: number[] | undefined;

  function beginBody(): void {
    const total = headerBytes + remaining;
    if (total > scanner.limit) throw new FrameError(`packet of ${total} bytes, at most ${scanner.limit} are taken`);
    inBody = true;
    packetId = type === subscribeType || type === unsubscribeType ? [] : undefined;
  }

  function readHeaderByte(byte: number): void {
    headerBytes += 1;
    if (headerBytes === 1) {
      type = byte >> 4;
      if (!fromClient.has(type)) throw new FrameError(`packet type ${type} is not for a client to send`);
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

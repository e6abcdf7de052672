// A socket as aedes sees it: nothing but CONNECT passes before the client is signed in, no packet above the limit ever
// passes, messages pass at the client's rate and by the uplink, and what waits unsent can be read. What may not pass yet stays in the
// kernel: memory per connection is bounded by one read chunk, one packet and the write cap.
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { type ClientCertificate, certificateOf } from './client-certificates.ts';
import { createFrameScanner, FrameError } from './frame-scanner.ts';
import type { BrokerLimits } from './limits.ts';
import { addressKey } from './remote-address.ts';

const nothing = Buffer.alloc(0);
const connectType = 1;
const publishType = 3;
/** So long a client that sent something broken has left to hear what became of the messages before it. */
const brokenGraceMs = 250;
/** A larger message costs its client as much as several. */
const messageBytes = 4 * 1024;

/** How fast a client may publish. */
export interface PublishAllowance {
  /** @returns how long to wait before the next message, ms; 0 where it may come at once. */
  spend(messages: number): number;
}

/** Where the messages of a signed-in client go. */
export interface Uplink {
  /**
   * @returns false where the packet is not for here: QoS 2, which aedes tracks.
   * @throws FrameError where it is no PUBLISH.
   */
  take(frame: Buffer): boolean;
  /** Nothing more may be taken until `roomMade` of the connection was called. */
  readonly isFull: boolean;
}

export interface Peer {
  /** Whom rates are counted for: see `addressKey`. */
  readonly address: string;
  /** Where the client showed one. */
  readonly certificate: ClientCertificate | undefined;
}

export interface GuardedConnection extends Duplex {
  readonly peer: Peer;
  /** Lets everything after CONNECT pass, what is published to `uplink`, as fast as `allowance` allows. Call it when CONNACK is sent. */
  open(allowance: PublishAllowance, uplink: Uplink): void;
  /** The uplink has room again. */
  roomMade(): void;
  /** Bytes that the client has not taken yet, as far as this process holds them. */
  readonly unsentBytes: number;
}

/**
 * @param socket of a server that allows half-open ones: paused or not, Node tells its end at once, with data still to come
 * @param connectArrived called once, when the whole CONNECT can be read
 */
export function guardConnection(socket: Socket, limits: BrokerLimits, connectArrived: () => void): GuardedConnection {
  const scanner = createFrameScanner(limits.packetBytesBeforeConnack);
  let stage: 'connect' | 'sign-in' | 'open' = 'connect';
  let allowance: PublishAllowance | undefined;
  let uplink: Uplink | undefined;
  let first = true;
  /** The beginning of a packet whose end has not come. */
  let begun: Buffer = nothing;
  let held: Buffer = nothing;
  let wait: NodeJS.Timeout | undefined;
  let hasEnded = false;

  function pass(chunk: Buffer): void {
    if (chunk.length > 0 && !connection.push(chunk)) socket.pause();
  }

  function receive(chunk: Buffer): void {
    try {
      if (held.length > 0 || stage === 'sign-in' || isStalled()) hold(chunk);
      else if (stage === 'open') passChecked(chunk);
      else passConnect(chunk);
    } catch (error) {
      connection.destroy(error as FrameError);
    }
  }

  function passConnect(chunk: Buffer): void {
    if (first && chunk.length > 0) {
      first = false;
      if ((chunk[0] as number) >> 4 !== connectType) throw new FrameError('the first packet is not CONNECT');
    }
    const { end, complete } = scanner.scan(chunk, 0);
    pass(chunk.subarray(0, end));
    if (!complete) return;
    stage = 'sign-in';
    hold(chunk.subarray(end));
    connectArrived();
  }

  // A client may send on before CONNACK (3.1.4); what it sends waits here and, beyond one chunk, in the kernel.
  function hold(chunk: Buffer): void {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (held.length > 0 || isStalled()) socket.pause();
  }

  function passChecked(chunk: Buffer): void {
    let offset = 0;
    let waitMs = 0;
    try {
      while (offset < chunk.length && waitMs === 0 && !uplink?.isFull) {
        const { end, complete } = scanner.scan(chunk, offset);
        const bytes = chunk.subarray(offset, end);
        offset = end;
        if (complete) waitMs = passPacket(begun.length === 0 ? bytes : Buffer.concat([begun, bytes]));
        // Copied, so that a few bytes do not keep the whole chunk.
        begun = complete ? nothing : Buffer.concat([begun, bytes]);
      }
    } catch (error) {
      endAfterBroken(error as Error);
      return;
    }
    if (waitMs > 0) wait = setTimeout(goOn, waitMs);
    if (isStalled()) hold(chunk.subarray(offset));
  }

  /** @returns how long to wait before the next one, ms. */
  function passPacket(packet: Buffer): number {
    if (scanner.type !== publishType) {
      pass(packet);
      return 0;
    }
    if (!uplink?.take(packet)) pass(packet);
    return allowance?.spend(1 + packet.length / messageBytes) ?? 0;
  }

  /** Until its time has come, or what it sent is on disk. */
  function isStalled(): boolean {
    return wait !== undefined || uplink?.isFull === true;
  }

  // Good messages before a broken one are taken and acknowledged; else the device would send all of them again, for ever.
  function endAfterBroken(error: Error): void {
    socket.removeListener('data', receive);
    socket.pause();
    wait = setTimeout(() => connection.destroy(error), brokenGraceMs);
  }

  function goOn(): void {
    wait = undefined;
    goOnWithHeld();
  }

  function goOnWithHeld(): void {
    if (isStalled() || connection.destroyed) return;
    const waiting = held;
    held = nothing;
    receive(waiting);
    readOn();
    endAfterHeld();
  }

  // A client may go as soon as it has sent; what it sent is passed first. Nobody reads on before CONNECT is whole.
  function endAfterHeld(): void {
    if (!hasEnded) return;
    if (stage === 'connect') connection.destroy();
    else if (held.length === 0 && !isStalled()) connection.push(null);
  }

  function readOn(): void {
    if (stage !== 'sign-in' && held.length === 0 && !isStalled()) socket.resume();
  }

  const connection = Object.assign(
    new Duplex({
      read: readOn,
      write(chunk: Buffer, _encoding, written) {
        send(chunk, written);
      },
      writev(chunks, written) {
        send(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)), written);
      },
      final(ended) {
        socket.end(() => ended());
      },
      destroy(error, destroyed) {
        clearTimeout(wait);
        socket.destroy();
        destroyed(error);
      },
    }),
    {
      peer: {
        address: addressKey(socket.remoteAddress),
        certificate: socket instanceof TLSSocket ? certificateOf(socket) : undefined,
      },
      open(granted: PublishAllowance, way: Uplink): void {
        if (stage === 'open') return;
        stage = 'open';
        allowance = granted;
        uplink = way;
        scanner.limit = limits.packetBytes;
        goOn();
      },
      roomMade: goOnWithHeld,
    },
  );
  Object.defineProperty(connection, 'unsentBytes', { get: () => connection.writableLength + socket.writableLength });

  function send(bytes: Buffer, written: (error?: Error | null) => void): void {
    if (socket.write(bytes)) written();
    else socket.once('drain', () => written());
  }

  socket.setNoDelay(true);
  socket.on('data', receive);
  socket.on('end', () => {
    hasEnded = true;
    endAfterHeld();
  });
  socket.on('error', (error) => connection.destroy(error));
  socket.on('close', () => connection.destroy());
  return connection as GuardedConnection;
}

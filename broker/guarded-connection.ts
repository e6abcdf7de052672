// A socket as aedes sees it: nothing but CONNECT passes before the client is signed in, no packet above the limit ever
// passes, and what waits unsent can be read. Memory per connection is bounded by one read chunk and the write cap.
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { createFrameScanner, FrameError } from './frame-scanner.ts';
import type { BrokerLimits } from './limits.ts';

const connectType = 1;

export interface GuardedConnection extends Duplex {
  /** Lets everything after CONNECT pass. Call it when CONNACK is sent. */
  open(): void;
  /** Bytes that the client has not taken yet, as far as this process holds them. */
  readonly unsentBytes: number;
}

export function guardConnection(socket: Socket, limits: BrokerLimits): GuardedConnection {
  const scanner = createFrameScanner(limits.packetBytesBeforeConnack);
  let stage: 'connect' | 'sign-in' | 'open' = 'connect';
  let first = true;
  let held: Buffer = Buffer.alloc(0);

  function pass(chunk: Buffer): void {
    if (chunk.length > 0 && !connection.push(chunk)) socket.pause();
  }

  function receive(chunk: Buffer): void {
    try {
      if (stage === 'open') passChecked(chunk);
      else if (stage === 'connect') passConnect(chunk);
      else hold(chunk);
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
  }

  // A client may send on before CONNACK (3.1.4); what it sends waits here and, beyond one chunk, in the kernel.
  function hold(chunk: Buffer): void {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (held.length > 0) socket.pause();
  }

  function passChecked(chunk: Buffer): void {
    let offset = 0;
    while (offset < chunk.length) offset = scanner.scan(chunk, offset).end;
    pass(chunk);
  }

  const connection = Object.assign(
    new Duplex({
      read() {
        if (stage !== 'sign-in' || held.length === 0) socket.resume();
      },
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
        socket.destroy();
        destroyed(error);
      },
    }),
    {
      open(): void {
        if (stage === 'open') return;
        stage = 'open';
        scanner.limit = limits.packetBytes;
        const waiting = held;
        held = Buffer.alloc(0);
        socket.resume();
        receive(waiting);
      },
    },
  );
  Object.defineProperty(connection, 'unsentBytes', { get: () => connection.writableLength + socket.writableLength });

  function send(bytes: Buffer, written: (error?: Error | null) => void): void {
    if (socket.write(bytes)) written();
    else socket.once('drain', () => written());
  }

  socket.setNoDelay(true);
  socket.on('data', receive);
  socket.on('end', () => connection.push(null));
  socket.on('error', (error) => connection.destroy(error));
  socket.on('close', () => connection.destroy());
  return connection as GuardedConnection;
}

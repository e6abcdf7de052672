// Bytes on a socket, for what no well-behaved client would send, and what came back.
import { connect as connectSocket, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type ConnectFields, connectPacket, welcome } from '../support/mqtt-packets.ts';

export interface RawClient {
  readonly socket: Socket;
  send(...parts: readonly (Uint8Array | readonly number[])[]): void;
  /** Resolves with `pattern`, hex, once it has arrived. */
  received(pattern: string): Promise<void>;
  readonly bytes: () => Buffer;
  readonly closed: Promise<void>;
}

export async function rawClient(port: number): Promise<RawClient> {
  const socket = connectSocket({ host: '127.0.0.1', port });
  let bytes = Buffer.alloc(0);
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const resume of waiting.splice(0)) resume();
  };
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    wake();
  });
  socket.on('close', wake);
  socket.on('error', () => {});
  onTestFinished(() => {
    socket.destroy();
  });
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return {
    socket,
    send: (...parts) => {
      socket.write(Buffer.concat(parts.map((part) => Buffer.from(part))));
    },
    async received(pattern) {
      while (!bytes.toString('hex').includes(pattern)) {
        if (socket.destroyed) throw new Error(`closed before ${pattern} came, got ${bytes.toString('hex')}`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    bytes: () => bytes,
    closed,
  };
}

/** One that has signed in: CONNACK is here. */
export async function welcomed(port: number, username = 'shower-0305', fields: ConnectFields = {}): Promise<RawClient> {
  const raw = await rawClient(port);
  raw.send(connectPacket(username, fields));
  await raw.received(welcome);
  return raw;
}

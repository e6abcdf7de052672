// A caller of the hub's HTTP that minds no rule of HTTP: bytes to a socket, and what came back until it ended.
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  readonly text: string;
}

/** Opens without sending; a refused or broken connection counts as ended. */
export function openSocket(url: string, localAddress = '127.0.0.1'): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), localAddress });
  socket.on('error', () => undefined);
  return socket;
}

/** Resolves when the hub has ended the connection. */
export function ended(socket: Socket): Promise<RawAnswer> {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  return new Promise((resolve) => {
    if (socket.destroyed) resolve({ status: 0, text });
    socket.once('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text }));
  });
}

/** Sends the bytes and waits until the hub ends the connection. */
export function sendBytes(url: string, bytes: string | Uint8Array): Promise<RawAnswer> {
  const socket = openSocket(url);
  const answer = ended(socket);
  socket.write(bytes);
  return answer;
}

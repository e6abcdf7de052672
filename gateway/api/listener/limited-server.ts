// What every HTTP server of the hub stands, plain or over TLS: more connections than there should be, callers that send slowly,
// nothing or nonsense, and callers that do not take their answer. None of it costs another caller more than a moment.
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpLimits } from '../../config/http-limits.ts';
import { addressKey } from './caller-address.ts';
import type { HttpCounters, RefusedFor } from './http-counters.ts';

/** How often Node looks for callers that are too slow, ms; unset, such a one holds its socket for 30 s more. */
const lookEveryMs = 1_000;
/** Between two calls of a page. Longer than a proxy before the hub keeps its own connections. */
const keepAliveMs = 72_000;

/** For `http.createServer`, and for Fastify's own. */
export function serverOptions(limits: HttpLimits) {
  return {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersSeconds * 1000,
    requestTimeout: limits.requestSeconds * 1000,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: lookEveryMs,
  };
}

export interface ServerLimits {
  applyTo(server: Server): void;
  /** Node's `clientError`: what came is no call. */
  refuseUnreadable(error: Error, socket: Socket): void;
  /** Open now, on all servers. */
  connections(): number;
}

export function createServerLimits(limits: HttpLimits, counters: Pick<HttpCounters, 'refuse'>): ServerLimits {
  const byAddress = new Map<string, number>();
  let open = 0;

  function take(socket: Socket): void {
    const address = addressKey(socket.remoteAddress);
    const ofAddress = byAddress.get(address) ?? 0;
    const reason: RefusedFor | undefined =
      open >= limits.connections
        ? 'connections'
        : ofAddress >= limits.connectionsPerAddress
          ? 'connections-per-address'
          : undefined;
    if (reason !== undefined) {
      counters.refuse(reason);
      socket.destroy();
      return;
    }
    open += 1;
    byAddress.set(address, ofAddress + 1);
    socket.once('close', () => {
      open -= 1;
      const left = (byAddress.get(address) ?? 1) - 1;
      if (left === 0) byAddress.delete(address);
      else byAddress.set(address, left);
    });
  }

  function cutOffIdle(socket: Socket): void {
    if (socket.writableLength > 0) {
      counters.refuse('answer-not-taken');
      socket.destroy();
    } else {
      // It is the hub that takes its time.
      socket.setTimeout(limits.idleSeconds * 1000);
    }
  }

  return {
    applyTo(server) {
      server.setTimeout(limits.idleSeconds * 1000);
      server.on('connection', take);
      server.on('request', (_request, response: ServerResponse) => response.on('timeout', cutOffIdle));
    },
    refuseUnreadable(error, socket) {
      const { reason, status } = unreadable((error as NodeJS.ErrnoException).code);
      if (reason !== undefined) counters.refuse(reason);
      if (status === undefined || socket.destroyed || !socket.writable) {
        socket.destroy();
        return;
      }
      socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      socket.destroySoon();
    },
    connections: () => open,
  };
}

/** Without a status there is nobody who could read one; without a reason the connection broke by itself. */
function unreadable(code = ''): { readonly reason?: RefusedFor; readonly status?: string } {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { reason: 'too-slow', status: '408 Request Timeout' };
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { reason: 'headers-too-large', status: '431 Request Header Fields Too Large' };
  }
  if (code.startsWith('HPE_')) return { reason: 'malformed', status: '400 Bad Request' };
  return /^ERR_(SSL|TLS)/.test(code) ? { reason: 'handshake' } : {};
}

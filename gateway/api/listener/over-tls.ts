// Where the hub speaks TLS, it speaks plain HTTP only to this machine: its command line, its watchdog, a proxy beside it. A
// browser from elsewhere is sent on to TLS, and an integration is told before its token goes over the wire a second time. How a
// phone comes to trust the hub it has to read before that: this page alone, and the files of pages, are told plainly.
import { isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { refuse } from '../problem.ts';
import { installPath } from '../routes/authority.ts';
import { isFromThisMachine } from './caller-address.ts';
import type { HttpCounters } from './http-counters.ts';

export function sendToTls(
  app: FastifyInstance,
  apiPrefix: string,
  tlsPort: () => number,
  counters: Pick<HttpCounters, 'refuse'>,
): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https' || isFromThisMachine(request.raw.socket) || mayBePlain(request.url)) return;
    counters.refuse('not-over-tls');
    const host = isIPv6(request.hostname) ? `[${request.hostname}]` : request.hostname;
    const there = `https://${host}:${tlsPort()}`;
    const isNamed = URL.canParse(there) && request.url.startsWith('/');
    if (!isNamed) throw refuse(400, 'host: expected the name or address of this hub');
    if (request.method !== 'GET' || request.url.startsWith(`${apiPrefix}/`)) {
      throw refuse(403, `This hub is called over TLS, at ${there}${apiPrefix}.`);
    }
    // Put together as text: what begins with // would else be another host.
    return reply.redirect(`${there}${request.url}`, 308);
  });
}

/** Open to everybody, and worth nothing to whoever listens in. */
function mayBePlain(url: string): boolean {
  const [path = ''] = url.split('?');
  return path === installPath || path.startsWith(`${installPath}/`) || path.startsWith('/assets/');
}

/** A browser that came over TLS once comes over nothing else from then on. Never said over plain HTTP, where it means nothing. */
export function holdToTls(app: FastifyInstance, days: number): void {
  if (days === 0) return;
  const value = `max-age=${days * 86_400}`;
  app.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https') void reply.header('strict-transport-security', value);
  });
}

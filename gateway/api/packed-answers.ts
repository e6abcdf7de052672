// Long answers go packed: a list of a house's rooms is a tenth of it. An answer that carries a secret never is, since its length
// would tell of it: those are short, and the session's is left out by name.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/** A shorter answer fits into a packet or two anyway, bytes. */
const worthPacking = 1_500;
/** Fast rather than small: it is done for every answer. */
const level = 4;
const pack = promisify(gzip);

export function packAnswers(app: FastifyInstance, prefix: string): void {
  app.addHook<unknown>('onSend', async (request, reply, payload) => {
    const isList = request.method === 'GET' && request.routeOptions.url !== `${prefix}/session`;
    if (!isList || typeof payload !== 'string' || payload.length < worthPacking) return payload;
    void reply.header('vary', 'accept-encoding');
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return payload;
    void reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return pack(payload, { level });
  });
}

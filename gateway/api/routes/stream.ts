// What happens, as it happens. Never compressed: a compressor would hold an event back until its block is full.
import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { ApiApp } from '../api-ports.ts';
import { StreamEvent, StreamQuery, streamTopics } from '../contract/stream.ts';
import { callerOf } from '../guard.ts';
import type { LiveStreams } from '../live/live-streams.ts';

export function streamRoutes(app: ApiApp, streams: LiveStreams): void {
  app.get(
    '/stream',
    {
      schema: {
        summary: 'Server-sent events: StreamEvent, one line of JSON each. `Last-Event-ID` resumes without a gap',
        tags: ['stream'],
        querystring: StreamQuery,
        response: {
          200: { description: 'Until either side ends it', content: { 'text/event-stream': { schema: StreamEvent } } },
        },
      },
    },
    (request, reply) => {
      const caller = callerOf(request);
      streams.admit(caller);
      const topics = new Set(request.query.topics ?? streamTopics);
      const lastEventId = request.headers['last-event-id'];
      reply.hijack();
      reply.raw.writeHead(200, {
        ...headersSoFar(reply),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      });
      streams.open(reply.raw, caller, topics, typeof lastEventId === 'string' ? lastEventId : undefined);
    },
  );
}

/** The safety headers that the hooks have set; a hijacked answer has to carry them itself. */
function headersSoFar(reply: FastifyReply): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined));
}

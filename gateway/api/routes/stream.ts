// What happens, as it happens. Never compressed: a compressor would hold an event back until its block is full.
import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { ApiApp } from '../api-ports.ts';
import { Listener, StreamEvent, StreamQuery, streamTopics } from '../contract/stream.ts';
import { callerOf } from '../guard.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import type { Phones } from '../live/phones.ts';

export function streamRoutes(app: ApiApp, streams: LiveStreams, phones: Phones): void {
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
      const { listener } = request.query;
      streams.open(reply.raw, caller, topics, {
        lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined,
        listener,
      });
    },
  );

  app.post(
    '/stream/heard',
    {
      schema: {
        summary: 'This page still hears the stream that it opened as `listener`; said at each heartbeat',
        tags: ['stream'],
        body: Listener,
        response: { 204: z.undefined() },
      },
    },
    (request, reply) => {
      phones.heard(callerOf(request), request.body.listener);
      return reply.code(204).send();
    },
  );
}

/** The safety headers that the hooks have set; a hijacked answer has to carry them itself. */
function headersSoFar(reply: FastifyReply): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined));
}

// Every error leaves as application/problem+json. What the caller did wrong is a 4xx that names the field; what the hub did
// wrong is a 500 that tells the caller nothing and the log everything.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { HubAwayError } from '../ports.ts';
import { unreachable } from './answer.ts';
import type { Problem } from './contract/problem.ts';
import type { HttpCounters } from './listener/http-counters.ts';
import { ProblemError, problem } from './problem.ts';

export const problemType = 'application/problem+json';

export function createErrorHandler(
  report: (error: Error, call: string) => void,
  counters: Pick<HttpCounters, 'refuse'>,
) {
  return function answerWithProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
    const answer = asProblem(error);
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') counters.refuse('body-too-large');
    if (answer.status >= 500) report(error, `${request.method} ${request.routeOptions.url ?? request.url}`);
    if (error instanceof ProblemError && error.retryAfterMs !== undefined) {
      void reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
    }
    return sendProblem(reply, answer);
  };
}

export function sendProblem(reply: FastifyReply, answer: Problem) {
  // Problems are made here alone, so they are sent as they are: the route's schema speaks of its answers.
  return reply.code(answer.status).type(problemType).serializer(JSON.stringify).send(answer);
}

function asProblem(error: FastifyError): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof HubAwayError) return unreachable('store', error).problem;
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) return problem(500, 'The hub failed to answer. Its log says why.');
  const { field, detail } = unreadParts[error.code] ?? { field: 'body', detail: error.message };
  const type = status === 400 ? { type: 'invalid' } : {};
  return problem(status, `${field}: ${detail}`, { ...type, errors: [{ field, detail }] });
}

/** What Fastify itself refuses before a route's schema is asked. */
const unreadParts: Readonly<Record<string, { readonly field: string; readonly detail: string }>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { field: 'body', detail: 'expected JSON' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { field: 'body', detail: 'expected JSON, found nothing' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { field: 'content-type', detail: 'expected application/json' },
  FST_ERR_CTP_BODY_TOO_LARGE: { field: 'body', detail: 'is larger than this hub takes (HUB_HTTP_BODY_BYTES)' },
  FST_ERR_BAD_URL: { field: 'path', detail: 'expected UTF-8, percent-encoded' },
};

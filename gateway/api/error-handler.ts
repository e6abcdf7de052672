// Every error leaves as application/problem+json. What the caller did wrong is a 4xx that names the field; what the hub did
// wrong is a 500 that tells the caller nothing and the log everything.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Problem } from './contract/problem.ts';
import { ProblemError, problem } from './problem.ts';

export const problemType = 'application/problem+json';

export function createErrorHandler(report: (error: Error, call: string) => void) {
  return function answerWithProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
    const answer = asProblem(error);
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
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.flatMap(({ instancePath, message, params }) =>
      wrongFields(instancePath, params).map((field) => ({ field, detail: message ?? 'is not valid' })),
    );
    const where = error.validationContext ?? 'request';
    const detail = errors.map(({ field, detail }) => (field === '' ? detail : `${field}: ${detail}`)).join('; ');
    return problem(400, `${where}: ${detail}`, { type: 'invalid', errors });
  }
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500
    ? problem(status, error.message)
    : problem(500, 'The hub failed to answer. Its log says why.');
}

/** An unknown key is the offending field, not the object around it. */
function wrongFields(instancePath: string, params: Record<string, unknown>): string[] {
  const path = instancePath.split('/').filter((part) => part !== '');
  const keys = params['keys'];
  return Array.isArray(keys) ? keys.map((key) => [...path, String(key)].join('.')) : [path.join('.')];
}

// What a caller sends is checked against the contract before a route sees it; what is wrong leaves as a problem that names
// each field, under the same type whatever found it.
import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { readFields, sayWrong, spelledPath, type WrongField } from '../domain/wrong-field.ts';
import type { ApiApp } from './api-ports.ts';
import { type ProblemError, refuseFields } from './problem.ts';

/** A slip in the name of a filter must not answer with everything: reads take the fields that they know, and no other. */
export function refuseUnknownQueries(app: ApiApp): void {
  app.addHook('onRoute', (route) => {
    if (route.method !== 'GET') return;
    const known = route.schema?.querystring;
    if (known !== undefined && !(known instanceof z.ZodObject)) {
      throw new Error(`GET ${route.url}: expected its query as a z.object`);
    }
    route.schema = { ...route.schema, querystring: known?.strict() ?? z.strictObject({}) };
  });
}

/** Fastify's validator: answers with a ProblemError where a part of the call is not as the contract says. */
export const checkCall: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (value) => {
    const read = readFields(schema, value);
    return 'data' in read ? { value: read.data } : { error: wrongCall(read.wrong, value, httpPart) };
  };

/** @param part of the call that stands in for a field where the whole of it is wrong. */
export function wrongCall(wrong: readonly WrongField[], value: unknown, part = 'body'): ProblemError {
  return refuseFields(wrong.map((one) => ({ field: spelledPath(one.path) || part, detail: sayWrong(one, value) })));
}

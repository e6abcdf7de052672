// The OpenAPI document, made from the schemas and the table of permissions that the hub itself answers by.
import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { ApiApp } from './api-ports.ts';
import { Problem } from './contract/problem.ts';
import { problemType } from './error-handler.ts';
import { permissionOf } from './permissions.ts';

/** To be registered before the routes. */
export async function describeCalls(app: ApiApp, prefix: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Touchpoint Hub',
        version: '1',
        description:
          'Errors are RFC 9457 problems. Writes that a cookie signs send `X-CSRF-Token`. `x-roles` names who may call.',
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: 'hub_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
        responses: {
          Problem: {
            description: 'What is wrong, with the offending fields.',
            content: { [problemType]: { schema: { $ref: `#/components/schemas/${Problem.meta()?.id}` } } },
          },
        },
      },
    },
    transform: (input) => {
      const { schema, url } = jsonSchemaTransform(input);
      const call = `${String(input.route.method)} ${url.slice(prefix.length)}`;
      const permission = url.startsWith(prefix) ? permissionOf(call) : undefined;
      if (permission === undefined || permission === 'everybody') return { schema, url };
      return {
        schema: { ...schema, 'x-roles': permission, security: [{ cookie: [] }, { token: [] }] },
        url,
      };
    },
    transformObject: addProblems,
  });
}

/** Every call may end in a problem; said once for all of them. */
const addProblems: SwaggerTransformObject = (input) => {
  const document = jsonSchemaTransformObject(input);
  for (const operations of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(operations as Record<string, { responses?: Record<string, unknown> }>)) {
      operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Problem' } };
    }
  }
  return withoutUnused(document);
};

/** Each schema is offered once for what is sent and once for what is answered; most are only ever one of the two. */
function withoutUnused<Document extends ReturnType<SwaggerTransformObject>>(document: Document): Document {
  const { components } = document as { components?: { schemas?: Record<string, unknown> } };
  const schemas = components?.schemas ?? {};
  const isUnused = (name: string) => !JSON.stringify(document).includes(`"#/components/schemas/${name}"`);
  for (
    let unused = Object.keys(schemas).filter(isUnused);
    unused.length > 0;
    unused = Object.keys(schemas).filter(isUnused)
  ) {
    for (const name of unused) delete schemas[name];
  }
  return document;
}

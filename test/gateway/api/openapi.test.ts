// The OpenAPI document: whole, and about every call.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { permissions } from '../../../gateway/api/permissions.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
// biome-ignore lint/suspicious/noExplicitAny: the document is data
let document: any;
beforeAll(async () => {
  hub = await startTestApi();
  document = (await hub.call('GET', '/api/v1/openapi.json')).body;
});
afterAll(() => hub.stop());

function* everyNode(node: unknown): Generator<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null) return;
  yield node as Record<string, unknown>;
  for (const child of Object.values(node)) yield* everyNode(child);
}

test('every reference leads somewhere', () => {
  const references = [...everyNode(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
  expect(references.length).toBeGreaterThan(20);
  for (const reference of references) {
    const target = reference
      .split('/')
      .slice(1)
      .reduce((node, key) => node?.[key], document);
    expect(target, reference).toBeDefined();
  }
});

test('every call is described, with its answer and its problem', () => {
  for (const call of Object.keys(permissions)) {
    if (call === 'GET /openapi.json') continue;
    const [method = '', path = ''] = call.split(' ');
    const operation = document.paths[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()];
    expect(operation?.summary, call).toEqual(expect.any(String));
    expect(operation.responses.default, call).toEqual({ $ref: '#/components/responses/Problem' });
    expect(
      Object.keys(operation.responses).some((status) => status.startsWith('2')),
      call,
    ).toBe(true);
  }
});

test('no answer is described as anything at all', () => {
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    expect(Object.keys(schema as object), name).not.toEqual([]);
  }
});

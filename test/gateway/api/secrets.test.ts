import { expect, test } from 'vitest';
import { makeSecret } from '../../../gateway/api/authentication/secrets.ts';

test('no secret begins like a formula', () => {
  const secrets = Array.from({ length: 2000 }, makeSecret);
  expect(secrets.filter((secret) => !/^[A-Za-z0-9][A-Za-z0-9_-]{42}$/.test(secret))).toEqual([]);
});

import { expect, test } from 'vitest';
import { pathAfterSignIn } from '../../../dashboards/shared/state/home.ts';

test.each([
  ['housekeeping', null, '/tasks'],
  ['front-desk', null, '/tasks'],
  ['engineer', null, '/engineering'],
  ['manager', null, '/compliance'],
  ['admin', null, '/compliance'],
  ['front-desk', '/stays?stay=R-1', '/stays?stay=R-1'],
  ['housekeeping', '/stays', '/tasks'],
  ['engineer', '/engineering?draw=d1', '/engineering?draw=d1'],
  ['housekeeping', '/compliance', '/tasks'],
  ['engineer', 'https://elsewhere.example/engineering', '/engineering'],
  ['engineer', '//elsewhere.example', '/engineering'],
  ['engineer', '/engineering.elsewhere', '/engineering'],
] as const)('%s who wanted %s comes to %s', (role, wanted, path) => {
  expect(pathAfterSignIn(role, wanted)).toBe(path);
});

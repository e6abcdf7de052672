import { expect, test } from 'vitest';
import { mayBeSignedIn } from '../../../dashboards/shared/state/signed-in-hint.ts';

test.each([
  ['', false],
  ['hub_signed_in=1', true],
  ['theme=dark; hub_signed_in=1', true],
  ['hub_signed_in=', false],
  ['not_hub_signed_in=1', false],
])('%j', (cookies, expected) => {
  expect(mayBeSignedIn(cookies)).toBe(expected);
});

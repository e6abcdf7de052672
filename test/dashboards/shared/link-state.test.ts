import { expect, test } from 'vitest';
import { linkState } from '../../../dashboards/shared/stream/link-state.ts';

const now = 1_000_000;

test.each([
  ['before the first word it is connecting', { open: false }, { state: 'reconnecting' }],
  ['a beating stream is live', { open: true, heardAt: now - 5_000 }, { state: 'live' }],
  [
    'an open stream that is silent for 12 s is not believed',
    { open: true, heardAt: now - 12_000 },
    { state: 'reconnecting' },
  ],
  [
    'a blink of the Wi-Fi is not worth a word',
    { open: false, heardAt: now - 900, lostAt: now - 900 },
    { state: 'live' },
  ],
  ['after a second it says so', { open: false, heardAt: now - 4_000, lostAt: now - 1_500 }, { state: 'reconnecting' }],
  [
    'opened without the hub it says from when it is, at once',
    { open: false, toldAt: now - 60_000, lostAt: now - 10 },
    { state: 'offline', since: now - 60_000 },
  ],
  [
    'then it says since when',
    { open: false, heardAt: now - 20_000, lostAt: now - 9_000 },
    { state: 'offline', since: now - 20_000 },
  ],
])('%s', (_name, facts, expected) => {
  expect(linkState(facts, now)).toEqual(expected);
});

// The habit of a device, learned from its pauses.
import { expect, it } from 'vitest';
import { createOwnPeriod } from '../../../../gateway/domain/devices/own-period.ts';

const offlineAfterMs = 300_000;
const at = (hours: number, seconds = 0) => hours * 3_600_000 + seconds * 1000;

const rows: [name: string, heardAt: number[], expected: number | undefined][] = [
  ['never heard is no habit', [], undefined],
  ['heard once is no habit', [at(1)], undefined],
  ['two messages of one millisecond are no habit', [at(1), at(1)], undefined],
  ['the longest pause counts', [at(1), at(1, 20), at(1, 60), at(1, 90)], 40_000],
  ['a pause as long as the time-out is an outage', [at(1), at(1, 20), at(1, 320)], 20_000],
  ['the hour before still counts', [at(1), at(1, 60), at(2), at(2, 20)], 60_000],
  ['two hours before does not', [at(1), at(1, 60), at(2), at(2, 20), at(3), at(3, 20)], 20_000],
  ['after a quiet hour only the new counts', [at(1), at(1, 60), at(5), at(5, 20)], 20_000],
  ['a chatterbox is given 15 s', [at(1), at(1, 1)], 15_000],
  ['three of the longest are the time-out', [at(1), at(1, 290)], 100_000],
];
it.each(rows)('%s', (_name, heardAt, expected) => {
  const period = createOwnPeriod(offlineAfterMs);
  for (const one of heardAt) period.heard(one);
  expect(period.readMs()).toBe(expected);
  expect(createOwnPeriod(offlineAfterMs, period.snapshot()).readMs()).toBe(expected);
});

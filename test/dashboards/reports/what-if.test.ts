// What is tried of a standard: kept in the address, asked of the hub as terms, and nothing else.
import { describe, expect, test } from 'vitest';
import { readTried, triedFields, triedShare, triedTerms, writeTried } from '../../../dashboards/reports/what-if.ts';
import type { AnyStandard } from '../../../gateway/api/contract/standard.ts';

const tenSeconds = {
  id: 'house-10s',
  version: 1,
  of: 'draws',
  kind: 'measure',
  target: 45,
  limit: 10,
  targetShare: 0.95,
  source: 'house rule',
} as unknown as AnyStandard;
const bedtime = {
  id: 'bedtime-milk',
  version: 3,
  of: 'service',
  kind: 'done-by',
  enabled: true,
  by: '21:30',
  targetShare: 1,
  promise: 'Milk at bedtime.',
  source: 'house rule',
} as unknown as AnyStandard;

test('words, and whether a promise is on, are not tried', () => {
  expect(triedFields(tenSeconds).map(({ path }) => path)).toEqual(['target', 'limit', 'targetShare']);
  expect(triedFields(bedtime).map(({ path }) => path)).toEqual(['by', 'targetShare']);
});

describe('the address', () => {
  test.each([
    ['a limit', tenSeconds, { limit: '8' }],
    ['a limit and a temperature', tenSeconds, { target: '43', limit: '8.5' }],
    ['a clock time with its colon', bedtime, { by: '22:00' }],
    ['what is no number yet', tenSeconds, { limit: 'soon; or:later' }],
  ])('keeps %s', (_, standard, tried) => {
    expect(readTried(writeTried(tried), standard)).toEqual(tried);
  });

  test.each([
    ['nothing', null, {}],
    ['a field of another standard', 'withinSeconds:60;limit:8', { limit: '8' }],
    ['a broken escape', 'limit:%E0%A4%A', { limit: '' }],
    ['the prototype', '__proto__:1;constructor:2', {}],
  ])('that says %s is read without harm', (_, text, tried) => {
    expect(readTried(text, tenSeconds)).toEqual(tried);
  });
});

test('the hub is asked for what differs, under the id of the standard', () => {
  expect(triedTerms(tenSeconds, { limit: '8', target: '45' })).toEqual({ id: 'house-10s', limit: 8 });
  expect(triedTerms(tenSeconds, { limit: '10' })).toBeUndefined();
});

test('the tried answer stands against the tried share', () => {
  expect(triedShare(tenSeconds, triedTerms(tenSeconds, { targetShare: '90' }))).toBe(0.9);
  expect(triedShare(tenSeconds, triedTerms(tenSeconds, { limit: '8' }))).toBe(0.95);
});

// Which verdicts a note on a period is about, which it may set aside, and what is left of one that was withdrawn.
import { describe, expect, test } from 'vitest';
import {
  type Correction,
  correctionCategories,
  correctionsInForce,
  isAbout,
  noteOfCorrection,
  setsAside,
} from '../../../../gateway/domain/corrections/correction.ts';

const hour = 3_600_000;
const ofRoom: Correction = {
  id: 'audit-1',
  from: 10 * hour,
  to: 12 * hour,
  category: 'sensor-fault',
  space: '1203',
  standard: 'house-10s',
  reason: 'probe fell off',
  by: 'user:chen',
  at: 13 * hour,
};
const verdict = { standard: 'house-10s', at: 11 * hour, space: '1203', floor: '12', riser: 'r2' };

describe('a note on one room, from ten to twelve', () => {
  test.each([
    ['is about what was judged there then', {}, true],
    ['begins with its first instant', { at: 10 * hour }, true],
    ['ends before its last', { at: 12 * hour }, false],
    ['is not about the room beside it', { space: '1204' }, false],
    ['is not about another promise', { standard: 'tea-first' }, false],
  ])('%s', (_, other, expected) => {
    expect(isAbout(ofRoom, { ...verdict, ...other })).toBe(expected);
  });

  test('without a place it is about the whole house', () => {
    const { space: _space, standard: _standard, ...ofHouse } = ofRoom;
    expect(isAbout(ofHouse, { ...verdict, space: 'lobby', standard: 'tea-first' })).toBe(true);
  });
});

test('works and other reasons explain a miss, and leave it one', () => {
  expect(correctionCategories.filter(setsAside)).toEqual(['sensor-fault', 'no-guests']);
});

test('a note that was withdrawn holds no longer, those after it do', () => {
  const { id: _id, at: _at, by, ...told } = ofRoom;
  const noted = (id: string) => ({ ...noteOfCorrection(told, by), id, at: 13 * hour });
  const withdrawal = { action: 'correction-withdrawn', by, subject: 'audit-1', id: 'audit-3', at: 14 * hour } as const;
  expect(correctionsInForce([withdrawal, noted('audit-2'), noted('audit-1')])).toEqual([{ ...ofRoom, id: 'audit-2' }]);
});

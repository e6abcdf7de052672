import { describe, expect, test } from 'vitest';
import { writeMessage, writeSpan } from '../../../dashboards/shared/i18n/message.ts';

const english = { language: 'en', timeZone: 'Asia/Shanghai' };
const chinese = { language: 'zh-Hans', timeZone: 'Asia/Shanghai' };
const spanish = { language: 'es', timeZone: 'Asia/Shanghai' };
const at = Date.parse('2026-03-01T06:04:05Z');

describe('a phrase and its values', () => {
  test.each([
    ['a name stands as it is', 'Taken by {name}', { name: '李' }, 'Taken by 李'],
    ['seconds with one decimal', 'Hot after {seconds:1} s', { seconds: 14 }, 'Hot after 14.0 s'],
    ['a share as percent', '{rate:%} kept', { rate: 0.9512 }, '95.1% kept'],
    ['a clock time is the hotel’s, not the phone’s', 'at {at:clock}', { at }, 'at 14:04'],
    ['a day is written as it was cut', '{at:dateShort}', { at: Date.parse('2026-03-01') }, '3/1'],
    ['a day of another year says which', '{at:yearDay}', { at: Date.parse('2027-03-01T20:00Z') }, 'Mar 2, 2027'],
    ['a value that is missing is left visible', 'n {n}', {}, 'n {n}'],
    ['a guest’s braces are not read again', '“{note}”', { note: '{n:1}' }, '“{n:1}”'],
  ])('%s', (_name, message, values, expected) => {
    expect(writeMessage(message, values, english)).toBe(expected);
  });

  test.each([
    [1, '1 tap is waiting'],
    [2, '2 taps are waiting'],
    [0, '0 taps are waiting'],
  ])('%i in English', (n, expected) => {
    const message = { one: '{n} tap is waiting', other: '{n} taps are waiting' };
    expect(writeMessage(message, { n }, english)).toBe(expected);
  });

  test.each([
    [1, 'de 1 uso'],
    [12, 'de 12 usos'],
    [1_000_000, 'de 1.000.000 usos'],
  ])('%i in Spanish, whose form for millions is that of many', (n, expected) => {
    expect(writeMessage({ one: 'de {n} uso', other: 'de {n} usos' }, { n }, spanish)).toBe(expected);
  });

  test('Chinese has one form for all counts', () => {
    expect(writeMessage({ other: '{n} 项等待发送' }, { n: 1 }, chinese)).toBe('1 项等待发送');
  });

  test('Spanish writes numbers with its comma', () => {
    expect(writeMessage('{s:1} s, {rate:%}', { s: 14, rate: 0.9512 }, spanish)).toBe('14,0 s, 95,1\u00a0%');
  });
});

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [200_000, '3:20'],
  [3_920_000, '1:05:20'],
])('a span of %i ms is %s', (ms, expected) => {
  expect(writeSpan(ms)).toBe(expected);
});

// Who is woken when: everyone at their earliest wish, nobody twice, nobody forgotten.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWakeQueue } from '../../../gateway/domain/wake-queue.ts';

describe('the wake queue', () => {
  const rows: [name: string, wishes: [who: string, at: number][], now: number, woken: string[], next?: number][] = [
    ['nobody asks, nobody is woken', [], 100, []],
    ['nobody is woken early', [['a', 10]], 9, [], 10],
    ['at the instant itself one is woken', [['a', 10]], 10, ['a']],
    ['a deadline inside a millisecond is due at the end of it', [['a', 9.4]], 9, [], 10],
    [
      'the earlier of two wishes counts',
      [
        ['a', 10],
        ['a', 5],
      ],
      5,
      ['a'],
    ],
    [
      'a later wish does not put off the earlier',
      [
        ['a', 5],
        ['a', 10],
      ],
      5,
      ['a'],
    ],
    [
      'who asked twice is woken once',
      [
        ['a', 10],
        ['a', 5],
        ['a', 5],
      ],
      20,
      ['a'],
    ],
    [
      'the earliest first',
      [
        ['c', 3],
        ['a', 1],
        ['b', 2],
        ['d', 9],
      ],
      5,
      ['a', 'b', 'c'],
      9,
    ],
  ];
  it.each(rows)('%s', (_name, wishes, now, woken, next) => {
    const queue = createWakeQueue<string>();
    for (const [who, at] of wishes) queue.want(who, at);
    expect(queue.takeDue(now)).toEqual(woken);
    expect(queue.nextAt()).toBe(next);
  });

  it('wakes again who asks again, at an instant that an older wish still holds', () => {
    const queue = createWakeQueue<string>();
    queue.want('a', 10);
    queue.want('a', 5);
    expect(queue.takeDue(5)).toEqual(['a']);
    queue.want('a', 10);
    expect(queue.takeDue(10)).toEqual(['a']);
    expect(queue.takeDue(10)).toEqual([]);
  });

  it('wakes all at their earliest wish, in order', () => {
    const wish = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), fc.integer({ min: 0, max: 100 }), (wishes, now) => {
        const queue = createWakeQueue<number>();
        const earliest = new Map<number, number>();
        for (const [who, at] of wishes) {
          queue.want(who, at);
          earliest.set(who, Math.min(at, earliest.get(who) ?? at));
        }
        const due = queue.takeDue(now);
        const wanted = [...earliest].filter(([, at]) => at <= now).map(([who]) => who);
        expect(due.toSorted()).toEqual(wanted.toSorted());
        const times = due.map((who) => earliest.get(who) as number);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const later = [...earliest.values()].filter((at) => at > now);
        expect(queue.nextAt()).toBe(later.length === 0 ? undefined : Math.min(...later));
      }),
    );
  });
});

// A device resends what it could not see acknowledged: the same instant twice is the same sample.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecentInstants } from '../../../../gateway/domain/devices/recent-instants.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, i) => 1000 + i * 10);

describe('the instants of a device', () => {
  const rows: [name: string, heard: number[], at: number, place: string][] = [
    ['the first sample ever is new', [], 1000, 'new'],
    ['a later sample is new', [1000], 1001, 'new'],
    ['a resend of the latest is a repeat', [1000], 1000, 'repeat'],
    ['a resend of an older one is a repeat', [1000, 2000, 3000], 1000, 'repeat'],
    ['one that was overtaken is late', [1000, 3000], 2000, 'late'],
    ['a late one that is resent is a repeat', [1000, 3000, 2000], 2000, 'repeat'],
    ['one before the first that was heard is late, not lost', [1000], 500, 'late'],
    ['one before the first, resent, is a repeat', [1000, 500], 500, 'repeat'],
    ['the largest batch, resent as a whole, is still known at its first sample', upTo(1000), 1000, 'repeat'],
    ['what is older than a full memory is beyond it', upTo(1300), 1000, 'beyond'],
    ['what is late within a full memory is late', upTo(1300), 13_985, 'late'],
  ];
  it.each(rows)('%s', (_name, heard, at, place) => {
    const instants = createRecentInstants();
    for (const one of heard) instants.place(one);
    expect(instants.place(at)).toBe(place);
  });

  it('finds the next free instant for a sample that has only its arrival', () => {
    const instants = createRecentInstants();
    for (const one of [1000, 1001, 1003]) instants.place(one);
    expect([999, 1000, 1001, 1003, 2000].map(instants.freeFrom)).toEqual([999, 1002, 1002, 1004, 2000]);
  });

  it('knows the same after a restart, whatever was heard', () => {
    const times = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 2500 });
    fc.assert(
      fc.property(times, times, (before, after) => {
        const live = createRecentInstants();
        for (const at of before) live.place(at);
        const restarted = createRecentInstants(live.snapshot());
        expect(after.map(restarted.place)).toEqual(after.map(live.place));
      }),
    );
  });

  it('is remembered in a few characters where a device speaks by the clock', () => {
    const instants = createRecentInstants();
    for (const at of upTo(1300)) instants.place(at);
    expect(instants.snapshot()).toBe('1jk a*1199');
  });

  it('is as it was in the snapshot while nothing is heard', () => {
    const instants = createRecentInstants('1jk a*1199');
    expect(instants.snapshot()).toBe('1jk a*1199');
    expect(instants.place(2000)).toBe('repeat');
    expect(instants.snapshot()).toBe('1jk a*1199');
  });

  it('goes on from what a hub of before has written', () => {
    const instants = createRecentInstants([1000, 10, 10, 5]);
    expect([1000, 1015, 1020, 1025, 1030].map(instants.place)).toEqual(['repeat', 'late', 'repeat', 'repeat', 'new']);
  });

  it('says what the plain list of the latest 1,200 says, however many were heard', () => {
    const times = fc.array(fc.integer({ min: 0, max: 6000 }), { minLength: 1500, maxLength: 4000, size: 'max' });
    fc.assert(
      fc.property(times, fc.boolean(), (heard, rising) => {
        const instants = createRecentInstants();
        const list: number[] = [];
        for (const [nth, time] of heard.entries()) {
          const at = rising ? nth * 10 + time : time;
          expect(instants.place(at)).toBe(placeIn(list, at));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('takes no instant twice as long as its memory reaches', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 1000 }), (heard) => {
        const instants = createRecentInstants();
        const taken = heard.filter((at) => instants.place(at) !== 'repeat');
        expect(taken).toHaveLength(new Set(heard).size);
      }),
    );
  });
});

/** The same, by going through all. */
function placeIn(list: number[], at: number): string {
  const isNew = list.every((one) => at > one);
  if (!isNew && list.length === 1200 && at < Math.min(...list)) return 'beyond';
  if (list.includes(at)) return 'repeat';
  list.push(at);
  list.sort((one, other) => one - other);
  if (list.length > 1200) list.shift();
  return isNew ? 'new' : 'late';
}

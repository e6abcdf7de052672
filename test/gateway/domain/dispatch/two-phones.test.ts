// Two phones tap on the same task at once, a thousand times: one owner, and the other is told whose it is (PAGES 4.17).
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Actor } from '../../../../gateway/domain/inputs.ts';
import { openSmallHotel } from '../small-hotel.ts';
import { ask, rooms, taskNow } from './staffed-hotel.ts';

const races = 1_000;
const li: Actor = { name: 'li', role: 'housekeeping' };
const mei: Actor = { name: 'mei', role: 'housekeeping' };

const race = fc.record({
  taps: fc.tuple(
    fc.constantFrom('accept' as const, 'start' as const),
    fc.constantFrom('accept' as const, 'start' as const),
  ),
  liIsFirst: fc.boolean(),
  /** The hub falls between the taps, or the first one is sent again. */
  between: fc.constantFrom('nothing', 'crash', 'repeat'),
});

it('one owner each time, the other is refused with the version that tells why', () => {
  fc.assert(
    fc.property(race, ({ taps, liIsFirst, between }) => {
      const hotel = openSmallHotel({ spaces: rooms });
      const task = ask(hotel);
      const [first, second] = liIsFirst ? [li, mei] : [mei, li];
      const tap = (by: Actor, nth: 0 | 1) =>
        hotel.act(task, taps[nth], by, { version: task.version, key: `tap of ${by.name}` });
      const taken = tap(first, 0);
      if (between === 'crash') hotel.crash();
      if (between === 'repeat') expect(tap(first, 0).refusal).toBeUndefined();
      const late = tap(second, 1);
      expect(taken.refusal).toBeUndefined();
      expect(late.refusal?.code).toBe('stale-version');
      expect(late.facts).toEqual([]);
      expect(taskNow(hotel, task)).toMatchObject({ assignee: first.name, version: task.version + 1 });
    }),
    { numRuns: races },
  );
});

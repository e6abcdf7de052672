// What is found by a name is what going through everything would find, before and after the old is forgotten, and without what was taken out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUntoldEvents } from '../../../../gateway/domain/journey/untold-events.ts';
import { nameIn } from '../../../../gateway/domain/journey/words.ts';
import type { SpaceId } from '../../../../gateway/domain/property.ts';
import type { TouchpointEvent } from '../../../../gateway/domain/touchpoint.ts';

const spaces = ['1204' as SpaceId, 'lobby' as SpaceId, undefined] as const;
const stays = ['s-gone', undefined] as const;
const names = ['r1', 'r2', undefined] as const;

const told = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 1_000 }),
      space: fc.constantFrom(...spaces),
      stay: fc.constantFrom(...stays),
      name: fc.constantFrom(...names),
      type: fc.constantFrom('request', 'answered', 'dispensed'),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map(eventOf));

describe('what was told of nobody', () => {
  it('is found by place, stay and name as if all of it were gone through', () => {
    fc.assert(
      fc.property(
        told,
        told,
        fc.integer({ min: 0, max: 1_200 }),
        fc.boolean(),
        fc.func(fc.boolean()),
        (before, after, horizon, asksEarly, isSlip) => {
          const untold = createUntoldEvents();
          if (asksEarly) untold.named('request-id', 'r1');
          const later = after.map((event, n) => ({ ...event, id: `later-${n}` }));
          for (const event of before) untold.keep(event);
          untold.forget(horizon, 100);
          for (const event of later) untold.keep(event);

          const isOver = before[0] !== undefined && before[0].at < horizon - 100;
          const all = [...before.filter(({ at }) => !isOver || at >= horizon), ...later];
          const kept = all.filter((event) => !isSlip(event.id));
          for (const event of [...before, ...later]) {
            if (isSlip(event.id)) expect(untold.takeOut(event.id)).toBe(all.includes(event) ? event : undefined);
          }
          expect([...untold]).toEqual(kept);
          for (const space of spaces) expect(untold.at(space)).toEqual(kept.filter((one) => one.space === space));
          for (const stay of stays) expect(untold.ofStay(stay)).toEqual(kept.filter((one) => one.stay === stay));
          for (const name of ['r1', 'r2', 'e3']) {
            const named = kept.filter((one) => nameIn(one, 'request-id') === name);
            expect(untold.named('request-id', name)).toEqual(named);
          }
          for (const event of [...before, ...later]) {
            expect(untold.has(event)).toBe(kept.includes(event));
            expect(untold.has({ ...event })).toBe(false);
            expect(untold.hasId(event.id)).toBe(kept.includes(event));
          }
        },
      ),
    );
  });
});

interface Told {
  readonly at: number;
  readonly space: SpaceId | undefined;
  readonly stay: string | undefined;
  readonly name: string | undefined;
  readonly type: string;
}

function eventOf({ at, space, stay, name, type }: Told, index: number): TouchpointEvent {
  return {
    id: `e${index}`,
    at,
    type,
    source: 'user:front-desk',
    evidence: name === undefined ? {} : { 'request-id': name },
    ...(space !== undefined && { space }),
    ...(stay !== undefined && { stay }),
  };
}

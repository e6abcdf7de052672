// The plan of a house's guests keeps to what a house can be: one party a room, and nobody unserved in a crowd.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../devices/simulators/random.ts';
import { orderAtTheDoor } from '../../../../devices/simulators/stays/lobby-order.ts';
import { type Party, roomOf } from '../../../../devices/simulators/stays/party.ts';
import { planParties } from '../../../../devices/simulators/stays/plan-parties.ts';

const minute = 60_000;
const from = Date.parse('2026-01-12T00:00+08:00');
const rooms = Array.from({ length: 60 }, (_, index) => `12${String(index).padStart(2, '0')}`);
const plan = (seed: string) => planParties({ random: createRandom(seed), from, days: 7, rooms });

describe('parties', () => {
  const parties = plan('lotus');
  const visits = parties.flatMap(({ visit }) => visit ?? []);

  test('are the same for the same seed, and others for another', () => {
    expect(plan('lotus')).toEqual(parties);
    expect(plan('peony')).not.toEqual(parties);
  });

  test('never share a room', () => {
    const spans = parties.flatMap((party) => spansOf(party));
    for (const one of spans) {
      const others = spans.filter((other) => other !== one && other.room === one.room);
      expect(others.filter((other) => other.from < one.to && other.to > one.from)).toEqual([]);
    }
  });

  test('live through a stay in its order', () => {
    for (const visit of visits) {
      const { arrivedAt, checkInStartedAt, roomAssignedAt, checkedInAt, checkOutStartedAt, checkedOutAt } = visit;
      const moments = [arrivedAt, checkInStartedAt, roomAssignedAt, checkedInAt, checkOutStartedAt, checkedOutAt];
      expect(moments.toSorted((a, b) => a - b)).toEqual(moments);
    }
  });

  test('are of every sort: unserved, late, moved, never come, walked in, taken back', () => {
    expect(visits.some(({ tea }) => tea.by === undefined)).toBe(true);
    expect(visits.some(({ bottle }) => bottle.by === undefined)).toBe(true);
    expect(visits.some(({ moved }) => moved !== undefined)).toBe(true);
    expect(visits.some(({ wronglyCheckedOut }) => wronglyCheckedOut !== undefined)).toBe(true);
    expect(parties.some(({ visit }) => visit === undefined)).toBe(true);
    expect(parties.some(({ booking }) => booking === undefined)).toBe(true);
  });
});

test('whoever must be alone at the door is, and nobody comes before they want to', () => {
  const comer = fc.record({ wantedAt: fc.nat(100 * minute), alone: fc.boolean(), close: fc.boolean() });
  fc.assert(
    fc.property(fc.array(comer, { maxLength: 30 }), (comers) => {
      const instants = orderAtTheDoor(comers);
      for (const [index, { wantedAt, alone }] of comers.entries()) {
        expect(instants[index]).toBeGreaterThanOrEqual(wantedAt);
        const others = instants.filter((_, other) => other !== index);
        if (alone) {
          expect(others.every((at) => Math.abs(at - (instants[index] ?? 0)) >= 7 * minute)).toBe(true);
        }
      }
    }),
  );
});

function spansOf(party: Party): { room: string; from: number; to: number }[] {
  const { visit } = party;
  if (visit === undefined) return [];
  const { checkedInAt, checkedOutAt, moved } = visit;
  const leavesFirstAt = moved?.at ?? checkedOutAt;
  const first = { room: roomOf(party, checkedInAt), from: checkedInAt, to: leavesFirstAt };
  return moved === undefined ? [first] : [first, { room: moved.space, from: moved.at, to: checkedOutAt }];
}

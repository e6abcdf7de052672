// The law of the ledger: what is told of stays shuffled, doubled, late by hours and contradicting itself makes the same cells
// as what is told in order and at once.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../../gateway/domain/journey/cell.ts';
import { matchStays } from '../../../../gateway/domain/journey/matching.ts';
import { foldStay } from '../../../../gateway/domain/stays/stay.ts';
import { type StayEvent, stayEventTypes } from '../../../../gateway/domain/stays/stay-event.ts';
import type { TouchpointEvent } from '../../../../gateway/domain/touchpoint.ts';
import { hour, lobby, minute, room, startAt } from '../small-hotel.ts';
import { openStayingHotel, pms, type StayingHotel } from './staying-hotel.ts';

const beginAt = startAt + 10 * minute;
const endAt = beginAt + 6 * hour;

interface Told {
  readonly stay: string;
  readonly event: StayEvent;
  /** How long after it happened it is told, and once more. */
  readonly delays: readonly number[];
}

/** Close together, so that windows overlap and cups are fought for. */
const moment = fc.integer({ min: 0, max: 80 }).map((halves) => beginAt + halves * 30_000);
const delay = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 * hour }));

const told: fc.Arbitrary<Told[]> = fc
  .array(
    fc.record({
      stay: fc.constantFrom('r1', 'r2', 'r3'),
      type: fc.constantFrom(...stayEventTypes),
      at: moment,
      space: fc.option(fc.constantFrom(room('1201').id, room('1202').id), { nil: undefined }),
      expectedInMs: fc.option(fc.integer({ min: -hour, max: 3 * hour }), { nil: undefined }),
      preferences: fc.option(fc.constant({ pillow: 'soft' }), { nil: undefined }),
      delays: fc.array(delay, { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 14 },
  )
  .map((all) =>
    all.map(({ stay, type, at, space, expectedInMs, preferences, delays }, index) => ({
      stay,
      delays,
      event: {
        id: `x${index}`,
        type,
        at,
        ...(space !== undefined && { space }),
        ...(expectedInMs !== undefined && { expectedArrivalAt: at + expectedInMs }),
        ...(preferences !== undefined && { preferences }),
      },
    })),
  );

const cups = fc.array(
  fc.record({ at: moment, product: fc.constantFrom('green-tea', 'bottle'), temperature: fc.constantFrom(12, 50) }),
  { maxLength: 8 },
);

interface Step {
  readonly at: number;
  happen(hotel: StayingHotel): void;
}

function liveThrough(steps: readonly Step[]): StayingHotel {
  const hotel = openStayingHotel();
  hotel.add('tea-l1', 'tea-dispenser', lobby);
  hotel.add('water-l1', 'water-dispenser', lobby);
  hotel.add('rc-1201', 'room-controller', room('1201'));
  for (const { at, happen } of steps.toSorted((a, b) => a.at - b.at)) {
    while (hotel.now() < at) {
      hotel.wait(Math.min(minute, at - hotel.now()));
      hotel.speakAll();
    }
    happen(hotel);
  }
  while (hotel.now() < endAt + hour) {
    hotel.wait(minute);
    hotel.speakAll();
  }
  hotel.wait(20_000);
  return hotel;
}

function steps(
  all: readonly Told[],
  poured: readonly { at: number; product: string; temperature: number }[],
  late: boolean,
) {
  const tell = ({ stay, event }: Told, at: number): Step => ({
    at: Math.min(at, endAt),
    happen: (hotel) => void hotel.send({ type: 'stay-event', stay, event, by: pms }),
  });
  return [
    ...poured.map(({ at, product, temperature }, index): Step => {
      const id = product === 'bottle' ? 'water-l1' : 'tea-l1';
      return { at, happen: (hotel) => void hotel.dispense(id as never, product, at, temperature, `c${index}`) };
    }),
    ...all.flatMap((one) => (late ? one.delays.map((ms) => tell(one, one.event.at + ms)) : [tell(one, one.event.at)])),
  ];
}

/** What was judged, by promise and stay. What the house did about it happens in its own time, and is left out. */
function ledger(hotel: StayingHotel) {
  return hotel
    .cells()
    .filter(({ id, outcome }) => outcome !== undefined && !id.includes('recovered-before-check-out'))
    .map(({ standard, stayReference, id, at, outcome, seconds, value, space, evidence }: Cell) => ({
      standard,
      about: stayReference ?? id,
      at,
      outcome,
      seconds,
      value,
      space,
      evidence,
    }))
    .sort((a, b) => (`${a.standard}${a.about}` < `${b.standard}${b.about}` ? -1 : 1));
}

describe('the ledger', () => {
  test('is the same whatever order its stays are told in', () => {
    fc.assert(
      fc.property(told, cups, (all, poured) => {
        const inOrder = liveThrough(steps(all, poured, false));
        const anyhow = liveThrough(steps(all, poured, true));
        expect(ledger(anyhow)).toEqual(ledger(inOrder));
      }),
      { numRuns: 60 },
    );
  });

  test('what is told late of one stay takes back the silence that another was judged by', () => {
    const checkIn: StayEvent = { id: 'x0', type: 'check-in-started', at: beginAt };
    const reserved: StayEvent = { id: 'x1', type: 'reserved', at: beginAt + 3 * minute };
    const all = [
      { stay: 'r1', event: checkIn, delays: [0] },
      { stay: 'r3', event: reserved, delays: [2 * hour] },
    ];
    const inOrder = ledger(liveThrough(steps(all, [], false)));
    expect(inOrder.find(({ standard }) => standard === 'check-in-3min@1')).toMatchObject({ outcome: 'missed' });
    expect(ledger(liveThrough(steps(all, [], true)))).toEqual(inOrder);
  });

  test('a stay is a fold over the set of its events', () => {
    fc.assert(
      fc.property(told, fc.infiniteStream(fc.nat()), (all, picks) => {
        const events = all.map(({ event }) => event);
        const shuffled = events
          .map((event) => ({ event, place: picks.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ event }) => event);
        const record = { key: 's', reference: 'r' };
        expect(foldStay({ ...record, events: shuffled })).toEqual(foldStay({ ...record, events }));
      }),
    );
  });

  test('no cup serves two stays, and no stay is left without one that another order would have served', () => {
    const window = fc.record({ from: fc.nat(40), length: fc.nat(10) });
    fc.assert(
      fc.property(fc.array(window, { maxLength: 6 }), fc.array(fc.nat(50), { maxLength: 6 }), (ranges, pours) => {
        const windows = ranges.map(({ from, length }, index) => ({
          stay: `r${index}`,
          from,
          to: from + length,
          cups: 1,
        }));
        const untold = pours.map((at, index) => cup(`c${index}`, at));
        const matches = [...matchStays(windows, new Map(), untold).values()];
        expect(new Set(matches.map(({ event }) => event.id)).size).toBe(matches.length);
        expect(matches.length).toBe(mostPairs(windows, pours));
      }),
    );
  });

  test('a party takes one cup a guest, and no cup is taken twice', () => {
    const window = fc.record({ from: fc.nat(40), length: fc.nat(10), cups: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(fc.array(window, { maxLength: 6 }), fc.array(fc.nat(50), { maxLength: 12 }), (parties, pours) => {
        const windows = parties.map(({ from, length, cups }, index) => ({
          stay: `r${index}`,
          from,
          to: from + length,
          cups,
        }));
        const untold = pours.map((at, index) => cup(`c${index}`, at));
        const matches = matchStays(windows, new Map(), untold);
        const taken = windows.map(({ stay }) => {
          const match = matches.get(stay);
          return match === undefined ? [] : [match.event, ...(match.others ?? [])];
        });
        expect(new Set(taken.flat()).size).toBe(taken.flat().length);
        windows.forEach(({ cups }, index) => {
          expect(taken[index]?.length).toBeLessThanOrEqual(cups);
        });
        const left = untold.filter((event) => !taken.flat().includes(event));
        const thirsty = windows.filter(({ cups }, index) => (taken[index]?.length ?? 0) < cups);
        for (const { from, to } of thirsty) expect(left.filter(({ at }) => from <= at && at <= to)).toEqual([]);
      }),
    );
  });
});

function cup(id: string, at: number): TouchpointEvent {
  return { id, at, type: 'dispensed', source: 'device:tea-l1', evidence: {} };
}

/** By trying: the most windows that can each have a cup of its own. */
function mostPairs(windows: readonly { from: number; to: number }[], pours: readonly number[]): number {
  const [first, ...rest] = windows;
  if (first === undefined) return 0;
  const without = mostPairs(rest, pours);
  const withOne = pours.flatMap((at, index) =>
    at >= first.from && at <= first.to ? [1 + mostPairs(rest, pours.toSpliced(index, 1))] : [],
  );
  return Math.max(without, ...withOne);
}

// Journeys judged again: the same promise says what is on record, another what would have been, and what the record no
// longer holds is no evidence.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RejudgedCell } from '../../../../gateway/domain/journey/replay/rejudge-journeys.ts';
import { servicePresets } from '../../../../gateway/domain/standards/house-presets.ts';
import type { ServiceStandard } from '../../../../gateway/domain/standards/service-standard.ts';
import { type StayEvent, stayEventTypes } from '../../../../gateway/domain/stays/stay-event.ts';
import { hour, lobby, minute, room, startAt } from '../small-hotel.ts';
import { preset, replayUnder } from './replay-record.ts';
import { breakfastRoom, openStayingHotel, pms, type StayingHotel } from './staying-hotel.ts';

const beginAt = startAt + 10 * minute;

function furnished(openedAt = startAt): StayingHotel {
  const hotel = openStayingHotel({ startAt: openedAt });
  hotel.add('tea-l1', 'tea-dispenser', lobby);
  hotel.add('water-l1', 'water-dispenser', lobby);
  hotel.add('tea-b1', 'tea-dispenser', breakfastRoom);
  hotel.add('rc-1201', 'room-controller', room('1201'));
  hotel.add('rc-1202', 'room-controller', room('1202'));
  hotel.live(5 * minute);
  return hotel;
}

/** A guest who has tea after so many seconds, and the key two minutes after arrival. */
function guest(hotel: StayingHotel, name: string, space: string, teaAfterS?: number): void {
  const arrivedAt = hotel.now();
  hotel.stay(name, 'arrived', arrivedAt);
  hotel.live(2 * minute);
  if (teaAfterS !== undefined) hotel.dispense('tea-l1' as never, 'green-tea', arrivedAt + teaAfterS * 1000);
  hotel.stay(name, 'check-in-started', arrivedAt + 100_000, { space: room(space).id });
  hotel.stay(name, 'checked-in', hotel.now());
  hotel.live(20 * minute);
}

const outcomes = (cells: readonly RejudgedCell[]) =>
  cells.map(({ before, after }) => [before?.outcome ?? 'none', after?.outcome ?? 'none']);
const changed = (id: string, terms: object): ServiceStandard =>
  ({ ...preset(id), ...terms, version: 2 }) as ServiceStandard;

describe('under the same promise', () => {
  const told = fc.array(
    fc.record({
      stay: fc.constantFrom('r1', 'r2', 'r3'),
      type: fc.constantFrom(...stayEventTypes),
      atHalfMinute: fc.integer({ min: 0, max: 160 }),
      space: fc.option(fc.constantFrom('1201', '1202'), { nil: undefined }),
      expectedInMs: fc.option(fc.integer({ min: -hour, max: 3 * hour }), { nil: undefined }),
      preferences: fc.option(fc.constant({ pillow: 'soft', 'gym-drink': true }), { nil: undefined }),
      lateMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * hour })),
    }),
    { maxLength: 14 },
  );
  const happened = fc.array(
    fc.record({
      atHalfMinute: fc.integer({ min: 0, max: 160 }),
      what: fc.constantFrom(
        'tea',
        'bottle',
        'cold-bottle',
        'request',
        'review',
        'die',
        'revive',
        'hot-room',
        'cool-room',
      ),
    }),
    { maxLength: 12 },
  );

  function live(
    events: Parameters<Parameters<typeof told.map>[0]>[0],
    doings: Parameters<Parameters<typeof happened.map>[0]>[0],
  ) {
    const hotel = furnished();
    const steps: { at: number; happen(): void }[] = [];
    for (const [index, { stay, type, atHalfMinute, space, expectedInMs, preferences, lateMs }] of events.entries()) {
      const at = beginAt + atHalfMinute * 30_000;
      const event: StayEvent = {
        id: `x${index}`,
        type,
        at,
        ...(space !== undefined && { space: room(space).id }),
        ...(expectedInMs !== undefined && { expectedArrivalAt: at + expectedInMs }),
        ...(preferences !== undefined && { preferences }),
      };
      steps.push({ at: at + lateMs, happen: () => void hotel.send({ type: 'stay-event', stay, event, by: pms }) });
    }
    for (const [index, { atHalfMinute, what }] of doings.entries()) {
      const at = beginAt + atHalfMinute * 30_000 + 1;
      const doing: Record<typeof what, () => void> = {
        tea: () => void hotel.dispense('tea-l1' as never, 'green-tea', at),
        bottle: () => void hotel.dispense('water-l1' as never, 'bottle', at, 50),
        'cold-bottle': () => void hotel.dispense('water-l1' as never, 'bottle', at, 12),
        request: () => void hotel.ask(`q${index}`, room('1201'), `wish-${index}`),
        review: () => void hotel.tell('review', 'posted', { at, stay: 'r1', by: pms }),
        die: () => void hotel.die('tea-l1'),
        revive: () => void hotel.revive('tea-l1'),
        'hot-room': () => void hotel.set('rc-1201', { temperature: 29 }),
        'cool-room': () => void hotel.set('rc-1201', { temperature: 24 }),
      };
      steps.push({ at, happen: doing[what] });
    }
    for (const { at, happen } of steps.toSorted((a, b) => a.at - b.at)) {
      while (hotel.now() < at) {
        hotel.wait(Math.min(minute, at - hotel.now()));
        hotel.speakAll();
      }
      happen();
    }
    while (hotel.now() < beginAt + 10 * hour) {
      hotel.wait(4 * minute);
      hotel.speakAll();
    }
    return hotel;
  }

  it('every cell is as it is on record, whatever happened, and none is new', () => {
    fc.assert(
      fc.property(told, happened, (events, doings) => {
        const hotel = live(events, doings);
        for (const standard of servicePresets) {
          const cells = replayUnder(hotel, standard);
          const onRecord = hotel.cellsOf(standard.id).filter(({ outcome }) => outcome !== undefined);
          // What the house does not offer has no cells.
          expect((cells ?? []).length).toBe(onRecord.length);
          for (const { before, after, isBeyondRecord } of cells ?? []) {
            const short = (one: RejudgedCell['before']) => one && [one.id, one.outcome, one.seconds ?? null];
            expect([short(after), isBeyondRecord]).toEqual([short(before), false]);
          }
        }
      }),
      { numRuns: 5 },
    );
  }, 120_000);
});

describe('under another promise', () => {
  const rows: [name: string, standard: ServiceStandard, happen: (hotel: StayingHotel) => void, expected: string[][]][] =
    [
      [
        'tea after 100 s is late where a minute is promised',
        changed('tea-first', { withinSeconds: 60 }),
        (hotel) => guest(hotel, 'r1', '1201', 90),
        [['met', 'missed']],
      ],
      [
        'tea after three minutes is in time where five are promised, before the key or after it',
        changed('tea-first', { withinSeconds: 300, notAfter: undefined }),
        (hotel) => {
          hotel.stay('r1', 'arrived');
          hotel.live(3 * minute);
          hotel.dispense('tea-l1' as never, 'green-tea');
          hotel.live(20 * minute);
        },
        [['missed', 'met']],
      ],
      [
        'a key in two minutes is late where one is promised',
        changed('check-in-3min', { withinSeconds: 10 }),
        (hotel) => guest(hotel, 'r1', '1201', 30),
        [['met', 'missed']],
      ],
      [
        'a machine that was silent proves nothing, whatever is promised',
        changed('tea-first', { withinSeconds: 60 }),
        (hotel) => {
          hotel.die('tea-l1');
          guest(hotel, 'r1', '1201');
        },
        [['no-evidence', 'no-evidence']],
      ],
      [
        'a room of 27 °C is right where 28 are allowed',
        changed('room-ready', {
          checks: [
            {
              check: 'reading',
              reading: 'temperature',
              devices: { kinds: ['room-controller'] },
              max: 28,
              ageSeconds: 1800,
            },
          ],
        }),
        (hotel) => {
          hotel.set('rc-1201', { temperature: 27 });
          hotel.live(20 * minute);
          guest(hotel, 'r1', '1201', 30);
        },
        [['missed', 'met']],
      ],
      [
        'a promise of the winter promises nothing in January where it is one of the summer',
        changed('check-in-3min', { months: [6, 7, 8] }),
        (hotel) => guest(hotel, 'r1', '1201', 30),
        [['met', 'none']],
      ],
      [
        'a promise that was never made has nothing before',
        { ...preset('check-in-3min'), id: 'what-if', withinSeconds: 10 } as ServiceStandard,
        (hotel) => guest(hotel, 'r1', '1201', 30),
        [['none', 'missed']],
      ],
      [
        'each of two guests is judged alone',
        changed('tea-first', { withinSeconds: 60 }),
        (hotel) => {
          guest(hotel, 'r1', '1201', 30);
          guest(hotel, 'r2', '1202', 90);
        },
        [
          ['met', 'met'],
          ['met', 'missed'],
        ],
      ],
    ];
  it.each(rows)('%s', (_name, standard, happen, expected) => {
    const hotel = furnished();
    happen(hotel);
    const told = hotel.facts.length;
    expect(outcomes(replayUnder(hotel, standard) ?? [])).toEqual(expected);
    expect(hotel.facts).toHaveLength(told);
  });

  it('what the house has not is not promised at all', () => {
    const hotel = openStayingHotel();
    hotel.stay('r1', 'arrived');
    hotel.live(5 * minute);
    expect(replayUnder(hotel, preset('tea-first'))).toBeUndefined();
  });
});

describe('where the record no longer holds what a promise needs', () => {
  const warm = (ageSeconds: number, max: number) =>
    changed('room-ready', {
      checks: [{ check: 'reading', reading: 'temperature', devices: { kinds: ['room-controller'] }, max, ageSeconds }],
    });
  function warmRoom(): StayingHotel {
    const hotel = furnished();
    hotel.set('rc-1201', { temperature: 27 });
    hotel.live(20 * minute);
    guest(hotel, 'r1', '1201', 30);
    // What is shown of the device now is not what it was then.
    hotel.set('rc-1201', { temperature: 20 });
    hotel.live(5 * minute);
    return hotel;
  }

  it('what the ledger measured is still known when the raw readings are gone', () => {
    const hotel = warmRoom();
    expect(outcomes(replayUnder(hotel, warm(1800, 28), { rawFrom: hotel.now() }) ?? [])).toEqual([['missed', 'met']]);
    expect(outcomes(replayUnder(hotel, warm(1800, 26), { rawFrom: hotel.now() }) ?? [])).toEqual([
      ['missed', 'missed'],
    ]);
  });

  it('its age is not: a promise of fresher readings is no evidence, and counted as such', () => {
    const hotel = warmRoom();
    const [cell] = replayUnder(hotel, warm(60, 28), { rawFrom: hotel.now() }) ?? [];
    expect([cell?.before?.outcome, cell?.after?.outcome, cell?.isBeyondRecord]).toEqual([
      'missed',
      'no-evidence',
      true,
    ]);
    expect(outcomes(replayUnder(hotel, warm(60, 28)) ?? [])).toEqual([['missed', 'met']]);
  });

  it('a machine’s hours are no evidence, but under the same terms they stand', () => {
    // From half past six in the morning until midnight.
    const openedAt = startAt - 8.5 * hour;
    const hotel = furnished(openedAt);
    hotel.live(17 * hour);
    const range = { from: openedAt };
    const raw = { range, rawFrom: hotel.now() };
    const fuller = { readings: [{ reading: 'level', min: 50 }] };
    const of = (standard: ServiceStandard, parts = {}) =>
      (replayUnder(hotel, standard, parts) ?? []).map(({ before, after, isBeyondRecord }) => [
        before?.outcome,
        after?.outcome,
        isBeyondRecord,
      ]);
    const [recorded] = of(preset('waiting-drink'), { range });
    expect(recorded?.[0]).not.toBe('no-evidence');
    expect(of(preset('waiting-drink'), raw)[0]).toEqual([recorded?.[0], recorded?.[0], true]);
    expect(of(changed('waiting-drink', fuller), raw)[0]).toEqual([recorded?.[0], 'no-evidence', true]);
  });

  it('an erased stay keeps its count under the same terms, and is no evidence under others', () => {
    const hotel = furnished();
    guest(hotel, 'r1', '1201', 90);
    hotel.stay('r1', 'checked-out');
    hotel.live(5 * minute);
    hotel.send({ type: 'erase-stays', before: hotel.now() });
    expect(outcomes(replayUnder(hotel, preset('tea-first')) ?? [])).toEqual([['met', 'met']]);
    expect(outcomes(replayUnder(hotel, changed('tea-first', { withinSeconds: 60 })) ?? [])).toEqual([
      ['met', 'no-evidence'],
    ]);
  });
});

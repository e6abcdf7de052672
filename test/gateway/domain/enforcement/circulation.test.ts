// The pump of a riser: asked for before guests come and before the morning's peak, where the last draws warn; within limits;
// and whether it helped is shown by the next draws.
import { describe, expect, it } from 'vitest';
import { houseEnforcementRules } from '../../../../gateway/domain/enforcement/enforcement-rules.ts';
import { device, engineer, hour, minute, room } from '../small-hotel.ts';
import { type ActingHotel, type ActingHotelParts, openActingHotel } from './acting-hotel.ts';

const pump = 'pump-r2';

/** Two rooms of the riser were slow, and guests come to a third in an hour. */
function openWarned(parts: ActingHotelParts = {}): ActingHotel {
  const hotel = openActingHotel(parts);
  hotel.able(pump, 'circulation');
  hotel.draw(['1201', '1202'], 'slow');
  hotel.expectGuests('r1', '1203', 60);
  return hotel;
}

function openAsked(parts: ActingHotelParts = {}): ActingHotel {
  const hotel = openWarned(parts);
  hotel.makes(pump, 'is-silent');
  hotel.live(30 * minute);
  expect(hotel.to(pump)).toHaveLength(1);
  hotel.makes(pump, 'obeys');
  return hotel;
}

describe('before an arrival', () => {
  it('is asked for half an hour ahead, with the reason and its evidence', () => {
    const hotel = openWarned();
    const arrivalAt = hotel.stays()[0]?.events[0]?.expectedArrivalAt ?? 0;
    hotel.live(29 * minute);
    expect(hotel.to(pump)).toEqual([]);
    hotel.live(minute);
    expect(hotel.to(pump)).toHaveLength(1);
    const { command, by, parameters, trace, sentAt, state } = hotel.latestTo(pump)!;
    expect({ command, by, parameters, state, sentAt }).toEqual({
      command: 'circulate',
      by: 'hub',
      parameters: { seconds: 3600 },
      state: 'sent',
      sentAt: arrivalAt - 30 * minute,
    });
    expect(trace).toMatchObject({
      action: 'circulation',
      purpose: 'arrival',
      about: hotel.stays()[0]?.key,
      neededAt: arrivalAt,
      endsAt: arrivalAt + 30 * minute,
      attempt: 1,
      evidence: { stay: hotel.stays()[0]?.key, standard: 'house-10s@1' },
    });
    expect(trace.evidence.draws).toHaveLength(2);
    expect(trace.reason).toBe('the last draws in 1201, 1202 missed, and guests are expected at 2026-01-05T08:02Z');
  });

  const quiet: [name: string, open: () => ActingHotel][] = [
    [
      'where the last draws were hot in time',
      () => {
        const hotel = openWarned();
        hotel.live(10 * minute);
        hotel.draw(['1201', '1202'], 'quick');
        return hotel;
      },
    ],
    ['where one room is slow and another is not', () => drawn(['1201'], ['1202'])],
    ['where nobody drew', () => drawn([], [])],
    ['where only another riser is slow', () => drawn(['1210'], ['1201'])],
    [
      'where the guests come to another riser',
      () => {
        const hotel = openActingHotel();
        hotel.able(pump, 'circulation');
        hotel.draw(['1201', '1202'], 'slow');
        hotel.expectGuests('r1', '1210', 60);
        return hotel;
      },
    ],
    [
      'where nobody is expected',
      () => {
        const hotel = openActingHotel();
        hotel.able(pump, 'circulation');
        hotel.draw(['1201', '1202'], 'slow');
        return hotel;
      },
    ],
    ['where the property has switched it off', () => openWarned({ limits: { enabled: false } })],
    [
      'outside of the hours that the property allows',
      () => openWarned({ limits: { hours: { from: '06:00', to: '15:30' } } }),
    ],
    [
      'where the device says nothing of a pump',
      () => {
        const hotel = openWarned();
        hotel.able(pump, 'singing');
        return hotel;
      },
    ],
    [
      'where the pump is away: that has a task of its own',
      () => {
        const hotel = openWarned();
        hotel.die(pump);
        return hotel;
      },
    ],
    [
      'where the stay was cancelled before',
      () => {
        const hotel = openWarned();
        hotel.stay('r1', 'cancelled');
        return hotel;
      },
    ],
  ];
  it.each(quiet)('is not asked for %s', (_name, open) => {
    const hotel = open();
    hotel.live(70 * minute);
    expect(hotel.to(pump)).toEqual([]);
    expect(hotel.openTasks().filter(({ evidence }) => evidence.some(({ type }) => type === 'command'))).toEqual([]);
  });

  it('is asked for where the only room that drew was slow', () => {
    const hotel = drawn(['1201'], []);
    hotel.live(30 * minute);
    expect(hotel.to(pump)).toHaveLength(1);
  });

  it('is asked for at once where the pump comes back in time', () => {
    const hotel = openWarned();
    hotel.die(pump);
    hotel.live(40 * minute);
    hotel.revive(pump);
    hotel.live(minute);
    expect(hotel.to(pump)).toHaveLength(1);
  });

  it('is asked for once for all who come while it runs', () => {
    const hotel = openWarned();
    hotel.expectGuests('r2', '1202', 70);
    hotel.live(30 * minute);
    hotel.live(50 * minute);
    expect(hotel.to(pump)).toHaveLength(1);
  });

  it('is asked for no more often a day than the property allows', () => {
    const rules = { water: { ...houseEnforcementRules.water, effectMs: 24 * hour } };
    const hotel = openWarned({ rules, limits: { runsPerDay: 2, quietMs: 0, leadMs: 10 * minute, holdMs: 0 } });
    for (const [index, after] of [90, 120, 150].entries()) hotel.expectGuests(`s${index}`, '1203', after);
    for (let quarter = 0; quarter < 12; quarter++) {
      hotel.live(15 * minute);
    }
    expect(hotel.to(pump)).toHaveLength(2);
  });

  it('rests as long as the property says', () => {
    const hotel = openWarned({ limits: { quietMs: 45 * minute, leadMs: 30 * minute, holdMs: 0 } });
    hotel.expectGuests('r2', '1203', 90);
    hotel.live(30 * minute);
    hotel.live(60 * minute);
    const [first, second, ...more] = hotel.to(pump).map(({ sentAt }) => sentAt);
    expect([(second ?? 0) - (first ?? 0), more]).toEqual([45 * minute, []]);
  });

  it('is asked for when guests come before their time', () => {
    const hotel = openWarned();
    hotel.stay('r1', 'arrived');
    hotel.wait(1_000);
    expect(hotel.latestTo(pump)?.state).toBe('sent');
  });
});

describe('before the morning’s peak', () => {
  const peak = '2026-01-06T22:30:00.000Z';
  /** Half past five in the morning in Shanghai. */
  const early = Date.parse('2026-01-06T21:30Z');

  it('is asked for half an hour ahead, until the peak is over', () => {
    const hotel = openActingHotel({ startAt: early });
    hotel.able(pump, 'circulation');
    hotel.draw(['1201', '1202'], 'slow');
    hotel.live(30 * minute);
    const { trace, sentAt } = hotel.latestTo(pump)!;
    expect(trace).toMatchObject({ purpose: 'morning-peak', about: '2026-01-07', neededAt: Date.parse(peak) });
    expect([sentAt, trace.endsAt]).toEqual([Date.parse('2026-01-06T22:00Z'), Date.parse('2026-01-07T01:00Z')]);
    hotel.live(4 * hour);
    expect(hotel.to(pump)).toHaveLength(1);
  });

  it.each([
    ['in Berlin on the day that loses an hour', 'Europe/Berlin', '2026-03-29T02:00Z', '2026-03-29T04:00:00.000Z'],
    ['in Berlin on the day that wins an hour', 'Europe/Berlin', '2026-10-25T02:30Z', '2026-10-25T05:00:00.000Z'],
    ['in New York on the leap day', 'America/New_York', '2028-02-29T10:00Z', '2028-02-29T11:00:00.000Z'],
    ['in Kathmandu', 'Asia/Kathmandu', '2026-05-01T23:00Z', '2026-05-02T00:15:00.000Z'],
  ])('%s it is asked for at six by the clock, once', (_where, timeZone, from, sentAt) => {
    const hotel = openActingHotel({ startAt: Date.parse(from), timeZone });
    hotel.able(pump, 'circulation');
    hotel.draw(['1201', '1202'], 'slow');
    for (let quarter = 0; quarter < 20; quarter++) {
      hotel.live(15 * minute);
    }
    expect(hotel.to(pump).map((one) => new Date(one.sentAt).toISOString())).toEqual([sentAt]);
  });
});

describe('what came of it', () => {
  const rows: [name: string, then: (hotel: ActingHotel) => void, outcomes: (string | undefined)[]][] = [
    ['is not known before anybody draws', (hotel) => hotel.live(10 * minute), [undefined]],
    [
      'helped where the next draws are hot in time',
      (hotel) =>
        inTurn(
          () => hotel.live(10 * minute),
          () => hotel.draw(['1201', '1202'], 'quick'),
        ),
      ['helped'],
    ],
    [
      'helped where one is, and no other came',
      (hotel) =>
        inTurn(
          () => hotel.live(10 * minute),
          () => hotel.draw(['1201'], 'quick'),
          () => hotel.live(hour),
        ),
      ['helped'],
    ],
    [
      'did not help where the next draw is slow',
      (hotel) =>
        inTurn(
          () => hotel.live(10 * minute),
          () => hotel.draw(['1203'], 'slow'),
        ),
      ['did-not-help'],
    ],
    [
      'is not known of a draw that came before it could help',
      (hotel) => inTurn(() => hotel.draw(['1203'], 'slow')),
      [undefined],
    ],
    ['has no evidence where nobody drew', (hotel) => hotel.live(70 * minute), ['no-evidence']],
  ];
  it.each(rows)('%s', (_name, then, outcomes) => {
    const hotel = openAsked();
    hotel.answer();
    then(hotel);
    hotel.wait(1_000);
    expect(hotel.outcomesOf(pump)).toEqual(outcomes);
  });

  it.each(rows)('%s, over a restart too', (_name, then, outcomes) => {
    const hotel = openAsked();
    hotel.crash();
    hotel.answer();
    hotel.crash();
    then(hotel);
    hotel.crash();
    hotel.wait(1_000);
    expect(hotel.outcomesOf(pump)).toEqual(outcomes);
  });

  it('that did not help is a task of the engineer with the trace, and one', () => {
    const hotel = openAsked();
    hotel.answer();
    hotel.live(10 * minute);
    hotel.draw(['1203', '1201'], 'slow');
    const task = hotel.task('did-not-help:pump-r2:circulation');
    expect(task).toMatchObject({
      kind: 'device-fault',
      role: 'engineer',
      state: 'open',
      device: pump,
      title: 'Circulation did not help (riser r2)',
    });
    expect(task?.evidence).toEqual([
      expect.objectContaining({
        type: 'command',
        id: hotel.latestTo(pump)?.id,
        data: expect.objectContaining({ outcome: 'did-not-help', draws: expect.stringContaining('hw-1203') }),
      }),
    ]);
    expect(hotel.openTasks().filter(({ cause }) => cause.startsWith('did-not-help'))).toHaveLength(1);
  });

  it('is right after all when the riser is: the task closes itself', () => {
    const hotel = openAsked();
    hotel.answer();
    hotel.live(10 * minute);
    hotel.draw(['1203'], 'slow');
    hotel.live(20 * minute);
    hotel.draw(['1203'], 'quick');
    hotel.wait(1_000);
    const task = hotel.task('did-not-help:pump-r2:circulation');
    expect([task?.state, task?.history.at(-1)?.note]).toEqual(['cancelled', 'solved-itself']);
  });

  it('is verified by the water where the engineer has been there', () => {
    const hotel = openAsked();
    hotel.answer();
    hotel.live(10 * minute);
    hotel.draw(['1203'], 'slow');
    const cause = 'did-not-help:pump-r2:circulation';
    hotel.act(hotel.task(cause)!, 'start', engineer);
    hotel.act(hotel.task(cause)!, 'complete', engineer);
    expect(hotel.task(cause)?.state).toBe('done');
    hotel.live(20 * minute);
    hotel.draw(['1203'], 'quick');
    hotel.wait(1_000);
    expect(hotel.task(cause)?.state).toBe('verified');
  });
});

describe('a heater', () => {
  function heater(id: string, space = room('1203', 'r2')) {
    const hotel = openActingHotel();
    hotel.add(id, 'room-controller', space);
    hotel.able(id, 'pre-heating');
    return hotel;
  }

  it('of a room is asked for by the draws of that room alone', () => {
    const hotel = heater('heat-1203');
    hotel.draw(['1201', '1202'], 'slow');
    hotel.expectGuests('r1', '1203', 60);
    hotel.live(31 * minute);
    expect(hotel.to('heat-1203')).toEqual([]);
    hotel.draw(['1203'], 'slow');
    hotel.able('heat-1203', 'pre-heating');
    hotel.wait(2_000);
    expect(hotel.latestTo('heat-1203')).toMatchObject({ command: 'pre-heat', parameters: { temperature: 60 } });
  });

  it('is left alone where a pump serves the same water', () => {
    const hotel = heater('heat-1203');
    hotel.able(pump, 'circulation');
    hotel.draw(['1203'], 'slow');
    hotel.expectGuests('r1', '1203', 60);
    hotel.live(40 * minute);
    expect([hotel.to('heat-1203').length, hotel.to(pump).length]).toEqual([0, 1]);
  });
});

it('a pump that leaves the house leaves no question open', () => {
  const hotel = openAsked();
  hotel.send({ type: 'revoke-device', device: device(pump), by: engineer });
  hotel.wait(2_000);
  expect(hotel.outcomesOf(pump)).toEqual(['no-evidence']);
});

function drawn(slow: readonly string[], quick: readonly string[]): ActingHotel {
  const hotel = openActingHotel();
  hotel.able(pump, 'circulation');
  hotel.draw(slow, 'slow');
  hotel.draw(quick, 'quick');
  hotel.expectGuests('r1', '1203', 60);
  return hotel;
}

function inTurn(...steps: (() => void)[]): void {
  for (const step of steps) step();
}

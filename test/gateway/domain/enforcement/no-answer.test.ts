// Devices that refuse, or say nothing: asked again so often, then it is somebody's task. And a hub that goes away in between.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineer, minute } from '../small-hotel.ts';
import { type ActingHotel, openActingHotel } from './acting-hotel.ts';

const pump = 'pump-r2';
const cause = `command-failed:${pump}:circulation`;

/** Half an hour before guests come to a slow riser. */
function openDue(): ActingHotel {
  const hotel = openActingHotel();
  hotel.able(pump, 'circulation');
  hotel.draw(['1201', '1202'], 'slow');
  hotel.expectGuests('r1', '1203', 31);
  return hotel;
}

describe('a pump that', () => {
  const rows: [name: string, mood: 'refuses' | 'is-silent', outcome: string, title: string][] = [
    ['refuses', 'refuses', 'failed', 'Circulation was refused 3 times (riser r2)'],
    ['says nothing', 'is-silent', 'expired', 'Circulation was not confirmed 3 times (riser r2)'],
  ];
  it.each(rows)('%s is asked three times, then it is the engineer’s task', (_name, mood, outcome, title) => {
    const hotel = openDue();
    hotel.makes(pump, mood);
    hotel.live(30 * minute);
    expect(hotel.outcomesOf(pump)).toEqual([outcome, outcome, outcome]);
    expect(hotel.to(pump).map(({ trace }) => trace.attempt)).toEqual([1, 2, 3]);
    const task = hotel.task(cause);
    expect(task).toMatchObject({ kind: 'device-fault', role: 'engineer', state: 'open', title });
    expect(task?.evidence.map(({ type, id }) => [type, id])).toEqual([['command', hotel.latestTo(pump)?.id]]);
    expect(task?.evidence[0]?.data?.['error']).toBe(mood === 'refuses' ? 'valve is stuck' : null);
    expect(hotel.openTasks().filter((one) => one.cause === cause)).toHaveLength(1);
  });

  it('answers the second time leaves no task', () => {
    const hotel = openDue();
    hotel.makes(pump, 'refuses');
    hotel.live(90_000);
    hotel.makes(pump, 'obeys');
    hotel.live(10 * minute);
    expect(hotel.to(pump).map(({ state }) => state)).toEqual(['failed', 'answered']);
    expect(hotel.task(cause)).toBeUndefined();
  });

  it('fails when no time is left to ask again is a task too', () => {
    const hotel = openActingHotel({ limits: { leadMs: minute / 2 } });
    hotel.able(pump, 'circulation');
    hotel.draw(['1201', '1202'], 'slow');
    hotel.expectGuests('r1', '1203', 3);
    hotel.makes(pump, 'refuses');
    hotel.live(5 * minute);
    expect([hotel.outcomesOf(pump), hotel.task(cause)?.title]).toEqual([
      ['failed'],
      'Circulation was refused once (riser r2)',
    ]);
  });

  it('does the next time what it is asked closes the task itself', () => {
    const hotel = openDue();
    hotel.makes(pump, 'refuses');
    hotel.live(40 * minute);
    hotel.makes(pump, 'obeys');
    hotel.expectGuests('r2', '1201', 40);
    hotel.live(15 * minute);
    expect([hotel.task(cause)?.state, hotel.task(cause)?.history.at(-1)?.note]).toEqual(['cancelled', 'solved-itself']);
  });

  it('goes offline before it could be asked again is not accused: that has its own task', () => {
    const hotel = openDue();
    hotel.makes(pump, 'is-silent');
    hotel.live(minute);
    hotel.send({ type: 'presence', device: pump as never, presence: 'offline' });
    hotel.die(pump);
    hotel.live(10 * minute);
    expect([hotel.outcomesOf(pump), hotel.task(cause)]).toEqual([['expired'], undefined]);
  });

  it('goes offline at the last try is not accused either', () => {
    const hotel = openDue();
    hotel.makes(pump, 'is-silent');
    hotel.live(3 * minute + 30_000);
    expect(hotel.latestTo(pump)?.trace.attempt).toBe(3);
    hotel.send({ type: 'presence', device: pump as never, presence: 'offline' });
    hotel.die(pump);
    hotel.live(10 * minute);
    expect([hotel.outcomesOf(pump), hotel.task(cause)]).toEqual([['expired', 'expired', 'expired'], undefined]);
  });

  it('is revoked takes its task with it', () => {
    const hotel = openDue();
    hotel.makes(pump, 'refuses');
    hotel.live(10 * minute);
    hotel.send({ type: 'revoke-device', device: pump as never, by: engineer });
    expect(hotel.task(cause)?.state).toBe('cancelled');
  });
});

it('what is not needed any more while nobody has answered is not answered for, nor forgotten', () => {
  const hotel = openDue();
  hotel.makes(pump, 'is-silent');
  hotel.live(minute);
  hotel.stay('r1', 'cancelled');
  hotel.live(5 * minute);
  expect(hotel.to(pump).map(({ state, trace }) => [state, trace.outcome])).toEqual([['expired', 'not-needed']]);
  expect(hotel.task(cause)).toBeUndefined();
});

describe('a hub that was away', () => {
  it('between question and answer takes the answer', () => {
    const hotel = openDue();
    hotel.makes(pump, 'is-silent');
    hotel.live(minute);
    hotel.crash(20_000);
    hotel.makes(pump, 'obeys');
    hotel.answer();
    expect(hotel.to(pump).map(({ state }) => state)).toEqual(['answered']);
  });

  it('until the question was too old asks anew, and does not count on the old answer', () => {
    const hotel = openDue();
    hotel.makes(pump, 'is-silent');
    hotel.live(minute);
    hotel.crash(3 * minute);
    hotel.makes(pump, 'obeys');
    hotel.live(minute);
    expect(hotel.to(pump).map(({ state }) => state)).toEqual(['expired', 'answered']);
  });

  it('when it was due asks late, where that is still in time', () => {
    const hotel = openDue();
    hotel.crash(20 * minute);
    hotel.speakAll();
    hotel.live(2 * minute);
    expect(hotel.to(pump)).toHaveLength(1);
  });

  it('until it was no use any more does not ask', () => {
    const hotel = openDue();
    hotel.crash(40 * minute);
    hotel.live(20 * minute);
    expect(hotel.to(pump)).toEqual([]);
  });

  it('however often, asks for and finds the same as one that never was', () => {
    const story = (crashes: ReadonlySet<number>, mood: 'obeys' | 'refuses' | 'is-silent') => {
      const hotel = openDue();
      hotel.makes(pump, mood);
      hotel.able('rc-1203', 'scene', 'setpoint');
      for (let step = 0; step < 24; step++) {
        if (crashes.has(step)) hotel.crash();
        if (step === 8) hotel.draw(['1202'], 'slow');
        if (step === 14) hotel.draw(['1201', '1202'], 'quick');
        hotel.live(2 * minute);
      }
      return {
        commands: hotel
          .commands()
          .map(({ device, command, state, trace }) => [device, command, state, trace.attempt, trace.outcome]),
        tasks: hotel.tasks().flatMap(({ cause: of, state }) => (of.includes(pump) ? [[of, state]] : [])),
      };
    };
    for (const mood of ['obeys', 'refuses', 'is-silent'] as const) {
      const untouched = story(new Set(), mood);
      fc.assert(
        fc.property(fc.uniqueArray(fc.nat({ max: 23 }), { minLength: 1, maxLength: 6 }), (steps) => {
          expect(story(new Set(steps), mood)).toEqual(untouched);
        }),
        { numRuns: 8 },
      );
    }
  });
});

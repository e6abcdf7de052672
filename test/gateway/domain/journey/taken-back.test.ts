// A tap that was a slip proves nothing once it is taken back: the ledger is as if it had never been made, whenever that is told, and
// what it said meanwhile stays on record.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { servicePresets } from '../../../../gateway/domain/standards/house-presets.ts';
import type { ServiceStandard } from '../../../../gateway/domain/standards/service-standard.ts';
import type { TaskAction } from '../../../../gateway/domain/task.ts';
import { hour, manager, minute, room } from '../small-hotel.ts';
import { preset, replayUnder } from './replay-record.ts';
import { gym, openStayingHotel, type StayingHotel } from './staying-hotel.ts';

const second = 1000;

function asked(standards: readonly ServiceStandard[] = servicePresets): StayingHotel {
  const hotel = openStayingHotel({ serviceStandards: standards });
  hotel.ask('q1', room('1201'), 'towels');
  return hotel;
}

const taskIn = (hotel: StayingHotel, kind: string) => {
  const task = hotel.tasks().findLast((one) => one.kind === kind);
  if (task === undefined) throw new Error(`no task of kind ${kind}`);
  return task;
};
function tap(hotel: StayingHotel, kind: string, ...actions: TaskAction[]) {
  for (const action of actions) {
    const { refusal } = hotel.act(taskIn(hotel, kind), action);
    expect(refusal).toBeUndefined();
  }
}
const shown = (hotel: StayingHotel, standard: string) =>
  hotel.cellsOf(standard).map(({ outcome, seconds }) => [outcome, seconds]);
const taps = (hotel: StayingHotel) =>
  hotel.facts.flatMap((one) =>
    one.type === 'touchpoint-recorded' && one.touchpoint.source === 'user:wang' ? [one.touchpoint] : [],
  );

describe('a request', () => {
  it('is not answered by a tap that was taken back, and missed when its minute is over', () => {
    const hotel = asked();
    hotel.wait(10 * second);
    tap(hotel, 'request', 'accept');
    expect(shown(hotel, 'first-answer')).toEqual([['met', 10]]);
    hotel.wait(5 * second);
    tap(hotel, 'request', 'undo');
    expect(shown(hotel, 'first-answer')).toEqual([[undefined, undefined]]);
    hotel.wait(minute);
    expect(shown(hotel, 'first-answer')).toEqual([['missed', undefined]]);
    const said = hotel.cellFacts().filter(({ id }) => id.startsWith('cell/first-answer/'));
    expect(said.map(({ outcome }) => outcome)).toEqual(['met', undefined, 'missed']);
  });

  it('is missed at once where its minute is over when the tap is taken back', () => {
    const hotel = asked();
    hotel.wait(55 * second);
    tap(hotel, 'request', 'accept');
    hotel.wait(10 * second);
    tap(hotel, 'request', 'undo');
    expect(shown(hotel, 'first-answer')).toEqual([['missed', undefined]]);
  });

  const restarts: [name: string, restart: (hotel: StayingHotel) => void][] = [
    ['', () => {}],
    [', restarts or not', (hotel) => hotel.crash()],
  ];
  it.each(restarts)('is closed when it was, not when that was a slip%s', (_name, restart) => {
    const hotel = asked();
    hotel.wait(5 * minute);
    tap(hotel, 'request', 'accept', 'start', 'complete');
    expect(shown(hotel, 'request-closed')).toEqual([['met', 300]]);
    restart(hotel);
    hotel.wait(5 * second);
    tap(hotel, 'request', 'undo');
    restart(hotel);
    hotel.wait(10 * minute);
    expect(shown(hotel, 'request-closed')).toEqual([[undefined, undefined]]);
    tap(hotel, 'request', 'complete');
    expect(shown(hotel, 'request-closed')).toEqual([['met', 905]]);
    restart(hotel);
    hotel.wait(hour);
    expect(shown(hotel, 'request-closed')).toEqual([['met', 905]]);
  });

  it('that is done too late is missed by as much, whatever was said before', () => {
    const hotel = asked();
    hotel.wait(minute);
    tap(hotel, 'request', 'start', 'complete', 'undo');
    hotel.wait(40 * minute);
    tap(hotel, 'request', 'complete');
    expect(shown(hotel, 'request-closed')).toEqual([['missed', 41 * 60]]);
  });

  it('stays answered by the tap before', () => {
    const hotel = asked();
    hotel.wait(10 * second);
    tap(hotel, 'request', 'accept', 'start', 'undo');
    hotel.wait(minute);
    expect(shown(hotel, 'first-answer')).toEqual([['met', 10]]);
  });

  it('is not answered by what a phone without a signal took back by itself', () => {
    const hotel = asked();
    const tappedAt = hotel.now() + 10 * second;
    hotel.wait(10 * minute);
    const task = taskIn(hotel, 'request');
    hotel.act(task, 'accept', manager, { tappedAt });
    expect(shown(hotel, 'first-answer')).toEqual([['met', 10]]);
    hotel.act(task, 'undo', manager, { tappedAt: tappedAt + 8 * second });
    expect(shown(hotel, 'first-answer')).toEqual([['missed', undefined]]);
  });

  it.each([
    ['an hour before the guest asked', -hour],
    ['years ahead', 5 * 365 * 24 * hour],
  ])('is answered when it is heard where a phone says that it was tapped %s', (_when, sinceAskedMs) => {
    const hotel = asked();
    const tappedAt = hotel.now() + sinceAskedMs;
    hotel.wait(40 * second);
    hotel.act(taskIn(hotel, 'request'), 'accept', manager, { tappedAt });
    expect(shown(hotel, 'first-answer')).toEqual([['met', 40]]);
  });

  it('is answered at once by a phone whose clock is a little behind', () => {
    const hotel = asked();
    const tappedAt = hotel.now() - second;
    hotel.wait(2 * second);
    hotel.act(taskIn(hotel, 'request'), 'accept', manager, { tappedAt });
    expect(shown(hotel, 'first-answer')).toEqual([['met', 0]]);
  });

  it('is not answered by a slip where anything that a person tells is an answer', () => {
    const anything: ServiceStandard = {
      ...(preset('first-answer') as Extract<ServiceStandard, { kind: 'within' }>),
      evidence: [{ person: true }],
    };
    const hotel = asked([anything]);
    hotel.wait(10 * second);
    tap(hotel, 'request', 'accept');
    expect(shown(hotel, 'first-answer')).toEqual([['met', 10]]);
    tap(hotel, 'request', 'undo');
    hotel.crash();
    hotel.wait(minute);
    expect(shown(hotel, 'first-answer')).toEqual([['missed', undefined]]);
  });

  it('keeps on record what was said, and that it was taken back', () => {
    const hotel = asked();
    tap(hotel, 'request', 'accept');
    const at = hotel.now();
    hotel.wait(3 * second);
    tap(hotel, 'request', 'undo');
    const [answered, takenBack, ...more] = taps(hotel);
    expect(answered).toMatchObject({ type: 'request-answered', at });
    expect(takenBack).toEqual({ ...answered, type: 'request-answered-taken-back', takenBackAt: hotel.now() });
    expect(more).toEqual([]);
  });

  it('is judged the same when the record is judged once more', () => {
    const hotel = asked();
    hotel.wait(10 * second);
    tap(hotel, 'request', 'accept', 'undo');
    hotel.wait(30 * second);
    tap(hotel, 'request', 'accept');
    hotel.wait(5 * minute);
    expect(replayUnder(hotel, preset('first-answer'))).toMatchObject([
      { before: { outcome: 'met', seconds: 40 }, after: { outcome: 'met', seconds: 40 } },
    ]);
  });
});

it('a drink that was not brought after all is still to be brought', () => {
  const hotel = openStayingHotel();
  hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id, preferences: { 'gym-drink': true } });
  hotel.tell('waiting', 'gym-left', { stay: 'r1', space: gym });
  hotel.wait(minute);
  tap(hotel, 'touchpoint', 'start', 'complete');
  expect(shown(hotel, 'gym-drink')).toEqual([['met', 60]]);
  tap(hotel, 'touchpoint', 'undo');
  expect(shown(hotel, 'gym-drink')).toEqual([[undefined, undefined]]);
  expect(taskIn(hotel, 'touchpoint').state).toBe('started');
  hotel.crash();
  hotel.wait(2 * minute);
  tap(hotel, 'touchpoint', 'complete');
  expect(shown(hotel, 'gym-drink')).toEqual([['met', 180]]);
});

it.each([
  ['start', 'undo'],
  ['cancel', 'undo'],
  ['start', 'hold'],
] as const)(
  'a drink that it is too late for is nobody’s work once the %s of somebody is followed by %s',
  (before, after) => {
    const hotel = openStayingHotel();
    hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id, preferences: { 'gym-drink': true } });
    hotel.tell('waiting', 'gym-left', { stay: 'r1', space: gym });
    hotel.wait(5 * minute - 5 * second);
    const { id } = taskIn(hotel, 'touchpoint');
    const drink = () => {
      const task = hotel.tasks().find((one) => one.id === id);
      if (task === undefined) throw new Error('nobody was asked to bring a drink');
      return task;
    };
    hotel.act(drink(), before);
    hotel.wait(10 * second);
    const { refusal } = hotel.act(drink(), after, manager, { until: hotel.now() + hour });
    expect(refusal).toBeUndefined();
    expect(drink()).toMatchObject({ state: 'cancelled' });
    expect(drink().history.at(-1)).toMatchObject({ step: 'cancel', by: 'hub', note: 'too-late' });
  },
);

it('a guest is made good when that was done', () => {
  const hotel = openStayingHotel();
  hotel.stay('r1', 'arrived');
  hotel.stay('r1', 'check-in-started');
  hotel.wait(5 * minute);
  hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id });
  hotel.ask('q1', room('1201'), 'towels');
  hotel.wait(2 * minute);
  tap(hotel, 'recovery', 'start', 'complete');
  const [met] = hotel.cellsOf('recovered-before-check-out');
  expect(met?.outcome).toBe('met');
  tap(hotel, 'recovery', 'undo');
  expect(hotel.outcome('recovered-before-check-out')).toBeUndefined();
  hotel.wait(hour);
  tap(hotel, 'recovery', 'complete');
  expect(hotel.cellsOf('recovered-before-check-out')).toMatchObject([{ outcome: 'met', at: hotel.now() }]);
});

describe('a promise that begins with an answer', () => {
  const sinceAnswer: ServiceStandard = {
    ...(preset('request-closed') as Extract<ServiceStandard, { kind: 'within' }>),
    id: 'closed-after-answer',
    from: { event: { types: ['request-answered'] } },
    withinSeconds: 600,
  };

  it.each([
    ['', false],
    [', after a restart too', true],
  ])('does not begin with one that was taken back%s', (_name, restarts) => {
    const hotel = asked([...servicePresets, sinceAnswer]);
    tap(hotel, 'request', 'accept', 'undo');
    if (restarts) hotel.crash();
    hotel.wait(hour);
    expect(hotel.cellsOf('closed-after-answer')).toEqual([]);
    tap(hotel, 'request', 'accept');
    hotel.wait(hour);
    expect(shown(hotel, 'closed-after-answer')).toEqual([['missed', undefined]]);
  });

  it('is withdrawn where it was missed by then', () => {
    const hotel = asked([...servicePresets, sinceAnswer]);
    const tappedAt = hotel.now();
    hotel.act(taskIn(hotel, 'request'), 'accept', manager, { tappedAt });
    hotel.wait(hour);
    expect(shown(hotel, 'closed-after-answer')).toEqual([['missed', undefined]]);
    hotel.act(taskIn(hotel, 'request'), 'undo', manager, { tappedAt: tappedAt + 5 * second });
    expect(shown(hotel, 'closed-after-answer')).toEqual([[undefined, undefined]]);
  });
});

interface Tap {
  readonly action: TaskAction;
  readonly nth: number;
  /** Taken back after so long; unset: meant. */
  readonly slipS: number | undefined;
  readonly thenS: number;
}

const taken: fc.Arbitrary<Tap[]> = fc.array(
  fc.record({
    action: fc.constantFrom<TaskAction>('accept', 'start', 'complete', 'complete', 'release', 'cancel'),
    nth: fc.integer({ min: 0, max: 2 }),
    slipS: fc.option(fc.integer({ min: 0, max: 15 }), { freq: 2, nil: undefined }),
    thenS: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 60, max: 900 })),
  }),
  { maxLength: 14 },
);

/** @param makesSlips without them it only waits as long. */
function live(all: readonly Tap[], makesSlips: boolean, between: (hotel: StayingHotel) => void = () => {}) {
  const hotel = openStayingHotel();
  hotel.stay('r1', 'checked-in', hotel.now(), { space: room('1201').id, preferences: { 'gym-drink': true } });
  hotel.ask('q1', room('1201'), 'towels');
  hotel.ask('q2', room('1202'), 'towels');
  hotel.tell('waiting', 'gym-left', { stay: 'r1', space: gym });
  hotel.wait(0);
  const tasks = hotel.tasks().map(({ id }) => id);
  const act = (nth: number, action: TaskAction) => {
    const task = hotel.tasks().find(({ id }) => id === tasks[nth]);
    return task === undefined ? undefined : hotel.act(task, action).refusal;
  };
  for (const { action, nth, slipS, thenS } of all) {
    const isMade = (slipS === undefined || makesSlips) && act(nth, action) === undefined;
    between(hotel);
    hotel.wait((slipS ?? 0) * second);
    if (slipS !== undefined && isMade) act(nth, 'undo');
    between(hotel);
    hotel.wait(thenS * second);
  }
  hotel.wait(2 * hour);
  return hotel;
}

/** What falls due in the same instant has no order. */
const told = ({ facts }: StayingHotel) => facts.map((one) => JSON.stringify(one)).sort();

const verdicts = (hotel: StayingHotel) =>
  hotel
    .cells()
    .filter(({ outcome }) => outcome !== undefined)
    .map(({ id, outcome, at, seconds, space }) => ({ id, outcome, at, seconds, space }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));

describe('whatever is tapped and taken back', () => {
  it('the ledger ends as if no slip had been made', () => {
    let takenBack = 0;
    fc.assert(
      fc.property(taken, (all) => {
        const hotel = live(all, true);
        takenBack += taps(hotel).filter(({ takenBackAt }) => takenBackAt !== undefined).length;
        expect(verdicts(hotel)).toEqual(verdicts(live(all, false)));
      }),
      { numRuns: 100 },
    );
    expect(takenBack).toBeGreaterThan(0);
  });

  it('a restart between any two taps changes nothing', () => {
    fc.assert(
      fc.property(taken, fc.infiniteStream(fc.boolean()), (all, fate) => {
        const crashing = live(all, true, (hotel) => {
          if (fate.next().value) hotel.crash();
        });
        expect(told(crashing)).toEqual(told(live(all, true)));
      }),
      { numRuns: 100 },
    );
  });
});

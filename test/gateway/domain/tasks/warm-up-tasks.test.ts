// docs/warm-up.md, rule 11: a certain miss opens the outlet's task at the limit; only a passing draw closes it.
import { beforeEach, describe, expect, it } from 'vitest';
import { engineer, minute, openSmallHotel, room, type SmallHotel, tap } from '../small-hotel.ts';

const cause = 'warm-up:hw-1203';
let hotel: SmallHotel;
let outlet: ReturnType<SmallHotel['register']>;

function open(rules: Parameters<typeof openSmallHotel>[0] = {}) {
  hotel = openSmallHotel(rules);
  outlet = hotel.register('hw-1203', 'hot-water-sensor', room('1203', 'r2'));
}
beforeEach(() => open());

const good = () => hotel.pour(outlet, { hotAfterS: 7 });
const slow = () => hotel.pour(outlet, { hotAfterS: 14 });
/** So that the next draw begins cold and no chain reaches it. */
const cool = () => hotel.wait(3 * minute);
const task = () => hotel.taskOf(cause);

describe('one draw', () => {
  it('that is hot in time opens nothing', () => {
    expect(good().outcome).toBe('met');
    expect(hotel.tasks()).toEqual([]);
  });

  it('that misses opens the task at the limit, while the tap still runs', () => {
    const samples = tap(hotel.now(), 14, 60);
    for (const sample of samples.slice(0, 12)) {
      hotel.say(outlet, [sample]);
      hotel.wait(1000);
    }
    expect(task()).toMatchObject({ state: 'open', role: 'engineer', priority: 2, kind: 'warm-up' });
    const judged = hotel.facts.find((one) => one.type === 'draw-judged');
    expect(judged?.type === 'draw-judged' && judged.draw.judgedAt - judged.draw.startedAt).toBeLessThanOrEqual(11_500);
  });

  it('that misses is one piece of evidence, told at the limit and again with its time', () => {
    const draw = slow();
    expect(draw).toMatchObject({ outcome: 'missed', censored: false });
    expect(task()?.evidence).toHaveLength(1);
    expect(task()?.evidence[0]).toMatchObject({ type: 'draw', id: draw.id, data: { outcome: 'missed', limit: 10 } });
    expect(task()?.evidence[0]?.data?.['seconds']).toBeCloseTo(14.2, 0);
  });

  it('keeps the instant of its verdict when the tap closes', () => {
    const draw = slow();
    expect(draw.judgedAt - draw.startedAt).toBeLessThan(12_000);
  });

  const nothingOpens: [name: string, draw: { hotAfterS: number; forS: number }, outcome: string][] = [
    ['a rinse of six seconds', { hotAfterS: 14, forS: 6 }, 'excluded'],
    ['water that was hot before', { hotAfterS: -10, forS: 20 }, 'excluded'],
  ];
  it.each(nothingOpens)('%s opens nothing', (_name, draw, outcome) => {
    expect(hotel.pour(outlet, draw).outcome).toBe(outcome);
    expect(hotel.tasks()).toEqual([]);
  });

  it('that never gets hot is of the highest priority', () => {
    expect(hotel.pour(outlet, { hotAfterS: 1000, forS: 40 })).toMatchObject({ outcome: 'missed', censored: true });
    expect(task()).toMatchObject({ priority: 1 });
  });

  it('that takes more than thirty seconds is of the highest priority', () => {
    hotel.pour(outlet, { hotAfterS: 33, forS: 45 });
    expect(task()).toMatchObject({ priority: 1 });
  });
});

describe('the outlet’s task', () => {
  it('is one for all its draws, raised at the second miss of three', () => {
    slow();
    expect(task()?.priority).toBe(2);
    cool();
    slow();
    expect(hotel.tasks()).toHaveLength(1);
    expect(task()).toMatchObject({ priority: 1, state: 'open' });
    expect(task()?.evidence).toHaveLength(2);
  });

  it('is raised at the second miss of three with restarts between', () => {
    slow();
    hotel.act(task() as never, 'cancel');
    cool();
    hotel.crash();
    good();
    cool();
    hotel.crash();
    slow();
    expect(task()).toMatchObject({ priority: 1, state: 'open' });
  });

  it('is not raised by a miss before the last three', () => {
    slow();
    for (let draw = 0; draw < 3; draw++) {
      cool();
      good();
    }
    cool();
    slow();
    expect(task()).toMatchObject({ priority: 2, state: 'open' });
  });

  it('solves itself when a draw passes before anybody took it', () => {
    slow();
    cool();
    good();
    expect(task()).toMatchObject({ state: 'cancelled' });
    expect(task()?.history.at(-1)).toMatchObject({ note: 'solved-itself', by: 'hub' });
  });

  it('is opened anew, with an id of its own, at the next miss', () => {
    slow();
    cool();
    good();
    cool();
    slow();
    expect(hotel.tasks().map((one) => one.state)).toEqual(['cancelled', 'open']);
    expect(task()?.priority).toBe(1);
  });

  it.each(['accept', 'start'] as const)('stays when a draw passes after somebody did %s', (action) => {
    slow();
    hotel.act(task() as never, action, engineer);
    cool();
    good();
    expect(task()?.state).toBe(action === 'accept' ? 'accepted' : 'started');
  });

  function repairUntilDone() {
    slow();
    hotel.act(task() as never, 'start', engineer);
    hotel.act(task() as never, 'complete', engineer);
  }

  it('done waits for the water', () => {
    repairUntilDone();
    expect(task()).toMatchObject({ state: 'done' });
  });

  it('done is verified by the next draw that passes', () => {
    repairUntilDone();
    cool();
    good();
    expect(task()).toMatchObject({ state: 'verified' });
    expect(task()?.history.at(-1)).toMatchObject({ step: 'verify', note: 'verified-by-device' });
  });

  it('is verified at the word where the draw passed before it', () => {
    slow();
    hotel.act(task() as never, 'start', engineer);
    cool();
    good();
    hotel.act(task() as never, 'complete', engineer);
    expect(task()?.state).toBe('verified');
  });

  it('is not verified by a draw that passed before the last miss', () => {
    slow();
    hotel.act(task() as never, 'start', engineer);
    cool();
    good();
    cool();
    slow();
    hotel.act(task() as never, 'complete', engineer);
    expect(task()?.state).toBe('done');
  });

  it('done is reopened by a miss', () => {
    repairUntilDone();
    cool();
    slow();
    expect(task()).toMatchObject({ state: 'reopened' });
    expect(hotel.tasks()).toHaveLength(1);
  });

  it('done while the tap runs is not reopened by the end of the same draw', () => {
    const samples = tap(hotel.now(), 14, 40);
    for (const sample of samples) {
      hotel.say(outlet, [sample]);
      hotel.wait(1000);
      if (sample === samples[20]) {
        hotel.act(task() as never, 'start', engineer);
        hotel.act(task() as never, 'complete', engineer);
      }
    }
    hotel.wait(minute);
    expect(task()?.state).toBe('done');
  });

  it('cancelled while the tap runs is not opened again by the end of the same draw', () => {
    const samples = tap(hotel.now(), 14, 40);
    for (const sample of samples) {
      hotel.say(outlet, [sample]);
      hotel.wait(1000);
      if (sample === samples[20]) hotel.act(task() as never, 'cancel');
    }
    hotel.wait(minute);
    expect(hotel.tasks().map((one) => one.state)).toEqual(['cancelled']);
  });

  it('is left by what cannot be judged', () => {
    repairUntilDone();
    cool();
    hotel.pour(outlet, { hotAfterS: 14, forS: 6 });
    expect(task()?.state).toBe('done');
  });
});

describe('a property that wants fewer', () => {
  beforeEach(() => open({ rules: { warmUpTasks: 'repeated' } }));

  it('has no task at the first slow draw', () => {
    slow();
    expect(hotel.tasks()).toEqual([]);
  });

  it('has one at the second of three', () => {
    slow();
    cool();
    good();
    cool();
    slow();
    expect(task()).toMatchObject({ state: 'open', priority: 1 });
  });

  it('has one at the first that never gets hot', () => {
    hotel.pour(outlet, { hotAfterS: 1000, forS: 40 });
    expect(task()).toMatchObject({ state: 'open', priority: 1 });
  });
});

describe('draws that come late', () => {
  it('opens nothing where it is over since more than 15 minutes', () => {
    hotel.say(outlet, tap(hotel.now() - 17 * minute, 14, 40));
    expect(hotel.facts.filter((one) => one.type === 'draw-closed')).toHaveLength(1);
    expect(hotel.tasks()).toEqual([]);
    expect(hotel.incidents()).toEqual([]);
  });

  it('opens a task where it is over since less', () => {
    hotel.say(outlet, tap(hotel.now() - 14 * minute, 14, 40));
    expect(task()?.state).toBe('open');
  });

  it('keeps its own task when all happens in one message', () => {
    const from = hotel.now() - 14 * minute;
    hotel.say(outlet, [...tap(from, 14, 20), ...tap(from + 3 * minute, 7, 20), ...tap(from + 6 * minute, 14, 20)]);
    expect(hotel.tasks().map((one) => one.state)).toEqual(['cancelled', 'open']);
  });
});

describe('a miss that was told by the timer', () => {
  it('is taken back where the next sample shows that the tap had been closed', () => {
    const samples = tap(hotel.now(), 14, 40);
    for (const sample of samples.slice(0, 10)) {
      hotel.say(outlet, [sample]);
      hotel.wait(1000);
    }
    const closedAt = (samples[9]?.at ?? 0) + 500;
    hotel.wait(2500);
    const told = hotel.facts.some((one) => one.type === 'draw-judged');
    hotel.say(
      outlet,
      [0, 1, 2, 3, 4].map((s) => ({ at: closedAt + s * 1000, readings: { temperature: 25, flow: 0 } })),
    );
    hotel.wait(minute);
    expect(told).toBe(true);
    expect(hotel.facts.findLast((one) => one.type === 'draw-closed')).toMatchObject({ draw: { outcome: 'excluded' } });
    expect(task()).toMatchObject({ state: 'cancelled' });
    expect(task()?.history.at(-1)?.note).toBe('withdrawn');
  });
});

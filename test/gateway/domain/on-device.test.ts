// What a device says is taken once, whichever way it comes again; what it says wrongly is kept for the engineer.
import { beforeEach, describe, expect, it } from 'vitest';
import type { RefusedMessage } from '../../../gateway/domain/device-status.ts';
import type { Sample } from '../../../gateway/domain/inputs.ts';
import { engineer, hour, minute, openSmallHotel, room, type SmallHotel, tap } from './small-hotel.ts';

let hotel: SmallHotel;
let outlet: ReturnType<SmallHotel['register']>;

beforeEach(() => {
  hotel = openSmallHotel();
  outlet = hotel.register('hw-1203', 'hot-water-sensor', room('1203', 'r2'));
});

const draws = () => hotel.facts.flatMap((one) => (one.type === 'draw-closed' ? [one.draw] : []));
const instants = () => hotel.recorded.flatMap((one) => one.samples.map(({ at }) => at));
const status = () => hotel.hotel().device(outlet);
/** The tap as it was heard, in the past, so that all of it can come at once. */
const slow = () => tap(hotel.now() - minute, 14, 20);

describe('samples that come again', () => {
  const rows: [name: string, messages: (poured: Sample[]) => Sample[][]][] = [
    ['one by one', (poured) => poured.flatMap((one) => [[one], [one]])],
    ['as the same batch', (poured) => [poured, poured]],
    ['as smaller batches', (poured) => [poured, poured.slice(0, 9), poured.slice(9)]],
    ['with new ones between', (poured) => [poured.slice(0, 12), poured.slice(5)]],
    ['twice in one batch', (poured) => [poured.flatMap((one) => [one, one])]],
    ['all over again at the end', (poured) => [...poured.map((one) => [one]), poured]],
  ];
  it.each(rows)('%s change nothing', (_name, messages) => {
    const poured = slow();
    for (const message of messages(poured)) hotel.say(outlet, message);
    expect(instants()).toEqual(poured.map(({ at }) => at));
    expect(draws()).toMatchObject([{ outcome: 'missed' }]);
    expect(hotel.tasks()).toHaveLength(1);
  });

  it('change nothing after a restart', () => {
    const poured = slow();
    hotel.say(outlet, poured.slice(0, 12));
    hotel.crash();
    hotel.say(outlet, poured);
    hotel.crash();
    hotel.say(outlet, poured);
    expect(instants()).toEqual(poured.map(({ at }) => at));
    expect(draws()).toMatchObject([{ outcome: 'missed' }]);
    expect(hotel.tasks()).toHaveLength(1);
  });

  it('change nothing where only repeats come: not even a commit', () => {
    const poured = slow();
    hotel.say(outlet, poured);
    const before = hotel.facts.length;
    hotel.say(outlet, poured);
    expect(hotel.facts).toHaveLength(before);
  });
});

describe('samples out of their time', () => {
  it('that were overtaken are kept, and the draw that they touch is no verdict', () => {
    const poured = tap(hotel.now() - minute, 14, 20);
    const [third] = poured.splice(3, 1) as [Sample];
    poured.splice(6, 0, third);
    for (const one of poured) hotel.say(outlet, [one]);
    expect(instants()).toHaveLength(poured.length);
    expect(draws()).toMatchObject([{ outcome: 'excluded', reason: 'clock-fault' }]);
    expect(hotel.tasks()).toEqual([]);
  });

  it('do not become the latest reading', () => {
    const at = hotel.now();
    hotel.say(outlet, [{ at, readings: { temperature: 30, flow: 0 } }]);
    hotel.say(outlet, [{ at: at - 5000, readings: { temperature: 10, flow: 0 } }]);
    expect(status()?.lastSample?.readings['temperature']).toBe(30);
    hotel.crash();
    expect(status()?.lastSample?.readings['temperature']).toBe(30);
  });

  it('from before everything remembered are history, and judge nothing', () => {
    const from = hotel.now() - 5 * hour;
    hotel.say(
      outlet,
      Array.from({ length: 1000 }, (_, i) => ({ at: from + i * 10_000, readings: { temperature: 20, flow: 0 } })),
    );
    hotel.say(
      outlet,
      Array.from({ length: 500 }, (_, i) => ({
        at: from + 10_000_000 + i * 10_000,
        readings: { temperature: 20, flow: 0 },
      })),
    );
    hotel.say(outlet, tap(from - hour, 14, 20));
    expect(draws()).toEqual([]);
    expect(instants()).toHaveLength(1500 + 26);
  });

  it('without a time of their own are too weak for a verdict, and none is lost', () => {
    for (const { readings } of slow()) {
      hotel.say(outlet, [{ at: hotel.now(), readings }], 'arrival');
      hotel.wait(1000);
    }
    hotel.wait(minute);
    expect(draws()).toMatchObject([{ outcome: 'excluded', reason: 'clock-fault' }]);
    expect(hotel.tasks()).toEqual([]);
  });

  it('without a time of their own, two in one millisecond, are two', () => {
    const idle = { at: hotel.now(), readings: { temperature: 20, flow: 0 } };
    hotel.say(outlet, [idle], 'arrival');
    hotel.say(outlet, [idle], 'arrival');
    expect(instants()).toEqual([hotel.now(), hotel.now() + 1]);
  });
});

describe('a draw that the network cut', () => {
  it('goes on after a restart in its middle', () => {
    for (const [i, sample] of tap(hotel.now(), 14, 20).entries()) {
      if (i === 3 || i === 12 || i === 18) hotel.crash();
      hotel.say(outlet, [sample]);
      hotel.wait(1000);
    }
    hotel.wait(minute);
    expect(draws()).toMatchObject([{ outcome: 'missed' }]);
    expect(hotel.tasks()).toHaveLength(1);
    expect(hotel.tasks()[0]?.evidence).toHaveLength(1);
  });

  it('for good is a gap, not a miss', () => {
    for (const sample of tap(hotel.now(), 14, 20).slice(0, 6)) {
      hotel.say(outlet, [sample]);
      hotel.wait(1000);
    }
    hotel.wait(3 * minute);
    expect(draws()).toMatchObject([{ outcome: 'excluded', reason: 'data-gap' }]);
    expect(hotel.tasks()).toEqual([]);
  });

  it('is told at the limit although the hub was away until just before it', () => {
    const poured = tap(hotel.now(), 14, 20);
    for (const sample of poured.slice(0, 10)) {
      hotel.say(outlet, [sample]);
      hotel.wait(1000);
    }
    hotel.crash();
    hotel.wait(2500);
    expect(hotel.taskOf('warm-up:hw-1203')?.state).toBe('open');
  });
});

describe('what nobody can understand', () => {
  const refused = (n: number): RefusedMessage => ({
    at: hotel.now(),
    topic: 'hub/demo/hw-1203/telemetry',
    reason: `reason ${n}`,
    firstBytes: '{',
  });
  const refuse = (n: number) => hotel.send({ type: 'message-refused', device: outlet, refused: refused(n) });

  it('is kept with its reason, the latest first, at most twenty, all counted', () => {
    for (let n = 1; n <= 25; n++) {
      refuse(n);
      hotel.wait(2000);
    }
    expect(status()?.refusedCount).toBe(25);
    expect(status()?.refused.map((one) => one.reason)).toEqual(
      Array.from({ length: 20 }, (_, i) => `reason ${25 - i}`),
    );
  });

  it('in a flood is told once a second, and all of it is there after a restart', () => {
    const before = hotel.facts.length;
    for (let n = 1; n <= 25; n++) refuse(n);
    expect(hotel.facts).toHaveLength(before + 1);
    hotel.crash();
    expect(status()?.refusedCount).toBe(25);
    expect(status()?.refused[0]?.reason).toBe('reason 25');
  });

  it('does not stop the next message', () => {
    refuse(1);
    hotel.pour(outlet, { hotAfterS: 7 });
    expect(draws()).toMatchObject([{ outcome: 'met' }]);
  });
});

describe('a room as its panel says it', () => {
  it('is door, card and scene, and survives a restart', () => {
    const panel = hotel.register('rc-1203', 'room-controller', room('1203', 'r2'));
    const say = (id: string, event: string, data: Record<string, unknown>) =>
      hotel.send({
        type: 'device-event',
        device: panel,
        id,
        at: hotel.now(),
        clock: 'device',
        event,
        data,
        unknownFields: 0,
      });
    say('1', 'door', { open: true });
    say('2', 'card', { inserted: true });
    say('3', 'scene', { scene: 'night' });
    say('4', 'door', { open: false });
    say('1', 'door', { open: true });
    expect(hotel.hotel().device('rc-1203')?.room).toEqual({ doorOpen: false, cardInserted: true, scene: 'night' });
    hotel.crash();
    expect(hotel.hotel().device('rc-1203')?.room).toEqual({ doorOpen: false, cardInserted: true, scene: 'night' });
    expect(hotel.tasks()).toEqual([]);
  });
});

describe('a probe that cannot be believed', () => {
  const mad = (from: number) =>
    tap(from, 7, 20).map((one) => ({ ...one, readings: { ...one.readings, temperature: 85 } }));
  const task = () => hotel.taskOf('probe:hw-1203');

  it('is the engineer’s task, and no miss', () => {
    hotel.say(outlet, mad(hotel.now() - minute));
    hotel.wait(minute);
    expect(draws()).toMatchObject([{ outcome: 'excluded', reason: 'sensor-fault' }]);
    expect(hotel.openTasks()).toMatchObject([{ kind: 'device-fault', role: 'engineer', cause: 'probe:hw-1203' }]);
  });

  it('is proven whole by the next draw that can be judged, met or missed', () => {
    hotel.say(outlet, mad(hotel.now() - minute));
    hotel.act(task() as never, 'start', engineer);
    hotel.act(task() as never, 'complete', engineer);
    expect(task()?.state).toBe('done');
    hotel.wait(2 * minute);
    hotel.pour(outlet, { hotAfterS: 14 });
    expect(task()?.state).toBe('verified');
  });

  it('long ago is nobody’s task', () => {
    hotel.say(outlet, mad(hotel.now() - hour));
    expect(hotel.tasks()).toEqual([]);
  });
});

describe('duties of the same water', () => {
  const lukewarm = (from: number) =>
    tap(from, 7, 90).map((one) => ({
      ...one,
      readings: { ...one.readings, temperature: Math.min(46, one.readings['temperature'] as number) },
    }));
  const task = () => hotel.taskOf('hygiene:hw-1203:hygiene');
  const say = (samples: Sample[]) => {
    hotel.wait(3 * minute);
    hotel.say(outlet, samples);
    hotel.wait(minute);
  };

  it('water that stays below 50 °C for a minute is the engineer’s, and no hurry', () => {
    say(lukewarm(hotel.now() + minute));
    expect(task()).toMatchObject({ kind: 'hygiene', role: 'engineer', priority: 3, state: 'open' });
  });

  it('a short draw proves nothing, a long one without the failure does', () => {
    say(lukewarm(hotel.now() + minute));
    say(tap(hotel.now() + minute, 7, 30));
    expect(task()?.state).toBe('open');
    say(tap(hotel.now() + minute, 7, 90));
    expect(task()?.state).toBe('cancelled');
  });

  it('a long draw whose probe cannot be believed proves nothing', () => {
    say(lukewarm(hotel.now() + minute));
    say(tap(hotel.now() + minute, 7, 90).map((one) => ({ ...one, readings: { ...one.readings, temperature: 85 } })));
    expect(task()?.state).toBe('open');
  });

  it('long ago is nobody’s task', () => {
    hotel.say(outlet, lukewarm(hotel.now() - hour));
    expect(task()).toBeUndefined();
  });

  it('a room that nobody used for a week is flushed by the next draw', () => {
    for (let day = 0; day < 8; day++) {
      hotel.say(outlet, [{ at: hotel.now(), readings: { temperature: 20, flow: 0 } }]);
      hotel.wait(24 * hour);
    }
    const stagnant = () => hotel.taskOf('hygiene:hw-1203:stagnation');
    expect(stagnant()?.state).toBe('open');
    hotel.pour(outlet, { hotAfterS: 14, forS: 6 });
    expect(stagnant()?.state).toBe('cancelled');
  });
});

describe('how long a silence is, by the device’s own habit', () => {
  const heardEvery = (everyMs: number, times: number) => {
    for (let n = 0; n < times; n++) {
      hotel.wait(everyMs);
      hotel.say(outlet, [{ at: hotel.now(), readings: { temperature: 21, flow: 0 } }]);
    }
  };

  it('is unknown until it was heard twice', () => {
    heardEvery(20_000, 1);
    expect(status()?.periodMs).toBeUndefined();
    heardEvery(20_000, 1);
    expect(status()?.periodMs).toBe(20_000);
  });

  it('survives a draw with a sample a second, and a restart', () => {
    heardEvery(30_000, 3);
    heardEvery(1_000, 90);
    hotel.crash();
    expect(status()?.periodMs).toBe(30_000);
  });

  it('is never below 15 s, never above a third of the kind’s time-out', () => {
    heardEvery(1_000, 5);
    expect(status()?.periodMs).toBe(15_000);
    heardEvery(4 * minute, 2);
    expect(status()?.periodMs).toBe(100_000);
  });

  it('is unlearned in two hours', () => {
    heardEvery(90_000, 2);
    heardEvery(20_000, 400);
    expect(status()?.periodMs).toBe(20_000);
  });

  it('is not ended by what a broker kept: the connection stands, the device said nothing', () => {
    heardEvery(20_000, 2);
    const heardAt = status()?.lastHeardAt;
    hotel.wait(minute);
    hotel.send({ type: 'presence', device: outlet, presence: 'offline' });
    hotel.send({ type: 'presence', device: outlet, presence: 'online', retained: true });
    const about = { kind: 'hot-water-sensor', model: 'HW-1', firmware: '2.4.0' } as const;
    hotel.send({ type: 'about', device: outlet, about, unknownFields: 0, retained: true });
    expect(status()).toMatchObject({ presence: 'online', lastHeardAt: heardAt, about });
  });
});

describe('work at a device', () => {
  const work = (minutes: number) =>
    hotel.send({ type: 'set-maintenance', device: outlet, until: hotel.now() + minutes * minute, by: engineer });
  const periods = () =>
    (status()?.maintenance ?? []).map(({ from, until }) => [from - began, until - began].map((ms) => ms / minute));
  let began: number;
  beforeEach(() => {
    began = hotel.now();
  });

  const rows: [name: string, steps: [atMinute: number, minutes: number][], periods: number[][]][] = [
    ['runs for as long as was said', [[0, 60]], [[0, 60]]],
    [
      'ends when somebody says so',
      [
        [0, 60],
        [20, 0],
      ],
      [[0, 20]],
    ],
    [
      'is begun anew by the next',
      [
        [0, 60],
        [20, 60],
      ],
      [
        [20, 80],
        [0, 20],
      ],
    ],
    [
      'that is over stays on record',
      [
        [0, 10],
        [20, 60],
      ],
      [
        [20, 80],
        [0, 10],
      ],
    ],
    ['that nobody does cannot end', [[0, 0]], []],
  ];
  it.each(rows)('%s', (_name, steps, expected) => {
    for (const [atMinute, minutes] of steps) {
      hotel.wait(began + atMinute * minute - hotel.now());
      work(minutes);
    }
    expect(periods()).toEqual(expected);
    hotel.crash();
    expect(periods()).toEqual(expected);
  });

  it('excuses no slow draw', () => {
    work(60);
    hotel.say(outlet, slow());
    expect(draws()).toMatchObject([{ outcome: 'missed' }]);
  });
});

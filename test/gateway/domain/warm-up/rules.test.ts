// The rules of docs/warm-up.md beyond the table: one row, one situation at one outlet.
import { describe, expect, test } from 'vitest';
import type { WaterSample } from '../../../../gateway/domain/draw.ts';
import { createWarmUpDetector } from '../../../../gateway/domain/warm-up/detector.ts';
import {
  aspeBands,
  house10s,
  hseCold2Min,
  hseHot1Min,
  vdi60033Shower,
} from '../../../../gateway/domain/warm-up/presets.ts';
import { draw, draws, front, idleBefore, reading, steady, type Tap, upTo } from '../../../fixtures/water-physics.ts';
import { closedDraws, coldBranch, hotBranch, live, mixedOutlet, outletWith, replay } from './outlet.ts';

const edgeAt = Date.UTC(2026, 2, 1, 7);
const cold = steady(20);

function judge(tap: Tap, outlet = outletWith()) {
  return one([...idleBefore(edgeAt), ...draw(edgeAt, tap)], outlet);
}

/** The record of the one draw in the samples, the same live and replayed. */
function one(samples: readonly WaterSample[], outlet = outletWith()) {
  const records = closedDraws(replay(samples, outlet)).map((closed) => closed.draw);
  expect(closedDraws(live(samples, outlet)).map((closed) => closed.draw)).toEqual(records);
  expect(records).toHaveLength(1);
  return records[0]!;
}

describe('where a draw begins and ends', () => {
  test('at the first sample of 1 L/min, never in between', () => {
    const record = judge({ water: front(7), openS: 30, flowAt: { 0: 0.9 } });
    expect(record.startedAt).toBe(edgeAt + 1000);
    expect(record.seconds).toBeCloseTo(6.62, 2);
  });
  test('at the last sample of 0.5 L/min: a trickle still is the draw, the hold is not', () => {
    const record = judge({ water: front(7), openS: 20, flowAt: { 21: 0.5, 22: 0.4 } });
    expect(record.endedAt).toBe(edgeAt + 21_000);
  });
  test('three seconds below, then flow again: a second draw', () => {
    const samples = draw(edgeAt, { water: front(7), openS: 40, flowAt: { 20: 0, 21: 0, 22: 0, 23: 0 } });
    expect(closedDraws(replay(samples))).toHaveLength(2);
  });
  test('two samples are noise, three over two seconds are a draw', () => {
    expect(closedDraws(replay(draw(edgeAt, { water: cold, openS: 1 })))).toEqual([]);
    expect(closedDraws(replay(draw(edgeAt, { water: cold, openS: 1.5, everyS: 0.5 })))).toEqual([]);
    expect(closedDraws(replay(draw(edgeAt, { water: cold, openS: 2 })))).toHaveLength(1);
  });
  test('the id is made of device and edge', () => {
    expect(judge({ water: front(7), openS: 20 }).id).toBe(`hw-1203-${edgeAt}`);
  });
  test('a valve switch instead of a meter: judged, litres unknown, low flow not asked', () => {
    const samples = draw(edgeAt, { water: front(7), openS: 30 }).map(({ at, temperatureC, flowLpm }) => ({
      at,
      temperatureC,
      flowing: (flowLpm ?? 0) > 0,
    }));
    const record = one(samples);
    expect(record).toMatchObject({ outcome: 'met' });
    expect(record).not.toHaveProperty('litres');
    expect(record).not.toHaveProperty('meanFlowLpm');
  });
});

describe('cold start and crossing', () => {
  test.each([
    [35, 'missed'],
    [35.1, 'excluded'],
  ])('the slug of %s °C within the first five seconds: %s', (slugC, outcome) => {
    const water = reading({ 0: 40, 1: 40, 2: slugC, 3: 40 }, upTo(12, steady(40), steady(54)));
    expect(judge({ water, openS: 40 }).outcome).toBe(outcome);
  });
  test('the cold that comes after the window does not make a warm start cold', () => {
    expect(judge({ water: reading({ 6: 30 }, steady(47)), openS: 30 })).toMatchObject({ reason: 'warm-start' });
  });
  test('a warm start says whether the guest had hot water in time', () => {
    expect(judge({ water: steady(47), openS: 30 })).toMatchObject({
      reason: 'warm-start',
      seconds: 0,
      hotInTime: true,
    });
    expect(judge({ water: steady(40), openS: 30 })).toMatchObject({ reason: 'warm-start', hotInTime: false });
  });
  test('a hand wash that ends just as it gets hot has been served', () => {
    expect(judge({ water: front(7), openS: 8 })).toMatchObject({ outcome: 'met' });
  });
  test('a dip of less than a kelvin is still hot', () => {
    expect(judge({ water: reading({ 9: 44.2 }, front(7)), openS: 30 }).seconds).toBeCloseTo(7.62, 2);
  });
  test('within u of the limit nobody can tell, and the guest is believed to the point', () => {
    expect(judge({ water: front(9), openS: 30 })).toMatchObject({
      outcome: 'inconclusive',
      hotInTime: true,
      uncertaintyS: 0.5,
    });
    expect(judge({ water: front(9.7), openS: 30 })).toMatchObject({ outcome: 'inconclusive', hotInTime: false });
  });
});

describe('cold tries in a row', () => {
  const tries = (closedS: number, second: Tap) => draws(edgeAt, { water: cold, openS: 6, closedS }, second);
  const last = (samples: readonly WaterSample[]) => closedDraws(replay(samples)).at(-1)?.draw;

  test('sixty seconds apart they still count, sixty-one not', () => {
    expect(last(tries(59, { water: front(7), openS: 30 }))).toMatchObject({ outcome: 'missed', chainedS: 6 });
    expect(last(tries(60, { water: front(7), openS: 30 }))).toMatchObject({ outcome: 'met', chainedS: 0 });
  });
  test('the third try inherits both', () => {
    const short: Tap = { water: cold, openS: 4, closedS: 9 };
    expect(last(draws(edgeAt, short, short, { water: front(5), openS: 30 }))).toMatchObject({
      chainedS: 8,
      outcome: 'missed',
    });
  });
  test('hot at once after a cold try is the end of that wait, no warm start', () => {
    const record = last(tries(9, { water: steady(50), openS: 30 }));
    expect(record).toMatchObject({ outcome: 'met', seconds: 6, chainedS: 6 });
  });
  test('a noise pulse in between breaks no chain', () => {
    const samples = draws(
      edgeAt,
      { water: cold, openS: 6, closedS: 9 },
      { water: cold, openS: 0 },
      { water: front(7), openS: 30 },
    );
    expect(last(samples)).toMatchObject({ chainedS: 6 });
  });
  test('a try that broke off unheard hands nothing on: the water may have come in the hole', () => {
    const broken: Tap = { water: cold, openS: 4, hole: [5, 11], closedS: 16 };
    const records = closedDraws(replay(draws(edgeAt, broken, { water: front(7), openS: 30 }))).map(({ draw }) => draw);
    expect(records).toMatchObject([{ reason: 'data-gap' }, { outcome: 'met', chainedS: 0 }]);
  });
  test('a judged draw hands nothing on', () => {
    const samples = draws(edgeAt, { water: cold, openS: 20, closedS: 9 }, { water: front(7), openS: 30 });
    expect(last(samples)).toMatchObject({ chainedS: 0, outcome: 'met' });
  });
});

describe('why a draw is left out', () => {
  const cleanFront = front(7);
  const rows: [string, Tap, string | undefined][] = [
    ['−127, the other power-on code', { water: reading({ 3: -127 }, cleanFront), openS: 30 }, 'sensor-fault'],
    ['91 °C', { water: reading({ 3: 91 }, cleanFront), openS: 30 }, 'sensor-fault'],
    ['one reading missing', { water: reading({ 3: null }, cleanFront), openS: 30 }, 'sensor-fault'],
    ['26 K in a second', { water: upTo(5, cold, steady(46)), openS: 30 }, 'sensor-fault'],
    ['25 K in a second is water', { water: upTo(5, cold, steady(45)), openS: 30 }, undefined],
    ['a fault after the verdict', { water: reading({ 20: 85.0 }, cleanFront), openS: 30 }, undefined],
    ['three samples lost', { water: cleanFront, openS: 30, hole: [3, 5] }, undefined],
    ['four samples lost', { water: cleanFront, openS: 30, hole: [2, 5] }, 'data-gap'],
    ['four samples lost behind the crossing', { water: cleanFront, openS: 30, hole: [9, 12] }, undefined],
    ['mean flow 2.9', { water: cleanFront, openS: 30, flowLpm: 2.9 }, 'low-flow'],
    ['mean flow 3', { water: cleanFront, openS: 30, flowLpm: 3 }, undefined],
    [
      'ended between limit and limit + u, lukewarm',
      { water: (s) => 20 + Math.min(24, 3 * s), openS: 10.2, everyS: 0.6 },
      'too-short',
    ],
    ['a fault comes before a short draw', { water: reading({ 1: null }, cold), openS: 5 }, 'sensor-fault'],
    ['a warm start comes before a short draw', { water: steady(40), openS: 4 }, 'warm-start'],
    ['a short draw comes before low flow', { water: cold, openS: 5, flowLpm: 2 }, 'too-short'],
    ['heard for 4 s, then nothing for 5 s, then a closed tap', { water: cold, openS: 4, hole: [5, 8] }, 'data-gap'],
    ['heard for 4 s, then a closed tap 4 s later', { water: cold, openS: 4, hole: [5, 7] }, 'too-short'],
    [
      'hot, then nothing for 9 s, then a closed tap',
      { water: cleanFront, openS: 14, hole: [15, 22], closedS: 15 },
      undefined,
    ],
    ['nothing for 8 s while the tap stands closed', { water: cold, openS: 4, hole: [6, 12], closedS: 15 }, 'too-short'],
  ];
  test.each(rows)('%s', (_, tap, reason) => {
    expect(judge(tap).reason).toBe(reason);
  });

  test('before commissioning, whatever else is wrong', () => {
    const sensor = { ...hotBranch, commissionedAt: edgeAt + 1 };
    expect(judge({ water: steady(85), openS: 30 }, outletWith(sensor))).toMatchObject({ reason: 'commissioning' });
    expect(judge({ water: cleanFront, openS: 30 }, outletWith({ ...sensor, commissionedAt: edgeAt })).outcome).toBe(
      'met',
    );
  });

  test('samples 4.5 s apart are a rhythm, 5 s apart a gap', () => {
    expect(judge({ water: front(21), openS: 90, everyS: 4.5 }).outcome).toBe('missed');
    expect(judge({ water: front(21), openS: 90, everyS: 5 })).toMatchObject({ reason: 'data-gap' });
  });

  test('a probe that has stood still through a whole draw is found out at the next', () => {
    const stuck: Tap = { water: steady(23.4), openS: 40, closedS: 600 };
    const [first, second] = closedDraws(replay(draws(edgeAt, stuck, { ...stuck, closedS: 5 })));
    expect(first?.draw).toMatchObject({ outcome: 'missed' });
    expect(second?.draw).toMatchObject({ reason: 'sensor-fault' });
  });

  test('cold water at the very digit of the idle pipe is no stuck probe', () => {
    const idle = Array.from({ length: 120 }, (_, i) => ({
      at: edgeAt - (120 - i) * 10_000,
      temperatureC: 20,
      flowLpm: 0,
    }));
    expect(one([...idle, ...draw(edgeAt, { water: front(14), openS: 30 })])).toMatchObject({ outcome: 'missed' });
  });

  test.each(['arrival', 'replayed'] as const)('one sample in %s time', (clock) => {
    const detector = createWarmUpDetector(outletWith());
    const events = draw(edgeAt, { water: cleanFront, openS: 30 }).flatMap((sample, i) =>
      detector.accept(sample, i === 4 ? clock : 'device'),
    );
    expect(closedDraws(events)[0]?.draw).toMatchObject({ outcome: 'excluded', reason: 'clock-fault' });
  });

  test('a straggler before the verdict, but not the same sample once more', () => {
    const samples = draw(edgeAt, { water: cleanFront, openS: 30 });
    const straggler = { ...samples[3]!, at: samples[3]!.at + 500 };
    expect(one([...samples.slice(0, 6), straggler, ...samples.slice(6)])).toMatchObject({ reason: 'clock-fault' });
    expect(one([...samples.slice(0, 6), samples[3]!, ...samples.slice(6)])).toMatchObject({ outcome: 'met' });
  });

  test('a clock set back within a draw ends it; the rest has no edge; the next draw is sound', () => {
    const hourBack = (sample: WaterSample) => ({ ...sample, at: sample.at - 3_600_000 });
    const samples = draw(edgeAt, { water: cleanFront, openS: 30, closedS: 20 });
    const next = draw(edgeAt + 120_000, { water: cleanFront, openS: 30 });
    const trace = [...samples.slice(0, 6), ...samples.slice(6).map(hourBack), ...next.map(hourBack)];
    const outcomes = closedDraws(replay(trace)).map((closed) => closed.draw.reason ?? closed.draw.outcome);
    expect(outcomes).toEqual(['clock-fault', 'clock-fault', 'met']);
  });
});

describe('a mixed outlet', () => {
  const shower = outletWith(mixedOutlet);
  test('opened for cold water asks for nothing', () => {
    expect(judge({ water: steady(18), openS: 40 }, shower)).toMatchObject({ reason: 'no-hot-demand' });
  });
  test('that gets warm late has missed', () => {
    expect(judge({ water: front(14, 20, 43), openS: 60 }, shower)).toMatchObject({ outcome: 'missed' });
  });
  test('that stays lukewarm has missed, and never got there', () => {
    expect(judge({ water: front(5, 20, 38), openS: 60 }, shower)).toMatchObject({ outcome: 'missed', censored: true });
  });
});

describe('which standards judge', () => {
  test('others of the same point stand beside the primary one', () => {
    const outlet = outletWith(hotBranch, house10s, [aspeBands, hseHot1Min, vdi60033Shower]);
    const record = judge({ water: front(14), openS: 90 }, outlet);
    expect(record.standard).toBe('house-10s@1');
    expect(record.otherVerdicts.map(({ standard, outcome }) => `${standard} ${outcome}`)).toEqual([
      'aspe-bands@1 missed',
      'hse-hot-1min@1 met',
    ]);
  });
  test('a standard of another point is refused, not misapplied', () => {
    expect(() => createWarmUpDetector(outletWith(coldBranch, house10s))).toThrow(
      'hw-1203: standard house-10s is for a hot-branch, its sensor sits at a cold-branch',
    );
  });
  test('the cold tap must get cold', () => {
    const tap = outletWith(coldBranch, hseCold2Min);
    expect(judge({ water: front(40, 26, 14), openS: 150 }, tap)).toMatchObject({
      outcome: 'met',
      startTemperatureC: 26,
    });
    expect(judge({ water: steady(24), openS: 150 }, tap)).toMatchObject({ outcome: 'missed', censored: true });
    expect(judge({ water: steady(14), openS: 150 }, tap)).toMatchObject({ reason: 'warm-start', hotInTime: true });
  });
});

describe('a staff test draw', () => {
  test('is the first draw in its time, a clean sample, and only that one', () => {
    const detector = createWarmUpDetector(outletWith());
    detector.expectTestDraw(edgeAt + 7_000, edgeAt + 300_000);
    const samples = draws(
      edgeAt,
      { water: cold, openS: 6 },
      { water: front(7), openS: 30 },
      { water: steady(50), openS: 30 },
    );
    const records = closedDraws(samples.flatMap((sample) => detector.accept(sample, 'device'))).map(({ draw }) => draw);
    expect(records.map(({ staffTest, chainedS }) => [staffTest, chainedS])).toEqual([
      [false, 0],
      [true, 0],
      [false, 0],
    ]);
    expect(records[1]).toMatchObject({ outcome: 'met' });
  });
  test('that never came is forgotten', () => {
    const detector = createWarmUpDetector(outletWith());
    detector.expectTestDraw(edgeAt - 600_000, edgeAt - 300_000);
    const events = draw(edgeAt, { water: front(7), openS: 30 }).flatMap((sample) => detector.accept(sample, 'device'));
    expect(closedDraws(events)[0]?.draw.staffTest).toBe(false);
  });
});

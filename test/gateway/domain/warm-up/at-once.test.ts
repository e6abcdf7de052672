// Rule 9: the miss is told at the limit, by the timer where no sample comes, and never where samples have stopped.
import { describe, expect, test } from 'vitest';
import type { WaterSample } from '../../../../gateway/domain/draw.ts';
import { createWarmUpDetector, type OutletEvent } from '../../../../gateway/domain/warm-up/detector.ts';
import { draw, front, idleBefore, reading, steady, type Tap } from '../../../fixtures/water-physics.ts';
import { closedDraws, hotBranch, judgedDraws, mixedOutlet, outletWith } from './outlet.ts';

const edgeAt = Date.UTC(2026, 2, 1, 7);
const cold = steady(20);

/** Each event with the seconds after the edge at which it was told, timers and samples in their order. */
function tellLive(samples: readonly WaterSample[], outlet = outletWith(), silentS = 0) {
  const detector = createWarmUpDetector(outlet);
  const told: { s: number; event: OutletEvent }[] = [];
  const note = (at: number, events: readonly OutletEvent[]) =>
    told.push(...events.map((event) => ({ s: (at - edgeAt) / 1000, event })));
  const ringUntil = (until: number) => {
    for (let at = detector.wakeAt(); at !== undefined && at <= until; at = detector.wakeAt()) {
      note(at, detector.passTime(at));
    }
  };
  for (const sample of samples) {
    ringUntil(sample.at - 1);
    note(sample.at, detector.accept(sample, 'device'));
  }
  ringUntil((samples.at(-1)?.at ?? 0) + silentS * 1000);
  return told;
}

const missTold = (tap: Tap, outlet = outletWith()) =>
  tellLive([...idleBefore(edgeAt), ...draw(edgeAt, tap)], outlet).find(({ event }) => event.type === 'draw-judged')?.s;

describe('the moment at which a miss is told', () => {
  test.each<[string, Tap, number]>([
    ['cold at the limit, samples on the second: before the next one could say so', { water: cold, openS: 40 }, 10.6],
    ['cold just past the limit: with that sample', { water: cold, openS: 40, everyS: 0.55 }, 10.45],
    ['lukewarm: not before limit + u', { water: steady(34), openS: 40, everyS: 0.5 }, 10.5],
    ['the sample at the limit lost', { water: cold, openS: 40, hole: [10, 10] }, 10.6],
    ['two samples lost around it', { water: cold, openS: 40, hole: [9, 10] }, 10.6],
    ['samples each two seconds', { water: cold, openS: 40, everyS: 2 }, 11.6],
    ['a hump at the limit: when it is over', { water: reading({ 9: 33, 10: 46, 11: 36 }, cold), openS: 40 }, 11],
    ['water on its way: when the front has come', { water: front(10), openS: 40 }, 11],
  ])('%s', (_, tap, seconds) => {
    expect(missTold(tap)).toBeCloseTo(seconds, 6);
  });

  test('a chain counts from its first try', () => {
    const first = draw(edgeAt - 20_000, { water: cold, openS: 6 });
    const told = tellLive([...first, ...draw(edgeAt, { water: cold, openS: 40 })]);
    expect(told.find(({ event }) => event.type === 'draw-judged')?.s).toBeCloseTo(4.6, 6);
  });

  test('a mixed outlet: when it has asked for warm water', () => {
    expect(missTold({ water: front(14, 20, 43), openS: 40 }, outletWith(mixedOutlet))).toBe(13);
  });

  test('a slow probe: as soon as its corrected reading is sure', () => {
    expect(missTold({ water: cold, openS: 40 }, outletWith({ ...hotBranch, tauS: 4.1 }))).toBe(11);
  });
});

describe('no miss is told', () => {
  test.each<[string, Tap]>([
    ['of a low flow', { water: cold, openS: 40, flowLpm: 2 }],
    ['of a probe at fault', { water: steady(null), openS: 40 }],
    ['of a warm start', { water: steady(40), openS: 40 }],
    ['of a tap closed in time', { water: cold, openS: 9 }],
    ['of a hot shower', { water: front(7), openS: 40 }],
    ['where it cannot be told', { water: front(9.5), openS: 40 }],
  ])('%s', (_, tap) => {
    expect(missTold(tap)).toBeUndefined();
  });
});

describe('samples that stop while the water runs', () => {
  const stopAfter = (lastS: number) =>
    tellLive(draw(edgeAt, { water: cold, openS: lastS, closedS: 0 }), outletWith(), 600);

  test.each([3, 6, 7])('after %s s: a gap, and no miss', (lastS) => {
    const told = stopAfter(lastS);
    expect(told.map(({ event }) => event.type)).toEqual(['draw-closed']);
    expect(told[0]?.event).toMatchObject({
      draw: { outcome: 'excluded', reason: 'data-gap', endedAt: edgeAt + lastS * 1000 },
    });
    expect(told[0]?.s).toBe(lastS + 60);
  });

  test.each([8, 9, 10, 12])(
    'after %s s, younger than three intervals at the limit: a miss, with the gap noted',
    (lastS) => {
      const told = stopAfter(lastS);
      expect(told.map(({ event }) => event.type)).toEqual(['draw-judged', 'draw-closed']);
      expect(told[0]?.s).toBeLessThanOrEqual(11);
      expect(told[1]?.event).toMatchObject({ draw: { outcome: 'missed', censored: true, notes: ['data-gap'] } });
    },
  );

  test('a device that comes back with what it kept is judged by that', () => {
    const samples = draw(edgeAt, { water: front(7), openS: 40 });
    const detector = createWarmUpDetector(outletWith());
    const events = samples.slice(0, 5).flatMap((sample) => detector.accept(sample, 'device'));
    events.push(...detector.passTime(edgeAt + 60_000));
    events.push(...samples.slice(5).flatMap((sample) => detector.accept(sample, 'device')));
    expect(closedDraws(events).map(({ draw }) => draw.outcome)).toEqual(['met']);
  });

  test('what flows on after a minute of silence has no edge', () => {
    const before = draw(edgeAt, { water: cold, openS: 5, closedS: 0 });
    const after = draw(edgeAt + 90_000, { water: front(7), openS: 30 });
    const records = tellLive([...before, ...after], outletWith(), 600).map(({ event }) => event);
    expect(closedDraws(records).map(({ draw }) => draw.reason)).toEqual(['data-gap', 'data-gap']);
  });

  test('a tap seen closed needs no further sample', () => {
    const told = tellLive(draw(edgeAt, { water: cold, openS: 6, closedS: 1 }), outletWith(), 600);
    expect(told).toMatchObject([{ s: 17, event: { draw: { reason: 'too-short', endedAt: edgeAt + 6000 } } }]);
  });
});

describe('a miss that was told', () => {
  test('keeps its id, and gets its time when the water is hot', () => {
    const events = tellLive(draw(edgeAt, { water: front(14), openS: 40 })).map(({ event }) => event);
    const [told] = judgedDraws(events);
    const [closed] = closedDraws(events);
    expect(told?.draw.seconds).toBeUndefined();
    expect(closed?.draw.id).toBe(told?.draw.id);
    expect(closed?.draw).toMatchObject({ outcome: 'missed', censored: false, notes: [] });
    expect(closed?.draw.seconds).toBeCloseTo(14.62, 2);
  });

  test.each<[string, Tap, string]>([
    ['a gap', { water: front(14), openS: 40, hole: [16, 25] }, 'data-gap'],
    ['a fault', { water: reading({ 12: 85.0 }, front(14)), openS: 40 }, 'sensor-fault'],
    [
      'low flow',
      { water: front(30), openS: 90, flowAt: Object.fromEntries(range(12, 90).map((s) => [s, 1])) },
      'low-flow',
    ],
  ])('stays one: %s that comes later is a note', (_, tap, note) => {
    const [closed] = closedDraws(tellLive(draw(edgeAt, tap)).map(({ event }) => event));
    expect(closed?.draw).toMatchObject({ outcome: 'missed', notes: [note] });
  });

  test('a crossing within a later gap has no time', () => {
    const [closed] = closedDraws(
      tellLive(draw(edgeAt, { water: front(14), openS: 40, hole: [12, 20] })).map(({ event }) => event),
    );
    expect(closed?.draw).toMatchObject({ outcome: 'missed', censored: true });
  });

  test('is withdrawn where the next sample shows that the tap had been closed by then', () => {
    const told = tellLive(draw(edgeAt, { water: cold, openS: 10 })).map(({ event }) => event);
    expect(told).toMatchObject([
      { type: 'draw-judged', draw: { outcome: 'missed' } },
      { type: 'draw-closed', draw: { outcome: 'excluded', reason: 'too-short' }, withdrawn: true },
    ]);
  });
});

test.each<[string, Tap]>([
  ['only a closed tap is heard, long after', { water: cold, openS: 9, hole: [10, 16], closedS: 15 }],
  ['a closed tap is heard, and flow again', { water: cold, openS: 30, hole: [10, 16], flowAt: { 17: 0 } }],
])('a miss that the timer told on a fresh sample stays one where afterwards %s', (_, tap) => {
  const told = tellLive(draw(edgeAt, tap)).map(({ event }) => event);
  expect(told).toMatchObject([
    { type: 'draw-judged', draw: { outcome: 'missed' } },
    { type: 'draw-closed', draw: { outcome: 'missed', censored: true, notes: ['data-gap'] } },
  ]);
  expect(told[1]).not.toHaveProperty('withdrawn');
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

// What holds for every trace, however odd.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WaterSample } from '../../../../gateway/domain/draw.ts';
import { createWarmUpDetector, type OutletEvent } from '../../../../gateway/domain/warm-up/detector.ts';
import { judgeTrace } from '../../../../gateway/domain/warm-up/judge-trace.ts';
import { aspeBands, house10s } from '../../../../gateway/domain/warm-up/presets.ts';
import { closedDraws, hotBranch, judgedDraws, mixedOutlet, outletWith, replay, silenceAfter } from './outlet.ts';
import { anyTrace } from './random-trace.ts';

const outlets = {
  'a prompt probe': outletWith(hotBranch, house10s, [aspeBands]),
  'a slow probe': outletWith({ ...hotBranch, tauS: 4.1 }),
  'a mixed outlet': outletWith(mixedOutlet),
};

/** Instants from 0 to 1: where between two samples time is told to pass. */
const instants = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });

describe.each(Object.entries(outlets))('for any trace of %s', (_, outlet) => {
  test('what timers say in between changes no record', () => {
    fc.assert(
      fc.property(anyTrace, instants, (trace, moments) => {
        const detector = createWarmUpDetector(outlet);
        const events: OutletEvent[] = [];
        trace.forEach((sample, index) => {
          events.push(...detector.accept(sample, 'device'));
          const nextAt = trace[index + 1]?.at ?? sample.at;
          const share = moments[index % moments.length] as number;
          events.push(...detector.passTime(sample.at + (nextAt - sample.at) * share));
        });
        events.push(...silenceAfter(detector, trace));
        expect(recordsOf(events)).toEqual(recordsOf(replay(trace, outlet)));
      }),
    );
  });

  test('a restart at any sample changes nothing', () => {
    fc.assert(
      fc.property(anyTrace, fc.nat(), (trace, place) => {
        const at = place % trace.length;
        const before = createWarmUpDetector(outlet);
        const events = trace.slice(0, at).flatMap((sample) => before.accept(sample, 'device'));
        const after = createWarmUpDetector(outlet, JSON.parse(JSON.stringify(before.snapshot())));
        expect(after.wakeAt()).toEqual(before.wakeAt());
        events.push(...trace.slice(at).flatMap((sample) => after.accept(sample, 'device')));
        expect([...events, ...silenceAfter(after, trace)]).toEqual(replay(trace, outlet));
      }),
    );
  });

  test('a sample sent again changes nothing', () => {
    fc.assert(
      fc.property(anyTrace, fc.array(fc.nat(), { maxLength: 5 }), (trace, places) => {
        const again = new Set(places.map((place) => place % trace.length));
        const doubled = trace.flatMap((sample, i) => (again.has(i) ? [sample, { ...sample }] : [sample]));
        expect(replay(doubled, outlet)).toEqual(replay(trace, outlet));
      }),
    );
  });

  test('the hour of the day is nothing to the verdict', () => {
    fc.assert(
      fc.property(anyTrace, fc.integer({ min: -1e9, max: 1e9 }), (trace, ms) => {
        const shifted = trace.map((sample) => ({ ...sample, at: sample.at + ms }));
        const earlier = (at: number | undefined) => (at === undefined ? undefined : at - ms);
        const moved = recordsOf(replay(shifted, outlet)).map(({ draw, curve }) => ({
          draw: { ...draw, id: '', startedAt: earlier(draw.startedAt), endedAt: earlier(draw.endedAt) },
          curve,
        }));
        expect(moved.map(roundSeconds)).toEqual(
          recordsOf(replay(trace, outlet)).map(({ draw, curve }) => roundSeconds({ draw: { ...draw, id: '' }, curve })),
        );
      }),
    );
  });

  test('every draw is closed once, every miss told at most once, and one that is told stands or is withdrawn', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const events = replay(trace, outlet);
        const closed = closedDraws(events);
        expect(new Set(closed.map(({ draw }) => draw.id)).size).toBe(closed.length);
        const told = judgedDraws(events);
        expect(new Set(told.map(({ draw }) => draw.id)).size).toBe(told.length);
        for (const { draw } of told) {
          expect(draw.outcome).toBe('missed');
          const end = closed.find((one) => one.draw.id === draw.id);
          expect(end?.withdrawn ?? false).toBe(end?.draw.outcome !== 'missed');
        }
      }),
    );
  });

  test('a stored trace judged again gives the recorded verdicts', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        expect(judgeTrace(outlet, trace).map(({ draw, curve }) => ({ draw, curve }))).toEqual(
          recordsOf(replay(trace, outlet)),
        );
      }),
    );
  });
});

test('no trace of samples alone ever withdraws a miss', () => {
  fc.assert(
    fc.property(anyTrace, (trace: WaterSample[]) => {
      const detector = createWarmUpDetector(outletWith());
      const events = trace.flatMap((sample) => detector.accept(sample, 'device'));
      expect(closedDraws(events).filter(({ withdrawn }) => withdrawn)).toEqual([]);
    }),
  );
});

function recordsOf(events: readonly OutletEvent[]) {
  return closedDraws(events).map(({ draw, curve }) => ({ draw, curve }));
}

/** Instants far from zero leave less room behind the point. */
function roundSeconds<T>(record: T): T {
  return JSON.parse(
    JSON.stringify(record, (_, value) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value)),
  );
}

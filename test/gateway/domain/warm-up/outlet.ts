// One outlet under test, and two ways of feeding it: live, with time passing between samples, and as a replay of samples alone.
import type { DeviceId } from '../../../../devices/identifiers.ts';
import type { WaterSample } from '../../../../gateway/domain/draw.ts';
import type { SensorRecord } from '../../../../gateway/domain/property.ts';
import type { WarmUpStandard } from '../../../../gateway/domain/standard.ts';
import {
  createWarmUpDetector,
  type OutletEvent,
  type WarmUpDetector,
} from '../../../../gateway/domain/warm-up/detector.ts';
import type { Outlet } from '../../../../gateway/domain/warm-up/outlet-state.ts';
import { defaultPrimary } from '../../../../gateway/domain/warm-up/presets.ts';

export const hotBranch: SensorRecord = { point: 'hot-branch', tauS: 0, resolutionC: 0 };
export const mixedOutlet: SensorRecord = { ...hotBranch, point: 'mixed-outlet' };
export const coldBranch: SensorRecord = { ...hotBranch, point: 'cold-branch' };

export function outletWith(
  sensor: SensorRecord = hotBranch,
  standard: WarmUpStandard = defaultPrimary[sensor.point],
  otherStandards: readonly WarmUpStandard[] = [],
): Outlet {
  return { device: 'hw-1203' as DeviceId, sensor, standard, otherStandards };
}

export type ClosedDraw = Extract<OutletEvent, { type: 'draw-closed' }>;
export type JudgedDraw = Extract<OutletEvent, { type: 'draw-judged' }>;
export type Failure = Extract<OutletEvent, { type: 'duty-failed' }>;

export const closedDraws = (events: readonly OutletEvent[]) =>
  events.filter((event): event is ClosedDraw => event.type === 'draw-closed');
export const judgedDraws = (events: readonly OutletEvent[]) =>
  events.filter((event): event is JudgedDraw => event.type === 'draw-judged');
export const failures = (events: readonly OutletEvent[]) =>
  events.filter((event): event is Failure => event.type === 'duty-failed');

/** Long after the last sample: nothing is awaited any more. */
const longAfterMs = 3_600_000;

export function replay(samples: readonly WaterSample[], outlet: Outlet = outletWith()): OutletEvent[] {
  const detector = createWarmUpDetector(outlet);
  const events = samples.flatMap((sample) => detector.accept(sample, 'device'));
  return [...events, ...silenceAfter(detector, samples)];
}

/** Each timer rings when it is due, unless the next sample comes first; `tickMs` more calls come in between. */
export function live(samples: readonly WaterSample[], outlet: Outlet = outletWith(), tickMs = 250): OutletEvent[] {
  const detector = createWarmUpDetector(outlet);
  const events: OutletEvent[] = [];
  samples.forEach((sample, index) => {
    events.push(...detector.accept(sample, 'device'));
    const nextAt = samples[index + 1]?.at ?? sample.at;
    for (let now = sample.at + tickMs; now < nextAt; now += tickMs) {
      const wakeAt = detector.wakeAt();
      if (wakeAt !== undefined && wakeAt <= now) events.push(...detector.passTime(wakeAt));
      events.push(...detector.passTime(now));
    }
  });
  return [...events, ...silenceAfter(detector, samples)];
}

/** The timers alone, until none is set. */
export function silenceAfter(detector: WarmUpDetector, samples: readonly WaterSample[]): OutletEvent[] {
  const events: OutletEvent[] = [];
  const until = (samples.at(-1)?.at ?? 0) + longAfterMs;
  for (let wakeAt = detector.wakeAt(); wakeAt !== undefined && wakeAt <= until; wakeAt = detector.wakeAt()) {
    events.push(...detector.passTime(wakeAt));
  }
  return events;
}

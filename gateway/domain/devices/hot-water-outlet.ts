// A hot-water sensor at one outlet: its samples go to the detector, whose device time is kept in step with the hub's.
import type { WaterSample } from '../draw.ts';
import type { Sample } from '../inputs.ts';
import type { MeasuringPoint, SensorRecord } from '../property.ts';
import type { WarmUpStandard } from '../standard.ts';
import { createWarmUpDetector, type DrawMeasurement, type OutletEvent, type OutletState } from '../warm-up/detector.ts';
import { house10s, hseCold2Min, vdi60032Shower } from '../warm-up/presets.ts';
import type { Behaviour, BehaviourContext } from './behaviour.ts';
import type { Happening } from './happening.ts';

/** Where the property judges outlets of this point by nothing: no draw may be silently absent. */
const houseStandard: Readonly<Record<MeasuringPoint, WarmUpStandard>> = {
  'hot-branch': house10s,
  'mixed-outlet': vdi60032Shower,
  'cold-branch': hseCold2Min,
};

interface OutletSnapshot {
  detector: OutletState;
  heard?: { at: number; receivedAt: number };
  /** The miss that was told while the tap ran. */
  told?: { draw: string; judgedAt: number };
}

export function createHotWaterOutlet(context: BehaviourContext, restored?: unknown): Behaviour {
  const { record, space } = context;
  const sensor: SensorRecord = record.sensor ?? { point: 'hot-branch', tauS: 0, resolutionC: 0 };
  const [standard = houseStandard[sensor.point], ...otherStandards] = context.standards.filter(
    (one) => one.point === sensor.point,
  );
  const before = restored as OutletSnapshot | undefined;
  const detector = createWarmUpDetector({ device: record.id, sensor, standard, otherStandards }, before?.detector);
  let heard = before?.heard;
  let told = before?.told;

  /** The device's clock now, as far as its latest sample tells: how long the hub has listened since, added to what it said. */
  function deviceTime(now: number, listeningSince = 0): number {
    return heard === undefined ? now : heard.at + (now - Math.max(heard.receivedAt, listeningSince));
  }

  function placeDraw(measured: DrawMeasurement, judgedAt: number) {
    return {
      ...measured,
      space: space.id,
      judgedAt,
      ...(space.floor !== undefined && { floor: space.floor }),
      ...(space.riser !== undefined && { riser: space.riser }),
    };
  }

  function toHappening(event: OutletEvent, now: number): Happening {
    switch (event.type) {
      case 'draw-judged':
        told = { draw: event.draw.id, judgedAt: now };
        return { type: 'draw-judged', draw: placeDraw(event.draw, now) };
      case 'draw-closed': {
        const stands = told?.draw === event.draw.id && !event.withdrawn;
        const judgedAt = stands ? (told?.judgedAt ?? now) : now;
        return { type: 'draw-closed', draw: placeDraw(event.draw, judgedAt), curve: event.curve };
      }
      case 'duty-failed':
        return event;
    }
  }

  return {
    sample(sample, clock, now) {
      const events = detector.accept(toWaterSample(sample), clock);
      heard = { at: sample.at, receivedAt: now };
      return events.length === 0 ? [] : events.map((event) => toHappening(event, now));
    },
    event: () => [],
    timePassed: (now, listeningSince) =>
      detector.passTime(deviceTime(now, listeningSince)).map((event) => toHappening(event, now)),
    wakeAt(listeningSince) {
      const at = detector.wakeAt();
      if (at === undefined || heard === undefined) return undefined;
      return Math.max(heard.receivedAt, listeningSince) + (at - heard.at);
    },
    snapshot: (): OutletSnapshot => ({ detector: detector.snapshot(), ...(heard && { heard }), ...(told && { told }) }),
    expectTestDraw: (now, withinMs) => detector.expectTestDraw(deviceTime(now), deviceTime(now) + withinMs),
  };
}

function toWaterSample({ at, readings }: Sample): WaterSample {
  const { temperature, flow, flowing } = readings as { temperature: number | null; flow?: number; flowing?: boolean };
  const water: { -readonly [Part in keyof WaterSample]: WaterSample[Part] } = { at, temperatureC: temperature };
  if (flow !== undefined) water.flowLpm = flow;
  if (flowing !== undefined) water.flowing = flowing;
  return water;
}

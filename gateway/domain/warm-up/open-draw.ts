// One sample more of a draw that is running: what it adds to litres, water and curve, and whether a verdict is due.
import type { WaterSample } from '../draw.ts';
import { addPoint, correctLastPoint, toCurvePoint } from './curve.ts';
import { checkHygiene, checkScald } from './draw-duties.ts';
import type { DutyFailure } from './duties.ts';
import { litresBetween } from './flow.ts';
import { followWater, noteGap } from './judge.ts';
import type { Judge, OpenDraw, Outlet } from './outlet-state.ts';
import { readWater, slope, type WaterPoint } from './probe-lag.ts';
import { isBelievable, isFrozen, isTooFast, type Standstill } from './reading-faults.ts';
import { addInterval, isGap } from './sampling.ts';
import { meanFlowLpm, settleRunning, settleWithoutSample } from './verdict.ts';

/** Litres are asked for at a crossing, which a corrected reading may place two samples back. */
const meterKept = 3;
/** The curve stays whole this long after the limit of the slowest standard, seconds. */
const wholeAfterLimitS = 20;

export function beginDraw(sample: WaterSample, judges: Judge[], staffTest: boolean): OpenDraw {
  return {
    startedAt: sample.at,
    staffTest,
    flowSamples: 0,
    last: sample,
    aside: [],
    meter: sample.flowLpm === undefined ? [] : [{ at: sample.at, litres: 0 }],
    intervalsS: [],
    risingKPerS: 0,
    sensorFault: false,
    clockFault: false,
    gapSeen: false,
    judges,
    duties: {},
    curve: [],
    missTold: false,
  };
}

/** `standstill` is the probe's, this sample included. `flows`: false for a sample within a short drop-out. */
export function takeSample(
  draw: OpenDraw,
  outlet: Outlet,
  sample: WaterSample,
  standstill: Standstill,
  flows: boolean,
): DutyFailure[] {
  const { fastestKPerS, frozenAfterS } = outlet.standard;
  const gap = noteInterval(draw, sample);
  const reading = toReading(sample);
  const faulty =
    reading === undefined ||
    isTooFast(draw.reading, reading, fastestKPerS) ||
    isFrozen(standstill, sample.at, draw.startedAt, frozenAfterS);
  for (const judge of draw.judges) {
    settleRunning(judge, draw, outlet, sample.at);
    if (gap || faulty) settleWithoutSample(judge, draw, outlet, sample.at);
    if (gap) noteGap(judge);
  }
  if (gap) draw.gapSeen = true;
  if (faulty) draw.sensorFault = true;
  if (flows) draw.flowSamples += 1;
  addLitres(draw, sample);
  draw.last = sample;
  const failures = reading === undefined ? [] : addReading(draw, outlet, reading, gap);
  const slowest = Math.max(...draw.judges.map((judge) => judge.standard.limitS));
  addPoint(draw.curve, toCurvePoint(sample, draw.startedAt), slowest + wholeAfterLimitS);
  for (const judge of draw.judges) settleRunning(judge, draw, outlet, sample.at);
  return failures;
}

/** Whether the interval up to this sample is a gap. */
function noteInterval(draw: OpenDraw, sample: WaterSample): boolean {
  if (isEdge(draw, sample)) return false;
  const intervalS = (sample.at - draw.last.at) / 1000;
  const gap = isGap(intervalS, draw.intervalsS);
  if (!gap) addInterval(draw.intervalsS, intervalS);
  return gap;
}

function isEdge(draw: OpenDraw, sample: WaterSample): boolean {
  return sample.at === draw.last.at;
}

function toReading({ at, temperatureC }: WaterSample): WaterPoint | undefined {
  return isBelievable(temperatureC) ? { at, temperatureC } : undefined;
}

function addLitres(draw: OpenDraw, sample: WaterSample): void {
  const litres = litresBetween(draw.last, sample);
  const metered = draw.meter.at(-1);
  if (litres === undefined || metered === undefined) draw.meter = [];
  else if (!isEdge(draw, sample))
    draw.meter = [...draw.meter.slice(1 - meterKept), { at: sample.at, litres: metered.litres + litres }];
}

function addReading(draw: OpenDraw, outlet: Outlet, reading: WaterPoint, gap: boolean): DutyFailure[] {
  const { tauS, point } = outlet.sensor;
  const before = draw.water;
  const water = readWater(gap ? undefined : draw.reading, reading, tauS);
  draw.reading = reading;
  if (water === undefined) return [];
  draw.risingKPerS = before === undefined ? 0 : slope(before, water);
  draw.water = water;
  if (tauS > 0 && before !== undefined) correctLastPoint(draw.curve, draw.startedAt, before, water);
  for (const judge of draw.judges) followWater(judge, draw, water);
  if (draw.sensorFault) return [];
  const judgeable =
    !draw.clockFault && !draw.gapSeen && (meanFlowLpm(draw) ?? Infinity) >= outlet.standard.leastFlowLpm;
  return [
    ...checkScald(draw.duties, point, water),
    ...checkHygiene(draw.duties, point, water, draw.startedAt, judgeable),
  ];
}

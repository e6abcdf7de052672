// From what a judge has seen to a verdict, once: docs/warm-up.md, rules 7, 8, 9. Only what happened before counts.
import { type ExclusionReason, exclusionReasons } from '../draw.ts';
import { cannotBeInTime, limitAt, missWithoutSampleAt } from './miss-moment.ts';
import type { Judge, OpenDraw, Outlet, SettledVerdict } from './outlet-state.ts';
import { typicalIntervalS, uncertaintyS } from './sampling.ts';

/** The tap is still open; `flowSeenAt` is the latest instant at which water was seen to run. */
export function settleRunning(judge: Judge, draw: OpenDraw, outlet: Outlet, flowSeenAt: number): void {
  if (judge.verdict !== undefined || !isDraw(draw, outlet) || !isColdStartKnown(judge, draw)) return;
  const u = uncertaintyS(draw.intervalsS, outlet.sensor.tauS);
  const hot = judge.crossing.acceptedAt !== undefined;
  const late = flowSeenAt > limitAt(judge, draw) && cannotBeInTime(judge, draw, u) && isWarmWaterWanted(judge, outlet);
  if (hot || late) judge.verdict = decide(judge, draw, outlet, u, false);
}

/** Up to `until` no sample can be relied on: the word of the last one stands, where it was young enough to say a miss. */
export function settleWithoutSample(judge: Judge, draw: OpenDraw, outlet: Outlet, until: number): void {
  const at = missUnlessToldOtherwiseAt(judge, draw, outlet);
  if (at === undefined || at > until) return;
  const u = uncertaintyS(draw.intervalsS, outlet.sensor.tauS);
  judge.verdict = decide(judge, draw, outlet, u, false);
}

export function settleEnded(judge: Judge, draw: OpenDraw, outlet: Outlet): void {
  judge.verdict ??= decide(judge, draw, outlet, uncertaintyS(draw.intervalsS, outlet.sensor.tauS), true);
}

/** When the miss may be said although no sample comes; undefined where it may not, or the verdict is known. */
export function missUnlessToldOtherwiseAt(judge: Judge, draw: OpenDraw, outlet: Outlet): number | undefined {
  if (judge.verdict !== undefined || !isDraw(draw, outlet) || !isColdStartKnown(judge, draw)) return undefined;
  if (!isWarmWaterWanted(judge, outlet) || draw.aside.length > 0) return undefined;
  const u = uncertaintyS(draw.intervalsS, outlet.sensor.tauS);
  if (reasonFor(judge, draw, outlet, u, false) !== undefined) return undefined;
  return missWithoutSampleAt(judge, draw, u);
}

/** Less is noise: rule 1. */
export function isDraw(draw: OpenDraw, { standard }: Outlet): boolean {
  return draw.flowSamples >= standard.leastSamples && draw.last.at - draw.startedAt >= standard.leastSeconds * 1000;
}

/** L/min over the draw so far; undefined without a meter. */
export function meanFlowLpm(draw: OpenDraw): number | undefined {
  const metered = draw.meter.at(-1);
  return metered === undefined || metered.at === draw.startedAt
    ? undefined
    : metered.litres / ((metered.at - draw.startedAt) / 60_000);
}

function decide(judge: Judge, draw: OpenDraw, outlet: Outlet, u: number, ended: boolean): SettledVerdict {
  const reason = reasonFor(judge, draw, outlet, u, ended);
  const flow = meanFlowLpm(draw);
  const measured = { uncertaintyS: u, ...(flow !== undefined && { meanFlowLpm: flow }) };
  if (reason !== undefined) return { outcome: 'excluded', reason, ...measured };
  const hotAt = judge.crossing.acceptedAt;
  if (hotAt === undefined) return { outcome: 'missed', ...measured };
  const overS = (hotAt - limitAt(judge, draw)) / 1000;
  if (Math.abs(overS) <= u) return { outcome: 'inconclusive', ...measured };
  return { outcome: overS < 0 ? 'met' : 'missed', ...measured };
}

function reasonFor(
  judge: Judge,
  draw: OpenDraw,
  outlet: Outlet,
  u: number,
  ended: boolean,
): ExclusionReason | undefined {
  const { standard } = judge;
  const hot = judge.crossing.acceptedAt !== undefined;
  const applies: Record<ExclusionReason, boolean> = {
    commissioning: draw.startedAt < (outlet.sensor.commissionedAt ?? Number.NEGATIVE_INFINITY),
    'sensor-fault': draw.sensorFault,
    'clock-fault': draw.clockFault,
    'data-gap': judge.gap === 'before-crossing',
    'warm-start': !judge.coldStart,
    'too-short': ended && !hot && draw.last.at < limitAt(judge, draw) + u * 1000,
    'low-flow': (meanFlowLpm(draw) ?? standard.leastFlowLpm) < standard.leastFlowLpm,
    'no-hot-demand': !hot && !isWarmWaterWanted(judge, outlet),
  };
  return exclusionReasons.find((reason) => applies[reason]);
}

/** A mixed outlet may be opened for cold water; the miss is certain only once it was asked for warm. */
function isWarmWaterWanted(judge: Judge, outlet: Outlet): boolean {
  return outlet.sensor.point !== 'mixed-outlet' || judge.risen;
}

/** Cold already, or the window is over; one interval later, since corrected readings are stamped before their sample. */
function isColdStartKnown(judge: Judge, draw: OpenDraw): boolean {
  const overAt = draw.startedAt + (judge.standard.coldStartWindowS + typicalIntervalS(draw.intervalsS)) * 1000;
  return judge.coldStart || draw.last.at >= overAt;
}

// An open draw as the record that leaves the detector. A verdict is final; the time, the litres and the notes may still follow.
import type { Draw, ExclusionReason, Verdict } from '../draw.ts';
import { labelOf } from '../standards/service-standard.ts';
import type { Judge, OpenDraw, Outlet, SettledVerdict } from './outlet-state.ts';
import { uncertaintyS } from './sampling.ts';
import { meanFlowLpm } from './verdict.ts';

/** What the detector knows of a draw; place and hub time are added by who feeds it. */
export type DrawMeasurement = Omit<Draw, 'space' | 'floor' | 'riser' | 'judgedAt'>;

/** After these no time can be relied on. */
const timeless: ReadonlySet<ExclusionReason | undefined> = new Set(['sensor-fault', 'clock-fault', 'data-gap']);

export function recordDraw(draw: OpenDraw, outlet: Outlet, ended: boolean): DrawMeasurement {
  const [primary, ...others] = draw.judges as [Judge, ...Judge[]];
  const settled = primary.verdict ?? missSoFar(draw, outlet);
  const litres = litresOf(primary, draw);
  return {
    id: `${outlet.device}-${draw.startedAt}`,
    device: outlet.device,
    startedAt: draw.startedAt,
    ...(ended && { endedAt: draw.last.at }),
    ...(litres !== undefined && { litres }),
    ...(settled.meanFlowLpm !== undefined && { meanFlowLpm: settled.meanFlowLpm }),
    startTemperatureC: primary.startTemperatureC ?? null,
    chainedS: primary.chainedS,
    standard: labelOf(primary.standard),
    ...toVerdict(primary, settled, draw, ended),
    otherVerdicts: others.flatMap((judge) =>
      judge.verdict === undefined
        ? []
        : [{ standard: labelOf(judge.standard), ...toVerdict(judge, judge.verdict, draw, ended) }],
    ),
    notes: notesOn(draw, primary, settled),
    staffTest: draw.staffTest,
  };
}

/** Said at the limit by the timer, on the word of the last sample. */
function missSoFar(draw: OpenDraw, outlet: Outlet): SettledVerdict {
  const flow = meanFlowLpm(draw);
  return {
    outcome: 'missed',
    uncertaintyS: uncertaintyS(draw.intervalsS, outlet.sensor.tauS),
    ...(flow !== undefined && { meanFlowLpm: flow }),
  };
}

function toVerdict(judge: Judge, settled: SettledVerdict, draw: OpenDraw, ended: boolean): Verdict {
  const { outcome, reason } = settled;
  const seconds = timeless.has(reason) ? undefined : secondsToHot(judge, draw);
  const felt = outcome === 'inconclusive' || reason === 'warm-start';
  return {
    outcome,
    ...(reason !== undefined && { reason }),
    censored: outcome === 'missed' && ended && seconds === undefined,
    ...(seconds !== undefined && { seconds }),
    uncertaintyS: settled.uncertaintyS,
    ...(felt && { hotInTime: seconds !== undefined && seconds <= judge.standard.limitS }),
  };
}

function secondsToHot(judge: Judge, draw: OpenDraw): number | undefined {
  const { acceptedAt } = judge.crossing;
  if (acceptedAt === undefined || judge.crossedInGap) return undefined;
  return judge.chainedS + (acceptedAt - draw.startedAt) / 1000;
}

function litresOf(judge: Judge, draw: OpenDraw): number | undefined {
  const total = draw.meter.at(-1)?.litres;
  return judge.crossing.acceptedAt === undefined ? total : (judge.litresToHot ?? total);
}

/** What is true of the draw and did not decide it: it came too late for that. */
function notesOn(draw: OpenDraw, judge: Judge, settled: SettledVerdict): ExclusionReason[] {
  const flow = meanFlowLpm(draw);
  const seen: [ExclusionReason, boolean][] = [
    ['sensor-fault', draw.sensorFault],
    ['clock-fault', draw.clockFault],
    ['data-gap', draw.gapSeen],
    ['low-flow', flow !== undefined && flow < judge.standard.leastFlowLpm],
  ];
  return seen.filter(([reason, isSo]) => isSo && reason !== settled.reason).map(([reason]) => reason);
}

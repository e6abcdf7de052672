// The warm-up detector of one outlet: samples in, draws and failed duties out. docs/warm-up.md defines it. No clock, no
// I/O: the verdict on a draw follows from its samples alone, so that a replayed trace gives what was given live.
import type { CurvePoint, WaterSample } from '../draw.ts';
import type { TimeSource } from '../inputs.ts';
import { labelOf } from '../standards/service-standard.ts';
import { chainAfter, chainedSeconds } from './chain.ts';
import { addPoint, toCurvePoint } from './curve.ts';
import { type DrawMeasurement, recordDraw } from './draw-record.ts';
import type { DutyFailure } from './duties.ts';
import { flowsAtLeast } from './flow.ts';
import { drawEnded, watchIdle } from './idle-watch.ts';
import { createJudge, endWater, noteGap } from './judge.ts';
import { beginDraw, takeSample } from './open-draw.ts';
import { placeOf } from './order.ts';
import { newOutletState, type OpenDraw, type Outlet, type OutletState } from './outlet-state.ts';
import { followStandstill, type Standstill } from './reading-faults.ts';
import { isGap } from './sampling.ts';
import { isOverBy, missToTellAt, silenceEndsDrawAt } from './timing.ts';
import { isDraw, settleEnded, settleWithoutSample } from './verdict.ts';

export type { DrawMeasurement } from './draw-record.ts';
export type { OutletState } from './outlet-state.ts';

/** Any but `device` is too weak for a draw. */
export type SampleClock = TimeSource | 'replayed';

export type OutletEvent =
  /** A miss, as soon as it is certain; the tap still runs. */
  | { readonly type: 'draw-judged'; readonly draw: DrawMeasurement }
  /** Every draw, once, when it is over. */
  | {
      readonly type: 'draw-closed';
      readonly draw: DrawMeasurement;
      readonly curve: readonly CurvePoint[];
      /**
       * A miss was told on the word of the last sample, and the next one showed that the tap had been closed by then, or the
       * water hot: what happened before the verdict counts, even where it is heard after it. The outcome here stands.
       */
      readonly withdrawn?: true;
    }
  | DutyFailure;

export interface WarmUpDetector {
  /** One sample of the outlet, in arrival order. Any clock but the device's own is a `clock-fault` of the draw it touches. */
  accept(sample: WaterSample, clock: SampleClock): readonly OutletEvent[];
  /** No sample came, but device time is now `deviceNowAt` (Unix ms, estimated). */
  passTime(deviceNowAt: number): readonly OutletEvent[];
  /** Device time at which `passTime` is wanted next. Unix ms. */
  wakeAt(): number | undefined;
  /** A draw that begins between these instants (device clock, Unix ms) is the test an engineer asked for; the first one is. */
  expectTestDraw(requestedAt: number, expiresAt: number): void;
  /** JSON; a detector made with it goes on exactly where this one stands. */
  snapshot(): OutletState;
}

const samplesBeforeEdge = 3;
const longestBeforeEdgeMs = 60_000;
const nothing: readonly OutletEvent[] = [];

/** Throws where the standard is for another measuring point than the sensor's: its verdicts would mean nothing. */
export function createWarmUpDetector(outlet: Outlet, restored?: OutletState): WarmUpDetector {
  const { sensor, standard, device } = outlet;
  if (standard.point !== sensor.point) {
    throw new Error(
      `${device}: standard ${standard.id} is for a ${standard.point}, its sensor sits at a ${sensor.point}`,
    );
  }
  const standards = [standard, ...outlet.otherStandards.filter((one) => one.point === sensor.point)];
  let state: OutletState = restored === undefined ? newOutletState() : structuredClone(restored);

  function begin(sample: WaterSample): OpenDraw {
    const test = state.testDraw;
    const staffTest = test !== undefined && sample.at >= test.from && sample.at <= test.until;
    const judges = standards.map((one) =>
      // A test is to be a clean sample: it inherits no one's impatience.
      createJudge(one, staffTest ? 0 : chainedSeconds(state.chains[labelOf(one)], sample.at, one)),
    );
    const draw = beginDraw(sample, judges, staffTest);
    for (const idle of state.before) {
      if (sample.at - idle.at <= longestBeforeEdgeMs) draw.curve.push(toCurvePoint(idle, sample.at));
    }
    if (state.edgeUnseen === 'clock-fault') draw.clockFault = true;
    if (state.edgeUnseen === 'data-gap') markGap(draw);
    return draw;
  }

  function flow(sample: WaterSample, standstill: Standstill, clock: SampleClock): OutletEvent[] {
    const draw = state.draw ?? begin(sample);
    state.draw = draw;
    if (clock !== 'device') draw.clockFault = true;
    const events: OutletEvent[] = draw.aside.flatMap((before) => takeSample(draw, outlet, before, standstill, false));
    draw.aside = [];
    events.push(...takeSample(draw, outlet, sample, standstill, true));
    return events;
  }

  function idle(sample: WaterSample): OutletEvent[] {
    delete state.edgeUnseen;
    state.before = [...state.before.slice(1 - samplesBeforeEdge), sample];
    return watchIdle(state.idle, sample.at, sample.temperatureC);
  }

  function seeClosed(draw: OpenDraw, sample: WaterSample): void {
    if (draw.aside.length === 0 && brokeOff(draw, sample)) {
      for (const judge of draw.judges) settleWithoutSample(judge, draw, outlet, sample.at);
    }
    draw.aside.push(sample);
  }

  function close(draw: OpenDraw): OutletEvent[] {
    delete state.draw;
    state.before = draw.aside.slice(-samplesBeforeEdge);
    if (!isDraw(draw, outlet)) return [];
    if (brokeOff(draw, draw.aside[0])) markGap(draw);
    for (const judge of draw.judges) {
      endWater(judge);
      settleEnded(judge, draw, outlet);
      const chain = chainAfter(judge, draw);
      const label = labelOf(judge.standard);
      if (chain === undefined) delete state.chains[label];
      else state.chains[label] = chain;
    }
    for (const sample of draw.aside) addPoint(draw.curve, toCurvePoint(sample, draw.startedAt), 0);
    if (draw.staffTest) delete state.testDraw;
    if (state.standstill !== undefined) state.standstill = { ...state.standstill, drawBetween: true };
    state.idle = drawEnded(draw.last.at);
    const record = recordDraw(draw, outlet, true);
    const withdrawn = draw.missTold && record.outcome !== 'missed';
    return [{ type: 'draw-closed', draw: record, curve: draw.curve, ...(withdrawn && { withdrawn }) }];
  }

  /** The tap was seen closed, or samples stopped while water ran: then what is missing cannot be judged. */
  function closeOver(draw: OpenDraw, at: number): OutletEvent[] {
    if (draw.aside.length > 0) return close(draw);
    for (const judge of draw.judges) settleWithoutSample(judge, draw, outlet, at);
    markGap(draw);
    state.edgeUnseen = 'data-gap';
    return close(draw);
  }

  /** Instants of before mean nothing any more. */
  function setClockBack(): OutletEvent[] {
    const { draw } = state;
    const running = draw !== undefined && draw.aside.length === 0;
    if (draw !== undefined) draw.clockFault = true;
    const events = draw === undefined ? [] : close(draw);
    state = { ...newOutletState(), ...(running && { edgeUnseen: 'clock-fault' }) };
    return events;
  }

  function tellMiss(): OutletEvent[] {
    const { draw } = state;
    if (draw === undefined || draw.missTold || draw.judges[0]?.verdict?.outcome !== 'missed') return [];
    draw.missTold = true;
    return [{ type: 'draw-judged', draw: recordDraw(draw, outlet, false) }];
  }

  function follow(sample: WaterSample, clock: SampleClock): OutletEvent[] {
    const events: OutletEvent[] = [];
    if (state.draw !== undefined && isOverBy(sample.at, state.draw, state, outlet)) {
      events.push(...closeOver(state.draw, sample.at));
    }
    const standstill = followStandstill(state.standstill, sample.at, sample.temperatureC);
    state.standstill = standstill;
    const leastLpm = state.draw === undefined ? standard.startFlowLpm : standard.stopFlowLpm;
    if (flowsAtLeast(sample, leastLpm)) events.push(...flow(sample, standstill, clock));
    else if (state.draw === undefined) events.push(...idle(sample));
    else seeClosed(state.draw, sample);
    state.last = sample;
    return events;
  }

  return {
    accept(sample, clock) {
      switch (placeOf(sample, state)) {
        case 'resend':
          return nothing;
        case 'straggler':
          if (state.draw !== undefined) state.draw.clockFault = true;
          return nothing;
        case 'set-back':
          return [...setClockBack(), ...follow(sample, clock), ...tellMiss()];
        case 'next': {
          const events = follow(sample, clock);
          return state.draw === undefined ? events : [...events, ...tellMiss()];
        }
      }
    },
    passTime(deviceNowAt) {
      const { draw } = state;
      if (draw === undefined) return nothing;
      if (deviceNowAt >= silenceEndsDrawAt(draw, state)) return closeOver(draw, deviceNowAt);
      const missAt = missToTellAt(draw, outlet);
      if (missAt === undefined || deviceNowAt < missAt) return nothing;
      draw.missTold = true;
      return [{ type: 'draw-judged', draw: recordDraw(draw, outlet, false) }];
    },
    wakeAt() {
      const { draw } = state;
      if (draw === undefined) return undefined;
      return Math.min(missToTellAt(draw, outlet) ?? Number.POSITIVE_INFINITY, silenceEndsDrawAt(draw, state));
    },
    expectTestDraw(requestedAt, expiresAt) {
      state.testDraw = { from: requestedAt, until: expiresAt };
    },
    snapshot: () => structuredClone(state),
  };
}

/** How long water still ran is unknown, and whether it got hot, where samples are missing up to the closed tap. */
function brokeOff(draw: OpenDraw, firstAside: WaterSample | undefined): boolean {
  return firstAside !== undefined && isGap((firstAside.at - draw.last.at) / 1000, draw.intervalsS);
}

/** Samples are missing within the draw. */
function markGap(draw: OpenDraw): void {
  draw.gapSeen = true;
  for (const judge of draw.judges) noteGap(judge);
}

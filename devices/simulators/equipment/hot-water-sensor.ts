// A hot-water sensor at one outlet. It wakes at the flow edge, samples once a second while water flows and a little after, and
// seldom otherwise. It knows its probe's reading and its flow meter; what the water truly did goes to the recorder alone.
import type { HotelClock } from '../hotel-clock.ts';
import type { DeviceLink } from '../network/device-link.ts';
import type { DeviceTime } from '../network/device-time.ts';
import { nextTurn, type Pace } from '../pace.ts';
import type { Random } from '../random.ts';
import type { DrawRecorder } from '../truth/draw-recorder.ts';
import type { Demand, Outlet, WaterStep } from '../water/outlet.ts';
import { isWithin, type Period } from '../water/plant.ts';
import type { Probe, ProbeFault } from '../water/probe.ts';

export interface ProbeFailure extends Period {
  readonly fault: ProbeFault;
}

export interface PlannedDraw {
  readonly demand: Demand;
  readonly seconds: number;
  readonly cause: string;
}

export interface HotWaterSensor {
  start(): void;
  stop(): void;
  /** Opens the tap now. False where it is open already. */
  draw(planned: PlannedDraw): boolean;
  /** Loses power for a while: no samples, no connection. */
  reboot(offlineMs: number): void;
  idleEvery(ms: number): void;
}

/** After the tap closes, long enough that the end of the draw is seen. */
const afterglowMs = 5_000;

export function createHotWaterSensor(options: {
  readonly clock: HotelClock;
  readonly random: Random;
  readonly pace: Pace;
  readonly link: DeviceLink;
  readonly time: DeviceTime;
  readonly outlet: Outlet;
  readonly probe: Probe;
  readonly recorder: DrawRecorder;
  readonly failures: readonly ProbeFailure[];
  /** A switch instead of a meter: says only whether water flows. */
  readonly switchOnly: boolean;
}): HotWaterSensor {
  const { clock, random, pace, link, time, outlet, probe, recorder, failures } = options;
  const phaseMs = pace.spread ? random.integer(0, pace.idleMs - 1) : 0;
  let idleMs = pace.idleMs;
  let closedAt = Number.NEGATIVE_INFINITY;
  let downUntil = Number.NEGATIVE_INFINITY;
  /** A draw whose edge it slept through is not its to tell: it keeps silent until the tap is closed. */
  let missedTheEdge = false;
  let justBooted = false;
  let cancelSample = () => {};
  let cancelClose = () => {};

  const follow = (step: WaterStep) => {
    probe.follow(step.waterC, step.seconds);
    recorder.water(step.at, step.waterC);
  };

  /** The first conversion after power-on has not happened yet when it is read. */
  function faultNow(now: number): ProbeFault | undefined {
    if (justBooted) return 'power-on-85';
    return failures.find((period) => isWithin(period, now))?.fault;
  }

  function sample(stampedAt = time.stamp()): void {
    const now = clock.now();
    outlet.settle(now, follow);
    scheduleNext(now);
    if (now < downUntil || missedTheEdge) return;
    const fault = faultNow(now);
    justBooted = false;
    const flowLpm = outlet.flowLpm();
    if (flowLpm > 0) recorder.sampled(now, stampedAt, link.isOnline());
    if (fault !== undefined) recorder.faulty(now, fault);
    const flow = options.switchOnly
      ? { flowing: flowLpm > 0 }
      : { flow: Math.round(flowLpm * random.normal(1, 0.015) * 100) / 100 };
    link.sendSample({ at: stampedAt, temperature: probe.read(fault), ...flow });
  }

  function scheduleNext(now: number): void {
    cancelSample();
    const isBusy = outlet.flowLpm() > 0 || now - closedAt < afterglowMs;
    cancelSample = clock.schedule(isBusy ? now + pace.flowMs : nextTurn(now, idleMs, phaseMs), sample);
  }

  function close(): void {
    outlet.settle(clock.now(), follow);
    outlet.close();
    closedAt = clock.now();
    missedTheEdge = false;
    recorder.end();
  }

  return {
    start: () => scheduleNext(clock.now()),
    stop() {
      cancelSample();
      cancelClose();
    },
    draw({ demand, seconds, cause }) {
      const now = clock.now();
      if (outlet.flowLpm() > 0) return false;
      outlet.settle(now, follow);
      outlet.open(demand);
      const stampedAt = time.stamp();
      recorder.begin({ at: now, stampedAt, flowLpm: demand.flowLpm, cause });
      missedTheEdge = now < downUntil;
      sample(stampedAt);
      cancelClose = clock.schedule(now + seconds * 1_000, close);
      return true;
    },
    reboot(offlineMs) {
      const now = clock.now();
      if (outlet.flowLpm() > 0) recorder.blind(now);
      downUntil = now + offlineMs;
      justBooted = true;
      link.drop(offlineMs);
      time.synchronise();
    },
    idleEvery(ms) {
      idleMs = ms;
      scheduleNext(clock.now());
    },
  };
}

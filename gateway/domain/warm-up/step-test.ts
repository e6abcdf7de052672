// Commissioning: the time constant of a first-order probe, from a step of temperature that a person made (probe from the cold
// beaker to the hot one). T(t) = end + (start - end) · exp(-(t - t0) / tau); nothing needs to know when t0 was.

export interface StepSample {
  /** Device clock, Unix ms. */
  readonly at: number;
  readonly temperatureC: number | null;
}

export interface StepFit {
  readonly tauS: number;
  readonly startC: number;
  /** Where the fitted curve ends, °C. */
  readonly endC: number;
  /** Root mean square distance of the samples from the fitted curve, K. */
  readonly residualK: number;
  /** How many samples of the step the fit stands on. */
  readonly samples: number;
}

/** Why a trace says nothing about the probe, with what to do about it. */
export interface NoStep {
  readonly reason: 'no-step' | 'too-few-samples' | 'not-settled' | 'not-first-order';
  readonly detail: string;
}

/** A smaller step drowns in a resolution of 0.1 to 0.5 K. */
const leastStepK = 10;
/** The fit begins where this share of the step is done: what comes before belongs to the hand, not to the probe. */
const fitFromShare = 0.1;
const leastSamples = 6;
/** The curve must have come this close to where it goes, as a share of the step. */
const settledShare = 0.05;
const residualShare = 0.04;
const shortestTauS = 0.2;
const longestTauS = 120;

/** `samples` in order of time; those without a temperature are left out. */
export function fitStep(samples: readonly StepSample[]): StepFit | NoStep {
  const points = samples.flatMap(({ at, temperatureC }) => (temperatureC === null ? [] : [{ at, temperatureC }]));
  const first = points[0];
  const last = points.at(-1);
  const stepK = first === undefined || last === undefined ? 0 : last.temperatureC - first.temperatureC;
  if (first === undefined || last === undefined || Math.abs(stepK) < leastStepK) {
    return {
      reason: 'no-step',
      detail: `expected a step of ${leastStepK} K or more, found ${round(Math.abs(stepK))} K`,
    };
  }
  const begin = points.findIndex(({ temperatureC }) => (temperatureC - first.temperatureC) / stepK >= fitFromShare);
  const step = points.slice(begin);
  const origin = step[0]?.at ?? first.at;
  const curve = step.map(({ at, temperatureC }) => ({ s: (at - origin) / 1000, temperatureC }));
  if (curve.length < leastSamples) {
    return {
      reason: 'too-few-samples',
      detail: `expected ${leastSamples} samples after the step or more, found ${curve.length}`,
    };
  }
  const tauS = bestTau(curve);
  const { endC, residualK } = fitLevels(curve, tauS);
  if (residualK > residualShare * Math.abs(stepK)) {
    return {
      reason: 'not-first-order',
      detail: `the samples lie ${round(residualK)} K beside a first-order curve: keep the probe still and try again`,
    };
  }
  if (Math.abs(endC - last.temperatureC) > settledShare * Math.abs(stepK)) {
    return {
      reason: 'not-settled',
      detail: 'the temperature was still changing at the end: leave the probe in longer',
    };
  }
  return {
    tauS: round(tauS),
    startC: first.temperatureC,
    endC: round(endC),
    residualK: round(residualK),
    samples: curve.length,
  };
}

type Curve = readonly { readonly s: number; readonly temperatureC: number }[];

/** The time constant with the least residual: a coarse look over all of them, then a golden section around the best. */
function bestTau(curve: Curve): number {
  const residualAt = (logTau: number) => fitLevels(curve, Math.exp(logTau)).residualK;
  const [low, high, looks] = [Math.log(shortestTauS), Math.log(longestTauS), 48];
  const stride = (high - low) / looks;
  const grid = Array.from({ length: looks + 1 }, (_, index) => low + index * stride);
  const best = grid.reduce((found, logTau) => (residualAt(logTau) < residualAt(found) ? logTau : found));
  return Math.exp(goldenSection(residualAt, best - stride, best + stride));
}

function goldenSection(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  while (high - low > 1e-4) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (f(left) < f(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

/** For a given tau the curve is linear in where it ends and how far it has to go: ordinary least squares. */
function fitLevels(curve: Curve, tauS: number): { endC: number; residualK: number } {
  const n = curve.length;
  const rows = curve.map(({ s, temperatureC }) => ({ x: Math.exp(-s / tauS), y: temperatureC }));
  const meanX = rows.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = rows.reduce((sum, { y }) => sum + y, 0) / n;
  const varianceX = rows.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const covariance = rows.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const slope = varianceX === 0 ? 0 : covariance / varianceX;
  const endC = meanY - slope * meanX;
  const squares = rows.reduce((sum, { x, y }) => sum + (y - endC - slope * x) ** 2, 0);
  return { endC, residualK: Math.sqrt(squares / n) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

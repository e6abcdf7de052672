// Watches one outlet from the inside and writes down each draw as it truly was, chains of given-up tries included. It sees the
// water and the device's mishaps, never a message.
import type { ProbeFault } from '../water/probe.ts';
import { acceptableVerdicts } from './acceptable-verdicts.ts';
import type { OwedVerdict, TrueDraw } from './true-draw.ts';
import type { Promised, TruePoint } from './true-verdict.ts';

export interface DrawRecorder {
  begin(draw: {
    readonly at: number;
    readonly stampedAt: number;
    readonly flowLpm: number;
    readonly cause: string;
  }): void;
  /** The true water while the tap is open. */
  water(at: number, waterC: number): void;
  /** A sample with flow was taken, and whether the device was online. */
  sampled(at: number, stampedAt: number, online: boolean): void;
  /** The sample just taken was nonsense. */
  faulty(at: number, fault: ProbeFault): void;
  /** The device took no samples from `at` on. */
  blind(at: number): void;
  end(): void;
  draws(): readonly TrueDraw[];
}

interface OpenDraw {
  readonly at: number;
  readonly stampedAt: number;
  readonly flowLpm: number;
  readonly cause: string;
  chainedS: number;
  readonly curve: TruePoint[];
  lastSampleAt: number | undefined;
  lastStampedAt: number;
  faultFromS: number | undefined;
  frozen: boolean;
  holeFromS: number | undefined;
  /** From here on samples went into the buffer of an offline device. */
  lateFromS: number | undefined;
}

interface Chain {
  readonly seconds: number;
  readonly endedAt: number;
  /** Whether the try was given up while cold: it may have been so short that no measurement can tell. */
  readonly unfinished: 'surely' | 'likely' | 'perhaps';
}

/** Rule 6; and what sampling can do to the pause that is measured. */
const chainWithinS = 60;
const chainDoubtS = 2.5;
/** Rule 8: a probe that stands still is found out after this, with flow in between. */
const frozenAfterMs = 10 * 60_000;
const anyVerdict: readonly OwedVerdict[] = [
  { outcome: 'met' },
  { outcome: 'missed' },
  { outcome: 'inconclusive' },
  { outcome: 'excluded' },
];
/** Beyond this second a draw is decided long since: its water need not be kept. */
const longestCurveS = 300;

export function createDrawRecorder(options: {
  readonly device: string;
  readonly space: string;
  readonly riser: string;
  readonly mixed: boolean;
  /** False for a switch, which knows no litres: low flow cannot be told. */
  readonly metered: boolean;
  readonly promised: Promised;
  /** u of rule 7, seconds. */
  readonly uncertaintyS: number;
}): DrawRecorder {
  const { promised } = options;
  const finished: TrueDraw[] = [];
  let open: OpenDraw | undefined;
  let chain: Chain | undefined;
  let lastFaultAt = Number.NEGATIVE_INFINITY;
  let frozenSince: number | undefined;
  let drewWhileFrozen = false;

  const secondsIn = (draw: OpenDraw, at: number) => (at - draw.at) / 1000;

  function judge(draw: OpenDraw, chainedS: number) {
    return acceptableVerdicts(
      {
        curve: draw.curve,
        flowingS: draw.lastSampleAt === undefined ? 0 : secondsIn(draw, draw.lastSampleAt),
        flowLpm: options.metered ? draw.flowLpm : Number.POSITIVE_INFINITY,
        mixed: options.mixed,
        chainedS,
        uncertaintyS: options.uncertaintyS,
        ...(draw.faultFromS === undefined ? {} : { faultFromS: draw.faultFromS }),
        ...(draw.holeFromS === undefined ? {} : { holeFromS: draw.holeFromS }),
      },
      promised,
    );
  }

  /** More than one where it cannot be told whether the try before still counts; the likelier first. */
  function possibleChains(draw: OpenDraw): readonly number[] {
    if (chain === undefined) return [0];
    const pauseS = (draw.at - chain.endedAt) / 1000;
    if (pauseS > chainWithinS + chainDoubtS) return [0];
    if (pauseS > chainWithinS || chain.unfinished === 'perhaps') return [0, chain.seconds];
    return chain.unfinished === 'surely' && pauseS < chainWithinS - chainDoubtS ? [chain.seconds] : [chain.seconds, 0];
  }

  /** What else the hub may say in good faith, from what it was told and when. */
  function doubts(draw: OpenDraw): readonly OwedVerdict[] {
    const doubted: OwedVerdict[] = [];
    if (draw.frozen && !isKnownFrozen(draw)) return anyVerdict;
    // The last idle reading before the edge may still be a code.
    if (draw.at - lastFaultAt < 180_000) doubted.push({ outcome: 'excluded', reason: 'sensor-fault' });
    if (draw.faultFromS !== undefined && draw.holeFromS !== undefined)
      doubted.push({ outcome: 'excluded', reason: 'data-gap' });
    // Cut off just before the limit, the hub says the miss of rule 9 by its last sample, and a miss once said is final.
    const limitS = promised.limitS - draw.chainedS;
    if (draw.lateFromS !== undefined && Math.abs(draw.lateFromS - (limitS - 1)) < 3)
      doubted.push({ outcome: 'missed' });
    return doubted;
  }

  function forgetFrozen(): void {
    frozenSince = undefined;
    drewWhileFrozen = false;
  }

  function isKnownFrozen(draw: OpenDraw): boolean {
    return frozenSince !== undefined && drewWhileFrozen && draw.at - frozenSince > frozenAfterMs;
  }

  function remember(draw: OpenDraw, verdicts: readonly OwedVerdict[]): void {
    const [likeliest, ...others] = verdicts.map(({ reason }) => reason === 'too-short');
    chain =
      draw.lastSampleAt === undefined || !(likeliest || others.includes(true))
        ? undefined
        : {
            seconds: draw.chainedS + secondsIn(draw, draw.lastSampleAt),
            endedAt: draw.lastSampleAt,
            unfinished: !likeliest ? 'perhaps' : others.includes(false) ? 'likely' : 'surely',
          };
  }

  return {
    begin({ at, stampedAt, flowLpm, cause }) {
      open = {
        at,
        stampedAt,
        flowLpm,
        cause,
        chainedS: 0,
        curve: [],
        lastSampleAt: undefined,
        lastStampedAt: stampedAt,
        faultFromS: undefined,
        frozen: false,
        holeFromS: undefined,
        lateFromS: undefined,
      };
    },
    water(at, waterC) {
      if (open === undefined) return;
      const s = secondsIn(open, at);
      if (s <= longestCurveS) open.curve.push({ s, waterC });
    },
    sampled(at, stampedAt, online) {
      if (open === undefined) return;
      open.lastSampleAt = at;
      open.lastStampedAt = stampedAt;
      if (!online) open.lateFromS ??= secondsIn(open, at);
    },
    faulty(at, fault) {
      if (fault === 'frozen') frozenSince ??= at;
      else lastFaultAt = at;
      if (open === undefined) return;
      open.faultFromS ??= secondsIn(open, at);
      open.frozen ||= fault === 'frozen';
    },
    blind(at) {
      if (open !== undefined) open.holeFromS ??= secondsIn(open, at);
    },
    end() {
      const draw = open;
      open = undefined;
      if (draw === undefined) return;
      const seen = draw.lastSampleAt !== undefined;
      const chains = possibleChains(draw);
      draw.chainedS = chains[0]!;
      const verdicts = chains.flatMap((seconds) => judge(draw, seconds));
      const verdict = verdicts[0]!;
      const acceptable = [...verdicts, ...doubts(draw)];
      if (seen) remember(draw, verdicts);
      if (draw.frozen) drewWhileFrozen = true;
      else if (seen) forgetFrozen();
      finished.push({
        ...verdict,
        device: options.device,
        space: options.space,
        riser: options.riser,
        cause: draw.cause,
        startedAt: draw.stampedAt,
        openedAt: draw.at,
        endedAt: draw.lastStampedAt,
        flowLpm: draw.flowLpm,
        chainedS: draw.chainedS,
        standard: promised.standard,
        acceptable,
        seen,
        late: draw.lateFromS !== undefined,
      });
    },
    draws: () => finished,
  };
}

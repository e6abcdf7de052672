// Watches one outlet from the inside and writes down each draw as it truly was, chains of given-up tries included. It sees the
// water and the device's mishaps, never a message.
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
  /** The sample just taken was nonsense; `frozen` shows only after a while. */
  faulty(at: number, frozenSince?: number): void;
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
  readonly curve: TruePoint[];
  lastSampleAt: number | undefined;
  lastStampedAt: number;
  faultFromS: number | undefined;
  frozenSince: number | undefined;
  holeFromS: number | undefined;
  late: boolean;
}

/** Rule 6; and what sampling can do to the pause that is measured. */
const chainWithinS = 60;
const chainDoubtS = 2.5;
/** Rule 8: a probe that stands still is found out after this, with flow in between. */
const frozenAfterMs = 10 * 60_000;
/** Beyond this second a draw is decided long since: its water need not be kept. */
const longestCurveS = 300;

export function createDrawRecorder(options: {
  readonly device: string;
  readonly space: string;
  readonly riser: string;
  readonly mixed: boolean;
  readonly promised: Promised;
  /** u of rule 7, seconds. */
  readonly uncertaintyS: number;
}): DrawRecorder {
  const { promised } = options;
  const finished: TrueDraw[] = [];
  let open: OpenDraw | undefined;
  let chain: { readonly seconds: number; readonly endedAt: number; readonly sure: boolean } | undefined;
  let lastFaultAt = Number.NEGATIVE_INFINITY;
  let frozenDrawAt: number | undefined;

  const secondsIn = (draw: OpenDraw, at: number) => (at - draw.at) / 1000;

  function judge(draw: OpenDraw, chainedS: number) {
    return acceptableVerdicts(
      {
        curve: draw.curve,
        flowingS: draw.lastSampleAt === undefined ? 0 : secondsIn(draw, draw.lastSampleAt),
        flowLpm: draw.flowLpm,
        mixed: options.mixed,
        chainedS,
        uncertaintyS: options.uncertaintyS,
        ...(draw.faultFromS === undefined ? {} : { faultFromS: draw.faultFromS }),
        ...(draw.holeFromS === undefined ? {} : { holeFromS: draw.holeFromS }),
      },
      promised,
    );
  }

  /** More than one where it cannot be told whether the try before still counts. */
  function possibleChains(draw: OpenDraw): readonly number[] {
    if (chain === undefined) return [0];
    const pauseS = (draw.at - chain.endedAt) / 1000;
    if (pauseS > chainWithinS + chainDoubtS) return [0];
    if (pauseS > chainWithinS) return [0, chain.seconds];
    return chain.sure && pauseS < chainWithinS - chainDoubtS ? [chain.seconds] : [chain.seconds, 0];
  }

  function doubts(draw: OpenDraw): readonly OwedVerdict[] {
    if (draw.frozenSince !== undefined) {
      const found = frozenDrawAt !== undefined && draw.at - draw.frozenSince > frozenAfterMs;
      frozenDrawAt = draw.at;
      if (!found)
        return [{ outcome: 'met' }, { outcome: 'missed' }, { outcome: 'inconclusive' }, { outcome: 'excluded' }];
    } else frozenDrawAt = undefined;
    // The last idle reading before the edge may still be a code.
    return draw.at - lastFaultAt < 180_000 ? [{ outcome: 'excluded', reason: 'sensor-fault' }] : [];
  }

  function remember(draw: OpenDraw, verdict: OwedVerdict, sure: boolean, chainedS: number): void {
    const unfinished = verdict.outcome === 'excluded' && verdict.reason === 'too-short';
    chain =
      unfinished && draw.lastSampleAt !== undefined
        ? { seconds: chainedS + secondsIn(draw, draw.lastSampleAt), endedAt: draw.lastSampleAt, sure }
        : undefined;
  }

  return {
    begin({ at, stampedAt, flowLpm, cause }) {
      open = {
        at,
        stampedAt,
        flowLpm,
        cause,
        curve: [],
        lastSampleAt: undefined,
        lastStampedAt: stampedAt,
        faultFromS: undefined,
        frozenSince: undefined,
        holeFromS: undefined,
        late: false,
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
      open.late ||= !online;
    },
    faulty(at, frozenSince) {
      if (frozenSince === undefined) lastFaultAt = at;
      if (open === undefined) return;
      open.faultFromS ??= secondsIn(open, at);
      open.frozenSince ??= frozenSince;
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
      const chainedS = chains[0]!;
      const verdicts = chains.flatMap((seconds) => judge(draw, seconds));
      const verdict = verdicts[0]!;
      const acceptable = [...verdicts, ...doubts(draw)];
      if (seen)
        remember(
          draw,
          verdict,
          verdicts.every((other) => other.reason === verdict.reason),
          chainedS,
        );
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
        chainedS,
        standard: promised.standard,
        acceptable,
        seen,
        late: draw.late,
      });
    },
    draws: () => finished,
  };
}

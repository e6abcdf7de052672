// Unfinished cold tries add their flowing seconds: impatience must not hide a failure. docs/warm-up.md, rule 6.
import type { WarmUpStandard } from '../standard.ts';
import type { Chain, Judge, OpenDraw } from './outlet-state.ts';

/** Seconds that a draw which begins now inherits. */
export function chainedSeconds(chain: Chain | undefined, startedAt: number, standard: WarmUpStandard): number {
  if (chain === undefined || startedAt - chain.endedAt > standard.chainWithinS * 1000) return 0;
  return chain.seconds;
}

/** What the draw that has just ended hands on; undefined where it was judged, or excluded for what it was. */
export function chainAfter(judge: Judge, draw: OpenDraw): Chain | undefined {
  if (judge.verdict?.reason !== 'too-short') return undefined;
  return { seconds: judge.chainedS + (draw.last.at - draw.startedAt) / 1000, endedAt: draw.last.at };
}

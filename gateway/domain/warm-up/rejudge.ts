// Stored draws judged again under another standard: what would have been. The record is read, never changed.
import type { CurvePoint, Draw, Verdict, WaterSample } from '../draw.ts';
import type { SensorRecord } from '../property.ts';
import type { WarmUpStandard } from '../standard.ts';
import { judgeTrace } from './judge-trace.ts';
import type { DrawCounts } from './statistics.ts';

export interface StoredDraw {
  readonly draw: Draw;
  readonly curve: readonly CurvePoint[];
}

export interface Rejudged {
  readonly draw: Draw;
  readonly after: Verdict;
}

/**
 * `stored`: draws of one outlet; together they are judged as one trace, so that impatient tries still chain. A draw that the
 * other standard's flow edges cut differently has no verdict beside its own and is left out.
 */
export function rejudge(
  sensor: SensorRecord,
  stored: readonly StoredDraw[],
  standard: WarmUpStandard,
): readonly Rejudged[] {
  const [first] = stored;
  if (first === undefined || sensor.point !== standard.point) return [];
  const outlet = { device: first.draw.device, sensor, standard, otherStandards: [] };
  const judged = new Map(judgeTrace(outlet, samplesOf(stored)).map(({ draw }) => [draw.id, draw]));
  return stored.flatMap(({ draw }) => {
    const after = judged.get(draw.id);
    return after === undefined ? [] : [{ draw, after }];
  });
}

/** In order of time, each instant once: the calm before one draw may be the end of the draw before it. */
function samplesOf(stored: readonly StoredDraw[]): WaterSample[] {
  const samples = new Map<number, WaterSample>();
  for (const { draw, curve } of stored) {
    for (const { s, temperatureC, flowLpm } of curve) {
      const at = draw.startedAt + Math.round(s * 1000);
      // A curve keeps no switch: it was on from the flow edge to the end.
      const flowing = s >= 0 && at <= (draw.endedAt ?? at);
      samples.set(at, { at, temperatureC, ...(flowLpm === undefined ? { flowing } : { flowLpm }) });
    }
  }
  return [...samples.values()].sort((one, other) => one.at - other.at);
}

/** The same counts that the history makes of recorded draws. */
export function countVerdicts(key: string, verdicts: readonly Verdict[]): DrawCounts {
  const count = (is: (verdict: Verdict) => boolean) => verdicts.filter(is).length;
  const times = verdicts
    .flatMap(({ outcome, seconds }) =>
      (outcome === 'met' || outcome === 'missed') && seconds !== undefined ? [seconds] : [],
    )
    .sort((one, other) => one - other);
  const atShare = (share: number) => times[Math.max(0, Math.ceil(share * times.length) - 1)];
  const [p50, p95] = [atShare(0.5), atShare(0.95)];
  return {
    key,
    met: count(({ outcome }) => outcome === 'met'),
    missed: count(({ outcome }) => outcome === 'missed'),
    inconclusive: count(({ outcome }) => outcome === 'inconclusive'),
    excluded: count(({ outcome }) => outcome === 'excluded'),
    warmStarts: count(({ reason }) => reason === 'warm-start'),
    hotInTime: count(wasHotInTime),
    ...(p50 !== undefined && { p50 }),
    ...(p95 !== undefined && { p95 }),
  };
}

function wasHotInTime({ outcome, reason, hotInTime }: Verdict): boolean {
  return outcome === 'met' || (hotInTime ?? reason === 'warm-start');
}

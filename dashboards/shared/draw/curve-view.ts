// What the picture of a draw shows: which stretch of it, which lines, where it crossed. Pure.
import type { CurvePoint, DrawBeside, DrawWithCurve } from '../../../gateway/api/contract/draw.ts';

export interface CurveView {
  /** Seconds from the flow edge. */
  readonly seconds: readonly [from: number, to: number];
  readonly temperatures: readonly [low: number, high: number];
  readonly highestFlow: number;
  /** What the verdict was read from: corrected where the probe is, else as it said. */
  readonly water: readonly { readonly s: number; readonly c: number | undefined }[];
  /** As the probe said it, where that is not the same line. */
  readonly probe: readonly { readonly s: number; readonly c: number | undefined }[];
  readonly flow: readonly { readonly s: number; readonly lpm: number }[];
  /** Where the limit lies on this draw's axis: a chained draw has used up part of it before. */
  readonly limitAt?: number;
  readonly crossing?: { readonly s: number; readonly c: number };
  /** The median of the outlet's latest draws; empty where there are too few. */
  readonly usual: readonly { readonly s: number; readonly c: number }[];
  /** °C; of a mixed outlet only. */
  readonly scaldC?: number;
  /** The draw goes on beyond what is shown. */
  readonly isCut: boolean;
}

/** The verdict falls in the first moments; of a long shower the rest is one flat line. */
const leastShownS = 20;
/** A probe at rest speaks every half minute: of what it said before the flow edge, only the last moment is shown. */
const shownBeforeS = 2;

export function curveView(draw: DrawWithCurve, whole: boolean, beside?: DrawBeside): CurveView {
  const { curve, promise, seconds, chainedSeconds } = draw;
  const first = curve[0]?.s ?? 0;
  const last = curve.at(-1)?.s ?? leastShownS;
  const limitAt = promise === null ? undefined : promise.limit - chainedSeconds;
  const crossingAt = seconds === null ? undefined : seconds - chainedSeconds;
  const shown = Math.max(leastShownS, (limitAt ?? 0) * 2, (crossingAt ?? 0) + 8);
  const to = whole ? last : Math.min(last, shown);
  const from = whole ? Math.min(0, first) : Math.max(first, -shownBeforeS);
  const inside = [...edgePoint(curve, from), ...curve.filter(({ s }) => s >= from && s <= to)];
  const usual = (beside?.usual.curve ?? []).flatMap(({ s, temperature }) => (s > to ? [] : [{ s, c: temperature }]));
  const scaldC = beside?.scald ?? undefined;
  const corrected = inside.some((point) => point.corrected !== null);
  const asProbe = inside.map(({ s, temperature }) => ({ s, c: temperature ?? undefined }));
  return {
    seconds: [Math.min(0, from), Math.max(to, limitAt ?? 0, 5)],
    temperatures: temperatureRange(inside, [promise?.target, scaldC, ...usual.map(({ c }) => c)]),
    highestFlow: Math.max(1, ...inside.map(({ flow }) => flow ?? 0)),
    water: corrected ? inside.map(({ s, corrected: c }) => ({ s, c: c ?? undefined })) : asProbe,
    probe: corrected ? asProbe : [],
    flow: inside.flatMap(({ s, flow }) => (flow === null ? [] : [{ s, lpm: flow }])),
    usual,
    isCut: to < last,
    ...(scaldC !== undefined && { scaldC }),
    ...(limitAt !== undefined && { limitAt }),
    ...(crossingAt !== undefined && promise !== null && { crossing: { s: crossingAt, c: promise.target } }),
  };
}

/** Where the line enters the picture: between the last point before its left edge and the first one after. */
function edgePoint(curve: readonly CurvePoint[], from: number): readonly CurvePoint[] {
  const after = curve.findIndex(({ s }) => s >= from);
  const [left, right] = [curve[after - 1], curve[after]];
  if (left === undefined || right === undefined) return [];
  const share = (from - left.s) / (right.s - left.s);
  const between = (one: number | null, other: number | null) =>
    one === null || other === null ? null : one + share * (other - one);
  return [
    {
      s: from,
      temperature: between(left.temperature, right.temperature),
      corrected: between(left.corrected, right.corrected),
      flow: left.flow,
    },
  ];
}

/** Whole tens around what was measured, what was promised and what is usual. Readings that no water has (power-on codes) stay outside. */
function temperatureRange(points: readonly CurvePoint[], beside: readonly (number | undefined)[]): [number, number] {
  const measured = points.flatMap(({ temperature, corrected }) => [temperature, corrected]);
  const plausible = [...measured, ...beside].filter((c): c is number => typeof c === 'number' && c >= 0 && c <= 90);
  if (plausible.length === 0) return [0, 60];
  return [Math.floor((Math.min(...plausible) - 2) / 10) * 10, Math.ceil((Math.max(...plausible) + 2) / 10) * 10];
}

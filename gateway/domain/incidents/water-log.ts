// The draws of the last days, outlet by outlet, as far as causes are read from them. A draw that was not judged counts too:
// it moved water, so the next one is not the first of its day. Recalled from the record; a restart changes nothing.
import type { Draw } from '../draw.ts';
import type { WarmUpStandard } from '../standard.ts';

/** How far back causes look, from the draw at hand, ms: a pattern of mornings needs several. */
export const causeLookBackMs = 72 * 60 * 60_000;

export interface OutletDraw {
  readonly draw: string;
  readonly device: string;
  readonly space: string;
  readonly floor?: string;
  readonly riser?: string;
  /** Device clock, Unix ms. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** `other`: excluded or inconclusive; it says nothing of the promise. */
  readonly outcome: 'met' | 'missed' | 'other';
  /** Flowed past the limit, and never got hot until the tap was closed. */
  readonly censored: boolean;
  readonly litres?: number;
  readonly flowLpm?: number;
}

export interface WaterLog {
  /** Once more where more is known of the same draw. */
  keep(draw: Draw): void;
  /** Of one outlet, the oldest first. */
  of(device: string): readonly OutletDraw[];
  /** Of all outlets together that `is` takes, in [from, to], the oldest first of each outlet. */
  select(from: number, to: number, is: (draw: OutletDraw) => boolean): readonly OutletDraw[];
}

/** Cold branches that are too warm have causes of their own. */
export function isHotWater(standards: ReadonlyMap<string, WarmUpStandard>, { standard }: Draw): boolean {
  return standards.get(standard)?.below !== true;
}

export function createWaterLog(recalled: readonly Draw[]): WaterLog {
  const byOutlet = new Map<string, OutletDraw[]>();

  function keep(draw: Draw): void {
    const kept = (byOutlet.get(draw.device) ?? []).filter(
      (one) => one.draw !== draw.id && one.startedAt >= draw.startedAt - causeLookBackMs,
    );
    const place = kept.findLastIndex((one) => one.startedAt <= draw.startedAt) + 1;
    byOutlet.set(draw.device, kept.toSpliced(place, 0, toOutletDraw(draw)));
  }

  for (const draw of recalled.toSorted((a, b) => a.startedAt - b.startedAt)) keep(draw);
  return {
    keep,
    of: (device) => byOutlet.get(device) ?? [],
    select: (from, to, is) =>
      [...byOutlet.values()].flatMap((draws) =>
        draws.filter((one) => one.startedAt >= from && one.startedAt <= to && is(one)),
      ),
  };
}

function toOutletDraw(draw: Draw): OutletDraw {
  const { outcome, floor, riser, litres, meanFlowLpm } = draw;
  return {
    draw: draw.id,
    device: draw.device,
    space: draw.space,
    startedAt: draw.startedAt,
    endedAt: draw.endedAt ?? draw.startedAt,
    outcome: outcome === 'met' || outcome === 'missed' ? outcome : 'other',
    censored: draw.censored,
    ...(floor !== undefined && { floor }),
    ...(riser !== undefined && { riser }),
    ...(litres !== undefined && { litres }),
    ...(meanFlowLpm !== undefined && { flowLpm: meanFlowLpm }),
  };
}

// What happens to a running draw although no sample comes. Samples have the last word; time only speaks where they are late.
import type { OpenDraw, Outlet, OutletState } from './outlet-state.ts';
import { missUnlessToldOtherwiseAt } from './verdict.ts';

/**
 * The miss must be out within 1 s of its moment (rule 9). The sample of this very instant, or the next one of a device that
 * samples twice a second, may still come and say that the tap was closed, or the water hot. The rest of the second is for
 * the way through commit and stream on a busy hub.
 */
const awaitSampleMs = 600;
/** With the tap seen closed, nothing but the next idle sample is awaited, and idle samples are 10 s apart. */
const closedSilenceMs = 10_000;
/**
 * With water running, silence is most often the network: the device comes back with what it kept, and the draw can still be
 * judged. No one waits for a `data-gap`, so the draw is kept open for as long as a reconnect or a restart of the hub takes.
 */
const runningSilenceMs = 60_000;

export function missToTellAt(draw: OpenDraw, outlet: Outlet): number | undefined {
  const [primary] = draw.judges;
  if (draw.missTold || primary === undefined) return undefined;
  const at = missUnlessToldOtherwiseAt(primary, draw, outlet);
  return at === undefined ? undefined : at + awaitSampleMs;
}

/** When the draw is over at the latest, whatever does not come. */
export function silenceEndsDrawAt(draw: OpenDraw, { last }: OutletState): number {
  const heardAt = last?.at ?? draw.last.at;
  return heardAt + (draw.aside.length > 0 ? closedSilenceMs : runningSilenceMs);
}

/** Whether a sample at `at` comes too late to belong to the draw: the tap has stayed closed, or nothing was heard for long. */
export function isOverBy(at: number, draw: OpenDraw, state: OutletState, { standard }: Outlet): boolean {
  const closedSince = draw.aside[0]?.at;
  if (closedSince !== undefined && at - closedSince >= standard.stopHoldS * 1000) return true;
  return at >= silenceEndsDrawAt(draw, state);
}

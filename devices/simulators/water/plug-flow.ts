// Water in a pipe as a row of plugs, inlet first. What goes in pushes the same volume out: volume is never made or lost.

export interface Plug {
  readonly litres: number;
  readonly temperatureC: number;
}

/** Inlet first, outlet last. */
export type Pipe = readonly Plug[];

/** Plugs closer than this in temperature are one plug, K. */
const sameWaterK = 0.2;

export const volume = (pipe: Pipe): number => pipe.reduce((litres, plug) => litres + plug.litres, 0);

/** The temperature after mixing all of it, °C. */
export function mixture(pipe: Pipe): number {
  return pipe.reduce((heat, plug) => heat + plug.litres * plug.temperatureC, 0) / volume(pipe);
}

/** Cuts the pipe `litres` behind its inlet. */
export function split(pipe: Pipe, litres: number): { readonly before: Pipe; readonly after: Pipe } {
  const before: Plug[] = [];
  let left = litres;
  for (const [index, plug] of pipe.entries()) {
    if (plug.litres > left) {
      if (left > 0) before.push({ ...plug, litres: left });
      return { before, after: [{ ...plug, litres: plug.litres - left }, ...pipe.slice(index + 1)] };
    }
    before.push(plug);
    left -= plug.litres;
  }
  return { before, after: [] };
}

/** Pushes water in at the inlet; as much leaves at the other end. */
export function push(pipe: Pipe, water: Plug): { readonly pipe: Pipe; readonly out: Pipe } {
  if (water.litres <= 0) return { pipe, out: [] };
  const { before, after } = split(joinAtInlet(pipe, water), volume(pipe));
  return { pipe: before, out: after };
}

/** Takes `litres` out of the side, `position` litres behind the inlet, and lets fresh water of `inletC` in. */
export function tap(
  pipe: Pipe,
  position: number,
  litres: number,
  inletC: number,
): { readonly pipe: Pipe; readonly takenC: number } {
  const { before, after } = split(pipe, position);
  const pushed = push(before, { litres, temperatureC: inletC });
  return { pipe: [...pushed.pipe, ...after], takenC: mixture(pushed.out) };
}

/** Each plug closes in on `towardsC` exponentially: standing water on its ambient, recirculated water on the plant. */
export function relax(pipe: Pipe, towardsC: number, timeConstantS: number, seconds: number): Pipe {
  if (seconds <= 0) return pipe;
  const kept = Math.exp(-seconds / timeConstantS);
  const relaxed: Plug[] = [];
  for (const { litres, temperatureC } of pipe) {
    const plug = { litres, temperatureC: towardsC + (temperatureC - towardsC) * kept };
    const last = relaxed.at(-1);
    if (last !== undefined && isSameWater(last, plug)) relaxed[relaxed.length - 1] = merge(last, plug);
    else relaxed.push(plug);
  }
  return relaxed;
}

const isSameWater = (a: Plug, b: Plug) => Math.abs(a.temperatureC - b.temperatureC) < sameWaterK;

const merge = (a: Plug, b: Plug): Plug => ({ litres: a.litres + b.litres, temperatureC: mixture([a, b]) });

function joinAtInlet(pipe: Pipe, water: Plug): Pipe {
  const first = pipe[0];
  return first !== undefined && isSameWater(first, water) ? [merge(first, water), ...pipe.slice(1)] : [water, ...pipe];
}

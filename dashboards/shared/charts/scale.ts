// From values to pixels, and round numbers to write along an axis.

export interface Scale {
  (value: number): number;
  readonly domain: readonly [low: number, high: number];
}

export function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain;
  const [from, to] = range;
  const span = high === low ? 1 : high - low;
  return Object.assign((value: number) => from + ((value - low) / span) * (to - from), { domain });
}

/** Round values within the domain, at most `most` of them: steps of 1, 2 or 5 times a power of ten. */
export function ticks([low, high]: readonly [number, number], most: number): readonly number[] {
  const rough = (high - low) / Math.max(1, most);
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? 10 * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** An SVG path through the points; a hole where a point has no value. */
export function linePath(points: readonly { readonly x: number; readonly y: number | undefined }[]): string {
  let pen = 'M';
  let path = '';
  for (const { x, y } of points) {
    if (y === undefined) {
      pen = 'M';
      continue;
    }
    path += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
    pen = 'L';
  }
  return path;
}

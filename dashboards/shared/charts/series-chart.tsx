// A reading over time: the mean as a line, the span between least and most as a band behind it.
import { usePage } from '../ui/page.ts';
import { linearScale, linePath, ticks } from './scale.ts';
import { useWidth } from './use-width.ts';

export interface SeriesPoint {
  /** Unix ms. */
  readonly at: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

const margin = { left: 36, right: 10, top: 10, bottom: 24 };
const height = 150;

export function SeriesChart({ points, label }: { readonly points: readonly SeriesPoint[]; readonly label: string }) {
  const { say } = usePage();
  const { box, width } = useWidth<HTMLDivElement>(640);
  const times = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1] as const;
  const values = [
    Math.min(...points.map(({ min }) => min)) - 1,
    Math.max(...points.map(({ max }) => max)) + 1,
  ] as const;
  const x = linearScale(times, [margin.left, width.value - margin.right]);
  const y = linearScale(values, [height - margin.bottom, margin.top]);
  const upper = linePath(points.map(({ at, max }) => ({ x: x(at), y: y(max) })));
  const lower = linePath([...points].reverse().map(({ at, min }) => ({ x: x(at), y: y(min) }))).replace('M', 'L');
  const hours = Array.from({ length: 4 }, (_, index) => times[0] + ((times[1] - times[0]) * (index + 0.5)) / 4);
  return (
    <div ref={box} class="curve">
      <svg width={width.value} height={height} viewBox={`0 0 ${width.value} ${height}`} role="img" aria-label={label}>
        <g class="axis">
          {ticks(values, 4).map((value) => (
            <g key={value}>
              <line x1={margin.left} x2={width.value - margin.right} y1={y(value)} y2={y(value)} />
              <text x={margin.left - 6} y={y(value) + 4} text-anchor="end">
                {say('number.whole', { n: value })}
              </text>
            </g>
          ))}
          {hours.map((at) => (
            <text key={at} x={x(at)} y={height - 6} text-anchor="middle">
              {say('time.clock', { at })}
            </text>
          ))}
        </g>
        <path class="series-band" d={`${upper}${lower}Z`} />
        <path class="series-line" d={linePath(points.map(({ at, mean }) => ({ x: x(at), y: y(mean) })))} />
      </svg>
    </div>
  );
}

// The picture of a draw: what the water did, against the target and the limit that it was judged by.
import type { DrawBeside, DrawWithCurve } from '../../../gateway/api/contract/draw.ts';
import { linearScale, linePath, ticks } from '../charts/scale.ts';
import { useWidth } from '../charts/use-width.ts';
import { usePage } from '../ui/page.ts';
import { type CurveView, curveView } from './curve-view.ts';

interface DrawCurveProps {
  readonly draw: DrawWithCurve;
  readonly beside?: DrawBeside | undefined;
  readonly whole: boolean;
  /** The sentence that says the same. */
  readonly label: string;
}

const margin = { left: 40, right: 14, top: 26, bottom: 30 };
const plotHeight = 240;
const flowHeight = 44;
const gap = 12;

export function DrawCurve({ draw, beside, whole, label }: DrawCurveProps) {
  const { box, width } = useWidth<HTMLDivElement>(640);
  const view = curveView(draw, whole, beside);
  const bottom = margin.top + plotHeight;
  const height = bottom + (view.flow.length > 0 ? gap + flowHeight : 0) + margin.bottom;
  const x = linearScale(view.seconds, [margin.left, width.value - margin.right]);
  const y = linearScale(view.temperatures, [bottom, margin.top]);
  // Zero degrees are a reading, and what a broken probe says most.
  const pointAt = ({ s, c }: CurveView['water'][number]) => ({
    x: x(s),
    y: c === undefined ? undefined : clampTo(y, c),
  });
  return (
    <div ref={box} class="curve">
      <svg width={width.value} height={height} viewBox={`0 0 ${width.value} ${height}`} role="img" aria-label={label}>
        <Axes view={view} x={x} y={y} bottom={height - margin.bottom} />
        <PromiseLines draw={draw} view={view} x={x} y={y} />
        <ScaldLine view={view} x={x} y={y} />
        <UsualLine view={view} draws={beside?.usual.draws ?? 0} x={x} y={y} />
        <path class="curve-probe" d={linePath(view.probe.map(pointAt))} />
        <path class="curve-water" d={linePath(view.water.map(pointAt))} />
        <Crossing draw={draw} view={view} x={x} y={y} />
        {view.flow.length > 0 && <Flow view={view} x={x} top={bottom + gap} />}
      </svg>
    </div>
  );
}

type PlotProps = {
  readonly view: CurveView;
  readonly x: ReturnType<typeof linearScale>;
  readonly y: ReturnType<typeof linearScale>;
};

/** A reading that no water has is drawn at the edge, not outside the picture. */
function clampTo(y: ReturnType<typeof linearScale>, c: number): number {
  return y(Math.min(Math.max(c, y.domain[0]), y.domain[1]));
}

function Axes({ view, x, y, bottom }: PlotProps & { readonly bottom: number }) {
  const { say } = usePage();
  const [left, right] = [x(x.domain[0]), x(x.domain[1])];
  return (
    <g class="axis">
      {ticks(view.temperatures, 6).map((c) => (
        <g key={c}>
          <line x1={left} x2={right} y1={y(c)} y2={y(c)} />
          <text x={left - 6} y={y(c) + 4} text-anchor="end">
            {say('number.whole', { n: c })}
          </text>
        </g>
      ))}
      {ticks(view.seconds, (right - left) / 55).map((s) => (
        <text key={s} x={x(s)} y={bottom + 16} text-anchor="middle">
          {say('number.seconds', { n: s })}
        </text>
      ))}
      <text x={4} y={14} class="axis-name">
        °C
      </text>
    </g>
  );
}

function PromiseLines({ draw, view, x, y }: PlotProps & { readonly draw: DrawWithCurve }) {
  const { say } = usePage();
  const { promise, uncertainty } = draw;
  if (promise === null || view.limitAt === undefined) return null;
  const [left, right, top, bottom] = [x(x.domain[0]), x(x.domain[1]), margin.top, margin.top + plotHeight];
  const limit = x(Math.max(view.limitAt, x.domain[0]));
  const band = [
    x(Math.max(view.limitAt - uncertainty, x.domain[0])),
    x(Math.min(view.limitAt + uncertainty, x.domain[1])),
  ] as const;
  const labelAtEnd = right - limit < 70;
  return (
    <g>
      <rect class="curve-late" x={limit} y={top} width={Math.max(0, right - limit)} height={bottom - top} />
      <rect class="curve-unsure" x={band[0]} y={top} width={Math.max(0, band[1] - band[0])} height={bottom - top} />
      <line class="curve-limit" x1={limit} x2={limit} y1={top} y2={bottom} />
      <text
        class="curve-label"
        x={limit + (labelAtEnd ? -5 : 5)}
        y={top - 6}
        text-anchor={labelAtEnd ? 'end' : 'start'}
      >
        {say('draw.limitLine', { limit: promise.limit })}
      </text>
      <line class="curve-target" x1={left} x2={right} y1={y(promise.target)} y2={y(promise.target)} />
      <text class="curve-label" x={left + 5} y={y(promise.target) - 6}>
        {say('draw.targetLine', { target: promise.target })}
      </text>
    </g>
  );
}

/** From here on a mixed outlet burns skin. */
function ScaldLine({ view: { scaldC }, x, y }: PlotProps) {
  const { say } = usePage();
  if (scaldC === undefined) return null;
  const right = x(x.domain[1]);
  return (
    <g>
      <line class="curve-scald" x1={x(x.domain[0])} x2={right} y1={y(scaldC)} y2={y(scaldC)} />
      <text class="curve-label" x={right - 5} y={y(scaldC) - 6} text-anchor="end">
        {say('draw.scaldLine', { scald: scaldC })}
      </text>
    </g>
  );
}

/** What this outlet's water usually does: thin, so that the draw itself is read first. */
function UsualLine({ view, draws, x, y }: PlotProps & { readonly draws: number }) {
  const { say } = usePage();
  const end = view.usual.at(-1);
  if (end === undefined) return null;
  return (
    <g>
      <path class="curve-usual" d={linePath(view.usual.map(({ s, c }) => ({ x: x(s), y: clampTo(y, c) })))} />
      <text class="curve-usual-label" x={x(end.s) - 4} y={clampTo(y, end.c) + 15} text-anchor="end">
        {say('draw.usualLine', { n: draws })}
      </text>
    </g>
  );
}

function Crossing({ draw, view, x, y }: PlotProps & { readonly draw: DrawWithCurve }) {
  const { say } = usePage();
  if (view.crossing === undefined || draw.seconds === null) return null;
  const [cx, cy] = [x(view.crossing.s), y(view.crossing.c)];
  const nearRight = x(x.domain[1]) - cx < 80;
  return (
    <g class={`curve-crossing is-${draw.outcome}`}>
      <line x1={cx} x2={cx} y1={cy} y2={margin.top + plotHeight} />
      <circle cx={cx} cy={cy} r={6} />
      <text x={cx + (nearRight ? -11 : 11)} y={cy + 18} text-anchor={nearRight ? 'end' : 'start'}>
        {say('draw.crossing', { seconds: draw.seconds })}
      </text>
    </g>
  );
}

function Flow({ view, x, top }: Pick<PlotProps, 'view' | 'x'> & { readonly top: number }) {
  const { say } = usePage();
  const base = top + flowHeight;
  const height = linearScale([0, view.highestFlow], [base, top + 12]);
  // A flow meter counts from sample to sample: steps, not slopes.
  const points = view.flow.flatMap(({ s, lpm }, index) => {
    const before = view.flow[index - 1];
    const point = { x: x(s), y: height(lpm) };
    return before === undefined ? [point] : [{ x: point.x, y: height(before.lpm) }, point];
  });
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
  return (
    <g class="curve-flow">
      <path d={`${linePath(points)}L${last} ${base}L${first} ${base}Z`} />
      <line x1={x(x.domain[0])} x2={x(x.domain[1])} y1={base} y2={base} />
      <text x={x(x.domain[0]) + 5} y={top + 8}>
        {say('draw.flowAxis', { flow: view.highestFlow })}
      </text>
    </g>
  );
}

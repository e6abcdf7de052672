// One reading over time on a canvas, with the marks of tasks and maintenance. Plots of one device share their cursor. Fetched
// only when a device is opened: nobody else pays for it.
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Telemetry } from '../../gateway/api/contract/telemetry.ts';
import type { HistoryMark, Span } from './history-marks.ts';

export interface PlotFacts {
  readonly points: Telemetry['series'][number]['points'];
  readonly marks: readonly HistoryMark[];
  readonly span: Span;
  readonly width: number;
  /** Of a share: it is seen how much of the whole is left. Unset: what was read fills the height. */
  readonly values?: readonly [low: number, high: number] | undefined;
  /** Plots with the same key move their cursors together. */
  readonly cursorKey: string;
  writeTime(at: number): string;
  writeValue(value: number): string;
}

const height = 132;
const hourS = 3_600;
/** A line stands at a round hour or day, not after so many thousand seconds. */
const roundSpansS = [1, 2, 3, 4, 6, 8, 12, 24, 48, 120, 240].map((hours) => hours * hourS);
/** No reading is told finer than a whole of its unit. */
const roundValues = [1, 2, 5, 10, 20, 50, 100];

/** @returns the way to take it away. */
export function drawPlot(box: HTMLElement, facts: PlotFacts): () => void {
  const { points, marks, span, width, values, cursorKey } = facts;
  const colour = (name: string) => getComputedStyle(box).getPropertyValue(name).trim();
  const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
  const plot = new UPlot(
    {
      width,
      height,
      legend: { show: false },
      cursor: { sync: { key: cursorKey }, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: [span.from / 1000, span.to / 1000] },
        ...(values !== undefined && { y: { range: [values[0], values[1]] } }),
      },
      axes: [
        {
          ...axis,
          values: (_plot, at) => at.map((s) => facts.writeTime(s * 1000)),
          incrs: roundSpansS,
          space: 90,
          size: 30,
        },
        { ...axis, values: (_plot, at) => at.map(facts.writeValue), incrs: roundValues, size: 44 },
      ],
      series: [
        {},
        { stroke: 'transparent', points: { show: false } },
        { stroke: 'transparent', points: { show: false } },
        { stroke: colour('--hot'), width: 2, points: { show: points.length < 3 } },
      ],
      bands: [{ series: [2, 1], fill: colour('--flow') }],
      hooks: { drawClear: [(drawn) => drawMarks(drawn, marks, colour('--unsure'), colour('--focus'))] },
    },
    [
      points.map(({ at }) => Date.parse(at) / 1000),
      points.map(({ min }) => min),
      points.map(({ max }) => max),
      points.map(({ mean }) => mean),
    ],
    box,
  );
  return () => plot.destroy();
}

function drawMarks({ ctx, bbox, valToPos }: UPlot, marks: readonly HistoryMark[], worked: string, task: string): void {
  const x = (at: number) => Math.min(Math.max(valToPos(at / 1000, 'x', true), bbox.left), bbox.left + bbox.width);
  ctx.save();
  for (const { from, until, kind } of marks) {
    ctx.fillStyle = kind === 'task' ? task : worked;
    const wide = until === undefined ? 2 : Math.max(2, x(until) - x(from));
    ctx.fillRect(x(from), bbox.top, wide, bbox.height);
  }
  ctx.restore();
}

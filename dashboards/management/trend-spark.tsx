// The last 30 days of a promise as a thin line, with its target: a day without a verdict is a gap, one alone between two
// gaps a dot.
import type { StandardBurn } from '../../gateway/api/contract/answer.ts';
import { shiftDay } from '../shared/time/hotel-day.ts';

const width = 72;
const height = 20;
const dots = 30;

interface TrendSparkProps {
  readonly days: StandardBurn['trend'];
  readonly targetShare: number;
}

export function TrendSpark({ days, targetShare }: TrendSparkProps) {
  const last = days.at(-1);
  if (days.length < 2 || last === undefined) return null;
  const byDay = new Map(days.map((one) => [one.day, one.met / (one.met + one.missed)]));
  const lowest = Math.min(targetShare, ...byDay.values());
  const x = (index: number) => 2 + (index / (dots - 1)) * (width - 4);
  const y = (share: number) => 2 + (1 - (share - lowest) / Math.max(0.001, 1 - lowest)) * (height - 4);
  const points = Array.from({ length: dots }, (_, index) => byDay.get(shiftDay(last.day, index - dots + 1)));
  const stroke = (isDrawn: (index: number) => boolean) =>
    points
      .map((share, index) => {
        if (share === undefined || !isDrawn(index)) return '';
        return `${points[index - 1] === undefined ? 'M' : 'L'}${x(index).toFixed(1)} ${y(share).toFixed(1)}h0`;
      })
      .join('');
  const isAlone = (index: number) => points[index - 1] === undefined && points[index + 1] === undefined;
  return (
    <svg class="trend" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line class="rate-target" x1={0} x2={width} y1={y(targetShare)} y2={y(targetShare)} />
      <path d={stroke((index) => !isAlone(index))} />
      <path class="trend-alone" d={stroke(isAlone)} />
    </svg>
  );
}

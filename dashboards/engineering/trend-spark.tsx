// The latest draws of one outlet as bars: which way it goes. A screen reader hears the numbers.
import { usePage } from '../shared/ui/page.ts';
import type { TrendPoint } from './fault-rows.ts';

const barWidth = 5;
const height = 20;
/** Taller says nothing more, seconds. */
const tallestS = 20;

export function TrendSpark({ trend }: { readonly trend: readonly TrendPoint[] }) {
  const { say } = usePage();
  if (trend.length === 0) return <span class="quiet">–</span>;
  const told = trend.map(({ seconds }) => (seconds === null ? '–' : say('number.tenths', { n: seconds })));
  const width = trend.length * barWidth;
  return (
    <svg
      class="spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say('faults.trendOf', { draws: told.join(say('list.separator')) })}
    >
      {trend.map(({ seconds, isMissed }, index) => {
        const tall = Math.max(2, (Math.min(seconds ?? tallestS, tallestS) / tallestS) * height);
        return (
          <rect
            key={index}
            class={isMissed ? 'spark-missed' : 'spark-met'}
            x={index * barWidth}
            y={height - tall}
            width={barWidth - 1}
            height={tall}
          />
        );
      })}
    </svg>
  );
}

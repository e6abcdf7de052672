// Day by day: the rate with its interval, the target, a hatched column where a day has no evidence, and an empty one where
// nothing was due. The table below says the same.
import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import { linearScale, ticks } from '../shared/charts/scale.ts';
import { useWidth } from '../shared/charts/use-width.ts';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { everyDayOf, standingOf, stateOfStanding } from './view-model.ts';

interface RateByDayProps {
  readonly rows: readonly ComplianceRow[];
  readonly targetShare: number;
  readonly chosen: string | undefined;
}

const margin = { left: 46, right: 12, top: 12, bottom: 26 };
const height = 200;
const labelWidth = 64;

export function RateByDay({ rows, targetShare, chosen }: RateByDayProps) {
  const { say } = usePage();
  const { box, width } = useWidth<HTMLElement>(900);
  const lowest = Math.min(targetShare - 0.1, ...rows.map((row) => row.low ?? 1));
  const floor = Math.max(0, Math.floor(lowest * 10) / 10);
  const y = linearScale([floor, 1], [height - margin.bottom, margin.top]);
  const days = everyDayOf(rows);
  const step = (width.value - margin.left - margin.right) / Math.max(1, days.length);
  const middleOf = (index: number) => margin.left + step * (index + 0.5);
  const everyNth = Math.ceil(labelWidth / step);
  return (
    <nav ref={box} class="curve by-day" aria-label={say('compliance.byDayChart')}>
      <svg width={width.value} height={height} viewBox={`0 0 ${width.value} ${height}`}>
        <title>{say('compliance.byDayChart')}</title>
        <defs>
          <pattern id="no-evidence" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line class="hatch" x1="0" x2="0" y1="0" y2="6" />
          </pattern>
        </defs>
        <g class="axis">
          {ticks([floor, 1], 4).map((share) => (
            <g key={share}>
              <line x1={margin.left} x2={width.value - margin.right} y1={y(share)} y2={y(share)} />
              <text x={margin.left - 6} y={y(share) + 4} text-anchor="end">
                {say('number.percent', { n: share })}
              </text>
            </g>
          ))}
        </g>
        <line
          class="rate-target"
          x1={margin.left}
          x2={width.value - margin.right}
          y1={y(targetShare)}
          y2={y(targetShare)}
        />
        {rows.map((row) => {
          const middle = middleOf(days.indexOf(row.key));
          return (
            <PlaceLink
              key={row.key}
              to={{ key: row.key }}
              class={`day is-rate-${stateOfStanding[standingOf(row, targetShare)]}${row.key === chosen ? ' is-chosen' : ''}`}
              aria-label={say('time.day', { at: Date.parse(row.key) })}
            >
              <rect
                class={row.rate === null ? 'day-empty' : 'day-hit'}
                x={middle - step / 2}
                y={margin.top}
                width={step}
                height={height - margin.top - margin.bottom}
              />
              {row.rate !== null && (
                <>
                  <line
                    class="rate-interval"
                    x1={middle}
                    x2={middle}
                    y1={y(row.low ?? row.rate)}
                    y2={y(row.high ?? row.rate)}
                  />
                  <circle class="rate-point" cx={middle} cy={y(row.rate)} r={5} />
                </>
              )}
            </PlaceLink>
          );
        })}
        {days.map(
          (day, index) =>
            index % everyNth === 0 && (
              <text key={day} class="axis-text" x={middleOf(index)} y={height - 8} text-anchor="middle">
                {say('time.dayShort', { at: Date.parse(day) })}
              </text>
            ),
        )}
      </svg>
    </nav>
  );
}

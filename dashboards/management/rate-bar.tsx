// A rate with its 95 % interval against the target, on a line from 0 to 100 %. The same numbers stand beside it as text.
import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import { standingOf, stateOfStanding } from './view-model.ts';

const width = 160;
const height = 18;
const inset = 6;

export function RateBar({ row, targetShare }: { readonly row: ComplianceRow; readonly targetShare: number }) {
  const x = (share: number) => inset + share * (width - 2 * inset);
  const middle = height / 2;
  return (
    <svg
      class={`rate-bar is-rate-${stateOfStanding[standingOf(row, targetShare)]}`}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <line class="rate-axis" x1={x(0)} x2={x(1)} y1={middle} y2={middle} />
      <line class="rate-target" x1={x(targetShare)} x2={x(targetShare)} y1={1} y2={height - 1} />
      {row.rate !== null && row.low !== null && row.high !== null && (
        <>
          <line class="rate-interval" x1={x(row.low)} x2={x(row.high)} y1={middle} y2={middle} />
          <circle class="rate-point" cx={x(row.rate)} cy={middle} r={4.5} />
        </>
      )}
    </svg>
  );
}

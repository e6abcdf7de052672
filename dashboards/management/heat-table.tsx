// The heatmap once more, as rows of figures: what a colour says is read out too.
import { useSignal } from '@preact/signals';
import { usePage } from '../shared/ui/page.ts';
import type { HeatmapGrid } from './heatmap-grid.ts';

interface HeatTableProps {
  readonly grid: HeatmapGrid;
  rowName(row: string): string;
}

export function HeatTable({ grid, rowName }: HeatTableProps) {
  const { say } = usePage();
  const isOpen = useSignal(false);
  return (
    <details
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{say('heat.asTable')}</summary>
      {isOpen.value && <Rows grid={grid} rowName={rowName} />}
    </details>
  );
}

function Rows({ grid: { days, rows, cellOf }, rowName }: HeatTableProps) {
  const { say } = usePage();
  const cells = days.flatMap((day) => rows.flatMap((row) => cellOf(day, row) ?? []));
  return (
    <table class="table heat-table">
      <thead>
        <tr>
          <th scope="col">{say('compliance.by.day')}</th>
          <th scope="col">{say('heat.rows')}</th>
          <th scope="col" class="number">
            {say('count.missed')}
          </th>
          <th scope="col" class="number">
            {say('count.met')}
          </th>
          <th scope="col" class="number">
            {say('heat.unjudged')}
          </th>
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={`${cell.day}/${cell.row}`}>
            <td>{say('time.day', { at: Date.parse(cell.day) })}</td>
            <td>{rowName(cell.row)}</td>
            <td class="number">{say('number.whole', { n: cell.missed })}</td>
            <td class="number">{say('number.whole', { n: cell.met })}</td>
            <td class="number">{say('number.whole', { n: cell.unjudged })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

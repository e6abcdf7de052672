// One promise by day and hour of the clock, or by day and floor: where misses gather shows as a row or a column. Each cell
// leads to what is behind it; the rows below say the same.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { HeatmapCell } from '../../gateway/api/contract/misses.ts';
import { moveFocus } from '../shared/ui/arrow-keys.ts';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { HeatTable } from './heat-table.tsx';
import { type HeatmapGrid, levelOf } from './heatmap-grid.ts';
import { nothingBehind } from './view-model.ts';

interface HeatmapProps {
  readonly grid: HeatmapGrid;
  readonly rows: 'hour' | 'floor';
}

export function Heatmap({ grid, rows }: HeatmapProps) {
  const { say, place } = usePage();
  const table = useRef<HTMLTableElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const first = firstCell(grid);
  // On a narrow screen the latest days are seen first: they are what is asked about.
  useLayoutEffect(() => scroll.current?.scrollTo({ left: scroll.current.scrollWidth }), [grid.days.length]);
  return (
    <section class="panel">
      <div class="panel-head heat-head">
        <h2>{say('heat.title')}</h2>
        <fieldset class="choice" aria-label={say('heat.rows')}>
          {(['hour', 'floor'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={rows === one} onClick={() => place.go({ heat: one })}>
              {say(`heat.by.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      <div ref={scroll} class="sideways">
        <table ref={table} class="heat" onKeyDown={(event) => moveFocus(table.current, 'a', event)}>
          <thead>
            <tr>
              <td />
              {grid.days.map((day) => (
                <th key={day} scope="col">
                  {say('time.dayShort', { at: Date.parse(day) })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.rows.map((row) => (
              <tr key={row}>
                <th scope="row">{rowName(row)}</th>
                {grid.days.map((day) => (
                  <td key={day}>
                    <Cell
                      cell={grid.cellOf(day, row)}
                      rows={rows}
                      name={rowName(row)}
                      isFirst={grid.cellOf(day, row) === first}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <HeatTable grid={grid} rowName={rowName} />
      <p class="quiet heat-legend">{say('heat.legend')}</p>
    </section>
  );

  function rowName(row: string): string {
    if (rows === 'hour') return say('heat.hour', { hour: row });
    return row === '' ? say('compliance.noPlace') : row;
  }
}

function firstCell({ days, rows, cellOf }: HeatmapGrid): HeatmapCell | undefined {
  for (const row of rows) {
    const found = days.map((day) => cellOf(day, row)).find((cell) => cell !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface CellProps {
  readonly cell: HeatmapCell | undefined;
  readonly rows: 'hour' | 'floor';
  readonly name: string;
  /** The one that Tab comes to. */
  readonly isFirst: boolean;
}

function Cell({ cell, rows, name, isFirst }: CellProps) {
  const { say } = usePage();
  const level = levelOf(cell);
  if (cell === undefined) return <span class="heat-cell is-heat-none" />;
  const target = { ...nothingBehind, by: 'day', key: cell.day, [rows]: cell.row };
  const label = say('heat.cell', {
    at: Date.parse(cell.day),
    name,
    met: cell.met,
    missed: cell.missed,
    unjudged: cell.unjudged,
  });
  return (
    <PlaceLink
      class={`heat-cell is-heat-${level}`}
      to={target}
      tabIndex={isFirst ? 0 : -1}
      title={label}
      aria-label={label}
    >
      {cell.missed > 0 ? say('number.whole', { n: cell.missed }) : level === 'unjudged' ? '…' : ''}
    </PlaceLink>
  );
}

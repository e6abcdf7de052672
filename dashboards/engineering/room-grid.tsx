// One cell a space, one stop of the Tab key for the whole grid, arrow keys inside. A floor is one component: that is what
// stays fluent with a thousand rooms.
import { useRef } from 'preact/hooks';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { moveFocus } from '../shared/ui/arrow-keys.ts';
import { usePage } from '../shared/ui/page.ts';
import { Sign } from '../shared/ui/sign.tsx';
import type { FloorRow, SpaceCell } from './view-model.ts';

/** `1203`, `L1`: a longer name gets the room of two cells. */
const longestCode = 6;

export function RoomGrid({ floors }: { readonly floors: readonly FloorRow[] }) {
  const grid = useRef<HTMLDivElement>(null);
  const { say } = usePage();
  return (
    <div
      ref={grid}
      class="room-grid"
      role="toolbar"
      aria-label={say('house.rooms')}
      onKeyDown={(event) => moveFocus(grid.current, '.cell', event)}
    >
      {floors.map((row, index) => (
        <Floor key={row.floor} row={row} first={index === 0} />
      ))}
    </div>
  );
}

function Floor({ row, first }: { readonly row: FloorRow; readonly first: boolean }) {
  const { say } = usePage();
  return (
    <section class="floor">
      <h3>{row.floor === '' ? say('house.noFloor') : say('house.floor', { floor: row.floor })}</h3>
      <div class="floor-cells">
        {row.cells.map((cell, index) => (
          <Cell key={cell.space} cell={cell} focusable={first && index === 0} />
        ))}
      </div>
    </section>
  );
}

function Cell({ cell, focusable }: { readonly cell: SpaceCell; readonly focusable: boolean }) {
  const { say, place, placeName } = usePage();
  const name = placeName(cell.space);
  const why = sayPhrase(say, cell.why);
  const label = say('house.cell', { space: name, state: say(`state.${cell.state}`), why });
  return (
    <button
      type="button"
      class={`cell is-${cell.state}${name.length > longestCode ? ' cell-long' : ''}`}
      tabIndex={focusable ? 0 : -1}
      aria-label={label}
      title={label}
      onClick={() => place.go({ device: cell.devices[0]?.device.id })}
    >
      <span>{name}</span>
      <Sign of={cell.state} />
    </button>
  );
}

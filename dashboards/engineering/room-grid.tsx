// One cell a space, one stop of the Tab key for the whole grid, arrow keys inside. A floor is one component: that is what
// stays fluent with a thousand rooms.
import { useRef } from 'preact/hooks';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import type { TaskBoard } from '../shared/task/task-board.ts';
import { isOver } from '../shared/task/task-card.ts';
import { usePage } from '../shared/ui/page.ts';
import { Sign } from '../shared/ui/sign.tsx';
import type { FloorRow, SpaceCell } from './view-model.ts';

interface RoomGridProps {
  readonly floors: readonly FloorRow[];
  readonly board: TaskBoard;
}

export function RoomGrid({ floors, board }: RoomGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const { say } = usePage();
  const taken = new Set(
    [...board.tasks.items.value.values()]
      .filter((task) => task.assignee !== null && !isOver(task))
      .map((task) => task.space),
  );
  return (
    <div
      ref={grid}
      class="room-grid"
      role="toolbar"
      aria-label={say('house.rooms')}
      onKeyDown={(event) => moveFocus(grid.current, event)}
    >
      {floors.map((row, index) => (
        <Floor key={row.floor} row={row} taken={taken} first={index === 0} />
      ))}
    </div>
  );
}

function Floor({
  row,
  taken,
  first,
}: {
  readonly row: FloorRow;
  readonly taken: ReadonlySet<string>;
  readonly first: boolean;
}) {
  const { say } = usePage();
  return (
    <section class="floor">
      <h3>{row.floor === '' ? say('house.noFloor') : say('house.floor', { floor: row.floor })}</h3>
      <div class="floor-cells">
        {row.cells.map((cell, index) => (
          <Cell key={cell.space} cell={cell} taken={taken.has(cell.space)} focusable={first && index === 0} />
        ))}
      </div>
    </section>
  );
}

function Cell({
  cell,
  taken,
  focusable,
}: {
  readonly cell: SpaceCell;
  readonly taken: boolean;
  readonly focusable: boolean;
}) {
  const { say, place } = usePage();
  const why = sayPhrase(say, cell.why);
  const label = say(taken ? 'house.cellTaken' : 'house.cell', {
    space: cell.space,
    state: say(`state.${cell.state}`),
    why,
  });
  return (
    <button
      type="button"
      class={`cell is-${cell.state}`}
      tabIndex={focusable ? 0 : -1}
      aria-label={label}
      title={label}
      onClick={() => place.go({ device: cell.devices[0]?.device.id })}
    >
      <span>{cell.space}</span>
      <span class="cell-signs">
        {taken && cell.state !== 'work' && <Sign of="work" />}
        <Sign of={cell.state} />
      </span>
    </button>
  );
}

/** Left and right along the cells, up and down by the eye: the nearest cell of the next row. */
function moveFocus(grid: HTMLElement | null, event: KeyboardEvent): void {
  const cells = [...(grid?.querySelectorAll<HTMLElement>('.cell') ?? [])];
  const at = cells.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const target = nextCell(cells, at, event.key);
  if (target === undefined) return;
  event.preventDefault();
  for (const cell of cells) cell.tabIndex = cell === target ? 0 : -1;
  target.focus();
}

function nextCell(cells: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  if (key === 'ArrowRight') return cells[at + 1];
  if (key === 'ArrowLeft') return cells[at - 1];
  if (key === 'Home') return cells[0];
  if (key === 'End') return cells.at(-1);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const here = cells[at]?.getBoundingClientRect();
  if (here === undefined) return undefined;
  const down = key === 'ArrowDown';
  const beyond = cells
    .map((cell) => ({ cell, box: cell.getBoundingClientRect() }))
    .filter(({ box }) => (down ? box.top >= here.bottom : box.bottom <= here.top));
  const distance = (box: DOMRect) => Math.abs(box.top - here.top) * 1000 + Math.abs(box.left - here.left);
  return beyond.sort((one, other) => distance(one.box) - distance(other.box))[0]?.cell;
}

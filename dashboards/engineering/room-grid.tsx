// One cell a space, one stop of the Tab key for the whole grid, arrow keys inside. A floor is one component; it and its cells are
// painted again only when something on them changed, and floors take turns: that is what stays fluent with a thousand rooms.
import { useMemo, useRef } from 'preact/hooks';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { moveFocus } from '../shared/ui/arrow-keys.ts';
import { usePage } from '../shared/ui/page.ts';
import { Sign } from '../shared/ui/sign.tsx';
import { cellLabel } from './cell-label.ts';
import { type Colouring, type PaintFacts, paintCell } from './cell-paint.ts';
import type { FloorRow, PlacedCell } from './floor-plan.ts';
import { createPaintTurns, type PaintTurns, useTurn } from './paint-turns.ts';

/** `1203`, `L1`: a longer name gets the room of two cells; a Chinese character is as wide as two letters. */
const longestCode = 6;
const isLong = (name: string) => name.replace(/\p{Script=Han}/gu, '  ').length > longestCode;
/** Where colours age by themselves they are looked at again this often, ms. */
const ageingMs = 5_000;

interface RoomGridProps {
  readonly floors: readonly FloorRow[];
  /** What heads the columns where risers stand under themselves. */
  readonly risers?: readonly string[] | undefined;
  readonly colouring: Colouring;
  readonly facts: PaintFacts;
}

export function RoomGrid({ floors, risers, colouring, facts }: RoomGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const { say, clock, place, placeName } = usePage();
  const columns = useMemo(() => risers && gridColumns(risers), [risers]);
  const turns = useMemo(createPaintTurns, []);
  const cellAt = (target: EventTarget | null) => {
    const element = (target as Element | null)?.closest<HTMLElement>('.cell');
    const cell = floors.flatMap(({ cells }) => cells).find(({ space }) => space === element?.dataset['space']);
    return { element, cell };
  };
  const nameAnew = (target: EventTarget | null) => {
    const { element, cell } = cellAt(target);
    if (!element || !cell) return;
    // The age in it would be painted every second: who looks at a cell is told it as it is now.
    element.ariaLabel = colouredLabel(cell, { colouring, facts: { ...facts, now: clock.read() } }, { say, placeName });
    element.title = element.ariaLabel;
  };
  return (
    <div
      ref={grid}
      class={`room-grid${risers === undefined ? '' : ' by-riser'}`}
      role="toolbar"
      aria-label={say('house.rooms')}
      onClick={({ target }) => {
        const { cell } = cellAt(target);
        if (cell) place.go({ device: cell.devices[0]?.device.id });
      }}
      onKeyDown={(event) => moveFocus(grid.current, '.cell', event)}
      onFocusIn={(event) => nameAnew(event.target)}
      onPointerOver={(event) => nameAnew(event.target)}
    >
      {risers && <RiserHeads risers={risers} />}
      {floors.map((row, index) => (
        <Floor
          key={row.floor}
          row={row}
          turns={turns}
          first={index === 0}
          columns={columns}
          colouring={colouring}
          facts={facts}
        />
      ))}
    </div>
  );
}

function RiserHeads({ risers }: { readonly risers: readonly string[] }) {
  const { say } = usePage();
  return (
    <div class="riser-heads" style={gridColumns(risers)} aria-hidden="true">
      {risers.map((riser, index) =>
        riser === risers[index - 1] ? null : (
          <span
            key={riser}
            style={{ gridColumn: `${index + 1} / span ${risers.filter((one) => one === riser).length}` }}
          >
            {riser === '' ? say('house.noRiser') : riser}
          </span>
        ),
      )}
    </div>
  );
}

interface FloorProps {
  readonly row: FloorRow;
  readonly turns: PaintTurns;
  readonly first: boolean;
  readonly columns: Columns | undefined;
  readonly colouring: Colouring;
  readonly facts: PaintFacts;
}

function Floor({ row: latest, turns, first, columns, colouring, facts }: FloorProps) {
  const { floor, shown: row } = useTurn(turns, latest);
  const ages = colouring === 'heard' ? Math.floor(facts.now / ageingMs) : 0;
  const coloursBy = colouring === 'p95' ? facts.today : colouring === 'firmware' ? facts.fleet : undefined;
  const coloured = useMemo(() => facts, [colouring, ages, coloursBy]);
  return (
    <section ref={floor} class="floor">
      <FloorCells row={row} first={first} columns={columns} colouring={colouring} facts={coloured} />
    </section>
  );
}

/** Who reads signals, as all do that speak, is not painted again while it is given the same. */
function FloorCells({ row, first, columns, colouring, facts }: Omit<FloorProps, 'turns'>) {
  const { say } = usePage();
  return (
    <>
      <h3>{row.floor === '' ? say('house.noFloor') : say('house.floor', { floor: row.floor })}</h3>
      <div class="floor-cells" style={columns}>
        {row.cells.map((cell, index) => (
          <Cell key={cell.space} cell={cell} focusable={first && index === 0} colouring={colouring} facts={facts} />
        ))}
      </div>
    </>
  );
}

interface CellProps {
  readonly cell: PlacedCell;
  readonly focusable: boolean;
  readonly colouring: Colouring;
  readonly facts: PaintFacts;
}

function Cell({ cell, focusable, colouring, facts: coloured }: CellProps) {
  const { say, clock, placeName } = usePage();
  const facts = { ...coloured, now: clock.read() };
  const name = placeName(cell.space);
  const { state, text } = paintCell(cell, colouring, facts);
  const label = colouredLabel(cell, { colouring, facts }, { say, placeName });
  const looks = [
    `cell is-${state}`,
    cell.column === undefined && isLong(name) && 'cell-long',
    cell.isMaintained && 'is-maintained',
    cell.incident !== undefined && 'is-muted',
  ];
  return (
    <button
      type="button"
      class={looks.filter(Boolean).join(' ')}
      data-space={cell.space}
      data-text={text && sayPhrase(say, text)}
      tabIndex={focusable ? 0 : -1}
      aria-label={label}
      style={cell.column === undefined ? undefined : { gridColumn: cell.column }}
    >
      {name}
      {cell.isMaintained && (
        <>
          <br />
          <Sign of="wrench" />
        </>
      )}
    </button>
  );
}

/** What colours the cell is in its name too, not for the eye alone. */
function colouredLabel(
  cell: PlacedCell,
  { colouring, facts }: Pick<CellProps, 'colouring' | 'facts'>,
  words: Parameters<typeof cellLabel>[2],
): string {
  const { say } = words;
  const label = cellLabel(cell, facts.now, words);
  const { text } = paintCell(cell, colouring, facts);
  if (text === undefined) return label;
  return say('house.cellColoured', { label, by: say(`house.colour.${colouring}`), text: sayPhrase(say, text) });
}

type Columns = Readonly<Record<'gridTemplateColumns', string>>;

/** Rooms have numbers; what stands on no riser has a name. */
function gridColumns(risers: readonly string[]): Columns {
  return { gridTemplateColumns: risers.map((riser) => (riser === '' ? '112px' : '64px')).join(' ') };
}

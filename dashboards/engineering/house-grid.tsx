// The grid with its choices and its filter: never a bare blank where a filter leaves nothing.
import { useRef } from 'preact/hooks';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { byUrgency, worstOf } from '../shared/ui/thing-state.ts';
import { useMedia } from '../shared/ui/use-media.ts';
import { type CellFilter, isWanted } from './cell-filter.ts';
import { colourings, type PaintFacts } from './cell-paint.ts';
import { createPlanner, type FloorRow, floorRows, gridOrders } from './floor-plan.ts';
import { FloorPicker, GridChoices } from './grid-choices.tsx';
import type { Plant } from './plant.ts';
import { RoomGrid } from './room-grid.tsx';
import type { SpaceCell } from './space-cell.ts';

/** There the grid opens floor by floor. */
const phone = '(max-width: 759px)';

interface HouseGridProps {
  readonly plant: Plant;
  readonly cells: ReadonlyMap<string, SpaceCell>;
  readonly filter: CellFilter | undefined;
  readonly facts: PaintFacts;
}

export function HouseGrid({ plant, cells, filter, facts }: HouseGridProps) {
  const { say, place } = usePage();
  const isNarrow = useMedia(phone);
  const planner = useRef(createPlanner());
  const before = useRef<readonly FloorRow[]>([]);
  const at = place.at.value;
  const order = gridOrders.find((one) => one === at.get('order')) ?? 'rooms';
  const colouring = colourings.find((one) => one === at.get('colour')) ?? 'state';
  const wanted =
    filter === undefined ? cells : new Map([...cells].filter(([, cell]) => isWanted(cell, filter, facts.today)));
  const plan = planner.current(plant.devices.items.value.values(), plant.spaces.value, order);
  const floors = floorRows(plan, wanted, before.current);
  before.current = floors;
  const filled = floors.filter((row) => row.cells.length > 0);
  const picked = isNarrow.value
    ? (filled.find(({ floor }) => floor === at.get('floor')) ?? worstFloor(filled))
    : undefined;
  return (
    <section class="panel">
      <h2>{say('house.rooms')}</h2>
      <GridChoices order={order} colouring={colouring} />
      {picked && <FloorPicker floors={filled} picked={picked.floor} />}
      {filled.length === 0 ? (
        <Notice state="silent">
          <p>{say(filter === undefined ? 'devices.none' : 'house.noneOfFilter', { filter: sayFilter(filter) })}</p>
          {filter !== undefined && (
            <button type="button" class="button" onClick={() => place.go({ show: undefined })}>
              {say('house.showAll')}
            </button>
          )}
        </Notice>
      ) : (
        <RoomGrid
          floors={picked === undefined ? filled : [picked]}
          risers={plan.risers}
          colouring={colouring}
          facts={facts}
        />
      )}
    </section>
  );

  function sayFilter(one: CellFilter | undefined): string {
    if (one === undefined) return '';
    return say(typeof one === 'string' ? `house.tile.${one}` : 'house.ofIncident');
  }
}

/** Where an engineer looks first. */
function worstFloor(floors: readonly FloorRow[]): FloorRow | undefined {
  const worst = (row: FloorRow) => worstOf(row.cells.map(({ state }) => state)) ?? 'ok';
  return [...floors].sort((one, other) => byUrgency(worst(one), worst(other)))[0];
}

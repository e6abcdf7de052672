// Where each space stands in the grid: by floor from the top down, its rooms in their order or each riser under itself. Pure.
// A plan is made anew only when a device moves, so that a thousand rooms are not sorted at every change.
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Space } from '../../gateway/api/contract/property.ts';
import { looksTheSame, type SpaceCell } from './space-cell.ts';

export const gridOrders = ['rooms', 'risers'] as const;
export type GridOrder = (typeof gridOrders)[number];

interface Spot {
  readonly space: string;
  /** From 1, the same for a riser on every floor; unset where rooms stand in their own order. */
  readonly column?: number;
}

interface PlannedFloor {
  /** Empty where no floor is set. */
  readonly floor: string;
  readonly spots: readonly Spot[];
}

export interface FloorPlan {
  readonly floors: readonly PlannedFloor[];
  /** What heads each column; empty for spaces without a riser. Unset where rooms stand in their own order. */
  readonly risers?: readonly string[];
}

export interface PlacedCell extends SpaceCell {
  readonly column?: number;
}

export interface FloorRow {
  readonly floor: string;
  readonly cells: readonly PlacedCell[];
}

type Placed = Pick<Device, 'space' | 'floor' | 'riser'>;

const inOrder = new Intl.Collator('en', { numeric: true });
export const inPlaceOrder = inOrder.compare;

/** @returns the plan of the devices given; the same one as before where none of them moved. */
export function createPlanner(): (devices: Iterable<Placed>, spaces: readonly Space[], order: GridOrder) => FloorPlan {
  let plannedFor = '';
  let plan: FloorPlan = { floors: [] };
  return (devices, spaces, order) => {
    const places = new Map<string, Placed>();
    for (const { space, floor, riser } of devices) {
      const known = places.get(space);
      places.set(space, { space, floor: known?.floor ?? floor, riser: known?.riser ?? riser });
    }
    for (const { id, floor, riser } of spaces) {
      const known = places.get(id);
      if (known) places.set(id, { space: id, floor: known.floor ?? floor, riser: known.riser ?? riser });
    }
    const key = `${order}\n${[...places.values()].map(({ space, floor, riser }) => `${space}\t${floor}\t${riser}`).join('\n')}`;
    if (key === plannedFor) return plan;
    plannedFor = key;
    plan = planFloors([...places.values()], order);
    return plan;
  };
}

export function planFloors(places: readonly Placed[], order: GridOrder): FloorPlan {
  const floors = [...Map.groupBy(places, ({ floor }) => floor ?? '')].sort(([one], [other]) =>
    inPlaceOrder(other, one),
  );
  const sorted = floors.map(([floor, onFloor]) => ({
    floor,
    rooms: onFloor.sort((one, other) => inPlaceOrder(one.space, other.space)),
  }));
  if (order === 'rooms') {
    return { floors: sorted.map(({ floor, rooms }) => ({ floor, spots: rooms.map(({ space }) => ({ space })) })) };
  }
  const byRiser = sorted.map(({ floor, rooms }) => ({ floor, stacks: Map.groupBy(rooms, ({ riser }) => riser ?? '') }));
  const names = [...new Set(byRiser.flatMap(({ stacks }) => [...stacks.keys()]))].sort(lastWithoutName);
  const widths = names.map((name) => Math.max(...byRiser.map(({ stacks }) => stacks.get(name)?.length ?? 0)));
  const risers = names.flatMap((name, index) => Array<string>(widths[index] ?? 0).fill(name));
  return {
    risers,
    floors: byRiser.map(({ floor, stacks }) => ({
      floor,
      spots: names.flatMap((name) =>
        (stacks.get(name) ?? []).map(({ space }, index) => ({ space, column: risers.indexOf(name) + index + 1 })),
      ),
    })),
  };
}

function lastWithoutName(one: string, other: string): number {
  if (one === '' || other === '') return one === '' ? 1 : -1;
  return inPlaceOrder(one, other);
}

/** The cells on their floors. A floor or a cell that looks as before is the same object: it is not painted again. */
export function floorRows(
  plan: FloorPlan,
  cells: ReadonlyMap<string, SpaceCell>,
  before: readonly FloorRow[] = [],
): readonly FloorRow[] {
  return plan.floors.map(({ floor, spots }, index) => {
    const known = before[index];
    const painted = new Map(known?.cells.map((cell) => [cell.space, cell]));
    const placed = spots.flatMap(({ space, column }) => {
      const cell = cells.get(space);
      if (cell === undefined) return [];
      const before = painted.get(space);
      if (before !== undefined && before.column === column && looksTheSame(cell, before)) return [before];
      return [column === undefined ? cell : { ...cell, column }];
    });
    const isSame =
      known?.floor === floor &&
      known.cells.length === placed.length &&
      placed.every((cell, at) => cell === known.cells[at]);
    return isSame ? known : { floor, cells: placed };
  });
}

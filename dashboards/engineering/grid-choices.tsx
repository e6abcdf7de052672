// How the grid is looked at: in which order, coloured by what and, on a phone, which floor. The address says it.
import { usePage } from '../shared/ui/page.ts';
import { Sign } from '../shared/ui/sign.tsx';
import { worstOf } from '../shared/ui/thing-state.ts';
import { type Colouring, colourings } from './cell-paint.ts';
import { type FloorRow, type GridOrder, gridOrders } from './floor-plan.ts';

export function GridChoices({ order, colouring }: { readonly order: GridOrder; readonly colouring: Colouring }) {
  const { say, place } = usePage();
  return (
    <div class="grid-choices">
      <fieldset class="choice" aria-label={say('house.order')}>
        {gridOrders.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === order}
            onClick={() => place.go({ order: one === 'rooms' ? undefined : one })}
          >
            {say(`house.order.${one}`)}
          </button>
        ))}
      </fieldset>
      <label class="colour-by">
        <span>{say('house.colourBy')}</span>
        <select
          value={colouring}
          onChange={({ currentTarget: { value } }) => place.go({ colour: value === 'state' ? undefined : value })}
        >
          {colourings.map((one) => (
            <option key={one} value={one}>
              {say(`house.colour.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

interface FloorPickerProps {
  readonly floors: readonly FloorRow[];
  readonly picked: string | undefined;
}

/** On a phone the grid opens floor by floor; each says how well it is. */
export function FloorPicker({ floors, picked }: FloorPickerProps) {
  const { say, place } = usePage();
  return (
    <fieldset class="floor-picker" aria-label={say('house.pickFloor')}>
      {floors.map(({ floor, cells }) => {
        const state = worstOf(cells.map((cell) => cell.state)) ?? 'ok';
        return (
          <button
            key={floor}
            type="button"
            class="chip"
            aria-pressed={floor === picked}
            onClick={() => place.go({ floor })}
          >
            <span class={`badge is-${state}`}>
              <Sign of={state} />
              <span class="hidden">{say(`state.${state}`)}</span>
            </span>
            {floor === '' ? say('house.noFloor') : floor}
          </button>
        );
      })}
    </fieldset>
  );
}

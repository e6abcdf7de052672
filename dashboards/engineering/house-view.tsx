// Every space of the house by floor, what needs a look, and the water of the last hours.
import type { Draw } from '../../gateway/api/contract/draw.ts';
import { DrawTable } from '../shared/draw/draw-table.tsx';
import type { TaskBoard } from '../shared/task/task-board.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { Sign } from '../shared/ui/sign.tsx';
import { IncidentHints } from './incident-hints.tsx';
import { NeedsALook } from './needs-a-look.tsx';
import type { Plant } from './plant.ts';
import { RoomGrid } from './room-grid.tsx';
import { countDraws, countStates, type DeviceRow, floorRows, latestVerdicts } from './view-model.ts';

const drawsAtAGlance = 12;
const tileStates = ['fault', 'offline', 'silent', 'watch'] as const;

interface HouseViewProps {
  readonly plant: Plant;
  readonly board: TaskBoard;
  readonly rows: readonly DeviceRow[];
  readonly draws: readonly Draw[];
}

export function HouseView({ plant, board, rows, draws }: HouseViewProps) {
  const { say } = usePage();
  const floors = floorRows(rows, latestVerdicts(draws), plant.spaces.value, board.tasks.items.value.values());
  const cells = floors.flatMap((floor) => floor.cells);
  const states = countStates(cells);
  const counts = countDraws(draws);
  return (
    <div class="house">
      <section class="tiles" aria-label={say('house.tiles')}>
        <div class="tile-row">
          {tileStates.map((state) => (
            <div key={state} class={`tile${states[state] > 0 ? ` is-edge-${state}` : ''}`}>
              <span class="tile-name">
                <Sign of={state} />
                {say(`house.tile.${state}`)}
              </span>
              <strong>{say('number.whole', { n: states[state] })}</strong>
            </div>
          ))}
        </div>
        <div class="tile-row">
          {(['met', 'missed', 'undetermined'] as const).map((outcome) => (
            <div key={outcome} class="tile">
              <span class="tile-name">{say(`house.tile.${outcome}`)}</span>
              <strong>{say('number.whole', { n: counts[outcome] })}</strong>
            </div>
          ))}
        </div>
      </section>
      <IncidentHints incidents={plant.incidents.items.value.values()} />
      <div class="columns">
        <section class="panel">
          <h2>{say('house.rooms')}</h2>
          <RoomGrid floors={floors} />
        </section>
        <div class="column">
          <section class="panel">
            <h2>{say('house.needsALook')}</h2>
            <NeedsALook cells={cells} />
          </section>
          <section class="panel">
            <h2>{say('house.latestDraws')}</h2>
            {draws.length === 0 && plant.draws.state.value === 'loaded' ? (
              <Notice state="silent">{say('draws.none')}</Notice>
            ) : (
              <DrawTable draws={draws.slice(0, drawsAtAGlance)} />
            )}
          </section>
        </div>
      </div>
    </div>
  );
}

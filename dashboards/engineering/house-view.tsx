// The house at a glance: nine numbers, what its troubles have in common, every space by floor, what is not well, the latest water.
import { useMemo } from 'preact/hooks';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import { DrawTable } from '../shared/draw/draw-table.tsx';
import type { TaskBoard } from '../shared/task/task-board.ts';
import { hotelDay, startOfHotelDay } from '../shared/time/hotel-day.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { filterFrom, isWanted, warmUpBySpace } from './cell-filter.ts';
import { FaultList } from './fault-list.tsx';
import { faultRows } from './fault-rows.ts';
import type { FirmwareFleet } from './firmware-fleet.ts';
import { createHouseCells } from './house-cells.ts';
import { HouseGrid } from './house-grid.tsx';
import { HouseTiles } from './house-tiles.tsx';
import { IncidentHints } from './incident-hints.tsx';
import type { Plant } from './plant.ts';
import { latestVerdicts } from './space-cell.ts';
import { drawsSince, warmUpOf } from './warm-up-today.ts';

const drawsAtAGlance = 12;
const minuteOf = (at: number) => Math.floor(at / 60_000);
const rowsOf = (at: number) => Math.floor(at / 2_000);

interface HouseViewProps {
  readonly plant: Plant;
  readonly board: TaskBoard;
  readonly draws: readonly Draw[];
  readonly fleet: FirmwareFleet;
}

export function HouseView({ plant, board, draws, fleet }: HouseViewProps) {
  const { say, clock, place, property } = usePage();
  const now = clock.now.value;
  const devices = plant.devices.items.value;
  const incidents = plant.incidents.items.value;
  const midnight = useMemo(() => startOfHotelDay(hotelDay(now, property.timeZone), property.timeZone), [minuteOf(now)]);
  const verdicts = useMemo(() => latestVerdicts(draws), [draws]);
  const today = useMemo(() => drawsSince(draws, midnight), [draws, midnight]);
  const water = useMemo(() => warmUpOf(today), [today]);
  const bySpace = useMemo(() => warmUpBySpace(today), [today]);
  const lookAtCells = useMemo(createHouseCells, []);
  const cells = lookAtCells(
    {
      devices: devices.values(),
      verdicts,
      tasks: board.tasks.items.value.values(),
      incidents: incidents.values(),
    },
    { now, askedAt: plant.devicesAskedAt.value },
  );
  const show = place.at.value.get('show');
  const filter = filterFrom(show);
  const all = [...cells.values()];
  const listed = filter === undefined ? all : all.filter((cell) => isWanted(cell, filter, bySpace));
  // What is kept is data and not what was painted of it, which would keep all that stood around it then.
  // Numbers and a list that move four times a second cannot be read: numbers move with the clock, rows every other second.
  const readable = [show, plant.devices.state.value];
  const counted = useMemo(() => all, [...readable, now, water]);
  const ill = useMemo(() => ({ rows: faultRows(listed, draws), lookedAt: listed.length }), [...readable, rowsOf(now)]);
  const latest = useMemo(() => draws.slice(0, drawsAtAGlance), [draws]);
  return (
    <div class="house">
      <HouseTiles cells={counted} today={water} bySpace={bySpace} filter={filter} />
      <IncidentHints incidents={incidents.values()} />
      <div class={`columns${place.at.value.get('order') === 'risers' ? ' has-risers' : ''}`}>
        <HouseGrid plant={plant} cells={cells} filter={filter} facts={{ now, today: bySpace, fleet }} />
        <div class="column">
          <section class="panel">
            <h2>{say('house.needsALook')}</h2>
            <FaultList rows={ill.rows} lookedAt={ill.lookedAt} mutesIncidents={typeof filter !== 'object'} />
          </section>
          <section class="panel">
            <h2>{say('house.latestDraws')}</h2>
            {draws.length === 0 && plant.draws.state.value === 'loaded' ? (
              <Notice state="silent">{say('draws.none')}</Notice>
            ) : (
              <DrawTable draws={latest} />
            )}
          </section>
        </div>
      </div>
    </div>
  );
}

// How the house stands in nine numbers. Each is a button that leaves only its own places in the grid.
import type { ComponentChildren } from 'preact';
import { usePage } from '../shared/ui/page.ts';
import { Sign } from '../shared/ui/sign.tsx';
import type { ThingState } from '../shared/ui/thing-state.ts';
import { type CellFilter, isWanted, type TileFilter, writeFilter } from './cell-filter.ts';
import type { SpaceCell } from './space-cell.ts';
import { countStates } from './view-model.ts';
import type { Quantile, WarmUpToday } from './warm-up-today.ts';

interface HouseTilesProps {
  readonly cells: readonly SpaceCell[];
  readonly today: WarmUpToday;
  readonly bySpace: ReadonlyMap<string, WarmUpToday>;
  readonly filter: CellFilter | undefined;
}

const states = ['fault', 'watch', 'silent', 'offline'] as const;
const outcomes = ['met', 'missed', 'undetermined'] as const;

export function HouseTiles({ cells, today, bySpace, filter }: HouseTilesProps) {
  const { say } = usePage();
  const counts = countStates(cells);
  const batteries = cells.filter((cell) => isWanted(cell, 'battery', bySpace)).length;
  return (
    <section class="tiles" aria-label={say('house.tiles')}>
      {states.map((state) => (
        <Tile key={state} shows={state} filter={filter} edge={counts[state] > 0 ? state : undefined} sign={state}>
          {say('number.whole', { n: counts[state] })}
        </Tile>
      ))}
      <Tile shows="battery" filter={filter} edge={batteries > 0 ? 'watch' : undefined}>
        {say('number.whole', { n: batteries })}
      </Tile>
      <Tile shows="slow" filter={filter} edge={today.p95?.isMissed === true ? 'fault' : undefined}>
        <span class="tile-times">
          <Time of={today.p50} /> / <Time of={today.p95} />
        </span>
      </Tile>
      {outcomes.map((outcome) => (
        <Tile key={outcome} shows={outcome} filter={filter}>
          {say('number.whole', { n: today[outcome] })}
        </Tile>
      ))}
    </section>
  );
}

interface TileProps {
  readonly shows: TileFilter;
  readonly filter: CellFilter | undefined;
  readonly edge?: ThingState | undefined;
  readonly sign?: ThingState;
  readonly children: ComponentChildren;
}

function Tile({ shows, filter, edge, sign, children }: TileProps) {
  const { say, place } = usePage();
  const isOn = filter === shows;
  return (
    <button
      type="button"
      class={`tile${edge === undefined ? '' : ` is-edge-${edge}`}`}
      aria-pressed={isOn}
      onClick={() => place.go({ show: isOn ? undefined : writeFilter(shows) })}
    >
      <span class="tile-name">
        {sign && <Sign of={sign} />}
        {say(`house.tile.${shows}`)}
      </span>
      <strong>{children}</strong>
    </button>
  );
}

/** Seconds, or that this share of the draws was not hot at all. */
function Time({ of }: { readonly of: Quantile | undefined }) {
  const { say } = usePage();
  if (of === undefined) return <>–</>;
  return <>{of.seconds === null ? say('house.cold') : say('number.secondsTenths', { n: of.seconds })}</>;
}

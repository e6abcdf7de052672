// Which cells of the grid are wanted: those of one tile, or those of one incident. The address says which. Pure.
import type { Draw } from '../../gateway/api/contract/draw.ts';
import { batteryOf, lowBatteryPercent } from './device-condition.ts';
import type { SpaceCell } from './space-cell.ts';
import { type WarmUpToday, warmUpOf } from './warm-up-today.ts';

export const tileFilters = [
  'fault',
  'watch',
  'silent',
  'offline',
  'battery',
  'slow',
  'met',
  'missed',
  'undetermined',
] as const;
export type TileFilter = (typeof tileFilters)[number];

export type CellFilter = TileFilter | { readonly incident: string };

const incidentPrefix = 'incident:';

export function filterFrom(written: string | null): CellFilter | undefined {
  if (written === null) return undefined;
  if (written.startsWith(incidentPrefix)) return { incident: written.slice(incidentPrefix.length) };
  return tileFilters.find((one) => one === written);
}

export function writeFilter(filter: CellFilter): string {
  return typeof filter === 'string' ? filter : incidentPrefix + filter.incident;
}

/** The water of each space today. */
export function warmUpBySpace(draws: Iterable<Draw>): ReadonlyMap<string, WarmUpToday> {
  const bySpace = Map.groupBy(draws, ({ space }) => space);
  return new Map([...bySpace].map(([space, ofSpace]) => [space, warmUpOf(ofSpace)]));
}

export function isWanted(cell: SpaceCell, filter: CellFilter, today: ReadonlyMap<string, WarmUpToday>): boolean {
  if (typeof filter === 'object') return cell.incident === filter.incident;
  const water = today.get(cell.space);
  switch (filter) {
    case 'battery':
      return cell.devices.some(({ device }) => (batteryOf(device) ?? 100) < lowBatteryPercent);
    case 'slow':
      return water?.p95?.isMissed === true;
    case 'met':
    case 'missed':
    case 'undetermined':
      return (water?.[filter] ?? 0) > 0;
    default:
      return cell.state === filter;
  }
}

// The heatmap as rows and columns, the empty ones too: a day without a cell is as telling as a bad one. Pure.
import type { HeatmapCell } from '../../gateway/api/contract/misses.ts';
import { hotelDay, shiftDay } from '../shared/time/hotel-day.ts';
import type { Range } from './view-model.ts';

/** `few`: judged too seldom to be coloured by its share. */
export type HeatLevel = 'none' | 'unjudged' | 'few' | 'all-met' | 'some' | 'many' | 'most';

export interface HeatmapGrid {
  readonly days: readonly string[];
  readonly rows: readonly string[];
  cellOf(day: string, row: string): HeatmapCell | undefined;
}

const fewest = 3;

export function levelOf(cell: HeatmapCell | undefined): HeatLevel {
  if (cell === undefined) return 'none';
  const judged = cell.met + cell.missed;
  if (judged === 0) return 'unjudged';
  const share = cell.missed / judged;
  if (share === 0) return judged < fewest ? 'few' : 'all-met';
  if (share <= 0.1) return 'some';
  return share <= 0.4 ? 'many' : 'most';
}

/** From the first to the last row that has something; hours in between are kept, floors come as the house counts them. */
export function heatmapGrid(
  cells: readonly HeatmapCell[],
  rows: 'hour' | 'floor',
  range: Range,
  timeZone: string,
): HeatmapGrid {
  const byKey = new Map(cells.map((cell) => [`${cell.day}/${cell.row}`, cell]));
  const days: string[] = [];
  const last = hotelDay(range.to - 1, timeZone);
  for (let day = hotelDay(range.from, timeZone); day <= last; day = shiftDay(day, 1)) days.push(day);
  const named = [...new Set(cells.map(({ row }) => row))];
  return {
    days,
    rows: rows === 'hour' ? hoursBetween(named) : named.sort(byNumber).reverse(),
    cellOf: (day, row) => byKey.get(`${day}/${row}`),
  };
}

function hoursBetween(hours: readonly string[]): readonly string[] {
  if (hours.length === 0) return [];
  const numbers = hours.map(Number);
  const first = Math.min(...numbers);
  return Array.from({ length: Math.max(...numbers) - first + 1 }, (_, index) => String(first + index).padStart(2, '0'));
}

const byNumber = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true });

// A stock that runs out becomes a task before it is empty; the level itself shows when somebody came.
import type { Device } from '../devices/device.ts';
import type { Happening } from '../devices/happening.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Task } from '../task.ts';
import { refillCause } from './cause.ts';
import { openOrAdd, prove } from './open-task.ts';

type StockLow = Extract<Happening, { type: 'stock-low' }>;
type StockWell = Extract<Happening, { type: 'stock-well' }>;

/** A refill that was reported done has this long to show in the level, ms. */
const refillShowsWithinMs = 2 * 60_000;

export function onStock(house: House, device: Device, stock: StockLow | StockWell, now: number): Fact[] {
  const { reading, level, at } = stock;
  const cause = refillCause(device.record.id, reading);
  if (stock.type === 'stock-well') return prove(house, cause, { type: 'reading', at, data: { reading, level } }, now);
  if (!isTold(house.board.byCause(cause), stock)) return [];
  const { runOutAt, expected } = stock;
  return [
    openOrAdd(
      house,
      {
        kind: 'refill',
        cause,
        space: device.space,
        device: device.record.id,
        title: `Refill ${reading} of ${device.record.name ?? device.record.id}${inTimeFor(expected)}`,
        priority: level <= 0 ? 1 : 2,
        evidence: {
          type: 'reading',
          at,
          data: { reading, level, ...(runOutAt !== undefined && { runOutAt }), ...reasonOf(expected) },
        },
        ...(runOutAt !== undefined && { dueAt: runOutAt }),
      },
      now,
    ),
  ];
}

/** The same as codes and numbers, so that a page can say it in its own words. */
function reasonOf(expected: StockLow['expected']) {
  if (expected === undefined) return {};
  const { who, guests, until, servings } = expected;
  return { expected: who, guests, until, servings };
}

function inTimeFor(expected: StockLow['expected']): string {
  return expected === undefined ? '' : `: ${expected.guests} ${expected.who} expected, stock for ${expected.servings}`;
}

/**
 * A stock is low in every reading until somebody comes: it is told when it gets low, each time half of what was told is gone,
 * when it is empty, and where a refill that was reported done does not show. A task that a person cancelled stays cancelled for this time.
 */
function isTold(standing: Task | undefined, stock: StockLow): boolean {
  const becameLow = stock.since === stock.at;
  if (standing === undefined) return becameLow;
  if (standing.state !== 'done') {
    const ranOut = stock.level <= 0 && standing.priority > 1;
    return becameLow || ranOut || (stock.level > 0 && stock.level <= toldLevel(standing) / 2);
  }
  const doneAt = standing.history.findLast((one) => one.step === 'complete')?.at ?? standing.openedAt;
  return stock.at >= doneAt + refillShowsWithinMs;
}

function toldLevel(task: Task): number {
  return Number(task.evidence.findLast((one) => one.data?.['level'] !== undefined)?.data?.['level'] ?? 0);
}

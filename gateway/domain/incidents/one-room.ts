// One room misses again and again while its neighbours on the same riser are hot: the trouble is behind its own branch.
// Where no neighbour drew, it may as well be the riser, and nothing is said.
import type { IncidentReason } from '../incident.ts';
import { dayPattern } from './day-pattern.ts';
import { type Finding, isJudged, rounded, slowRooms, spacesOf, type WaterView } from './finding.ts';
import { littleFlowReason } from './shared-cause.ts';
import { flowShortage, median, moreThanUsual, usualsOf } from './usual-water.ts';
import { causeLookBackMs, type OutletDraw } from './water-log.ts';

const leastMisses = 3;
const leastNeighbours = 2;
/** So much of the misses must show it. */
const clearShare = 0.75;
/** Water that ran so long and stayed cold is not late: it does not come. */
const longRunMs = 30_000;

export function findOneRoom(view: WaterView, miss: OutletDraw): Finding | undefined {
  const { log, calendar } = view;
  const own = log.of(miss.device).filter((one) => one.startedAt >= miss.startedAt - causeLookBackMs);
  const missed = own.filter(({ outcome }) => outcome === 'missed');
  const inARow = own.filter(isJudged).slice(-leastMisses);
  const isAgain = inARow.length === leastMisses && inARow.every(({ outcome }) => outcome === 'missed');
  const pattern = missed.length < leastMisses ? undefined : dayPattern(own, calendar);
  const isMornings = pattern?.shape === 'first-draws';
  if (!isAgain && !isMornings) return undefined;
  const misses = isMornings ? missed : inARow;
  const neighbours = hotNeighbours(view, miss, misses);
  if (neighbours < leastNeighbours) return undefined;

  const reasons: IncidentReason[] = [
    { code: 'missed-again', values: { n: misses.length } },
    { code: 'neighbours-passed', values: { n: neighbours } },
  ];
  const shortages = misses.flatMap((one) => flowShortage(log, one) ?? []);
  const shape = { kind: 'room', subject: miss.space, misses } as const;
  if (shortages.length >= clearShare * misses.length) {
    return { ...shape, shape: 'low-flow', part: 'strainer', reasons: [...reasons, littleFlowReason(shortages)] };
  }
  if (isMornings) {
    const { shape: _first, ...values } = pattern;
    const mornings: IncidentReason = { code: 'only-first-draws', values };
    return { ...shape, shape: 'first-draws', part: 'dead-leg', reasons: [...reasons, mornings] };
  }
  return { ...shape, shape: 'again-and-again', ...partOfBranch(view, misses, reasons) };
}

/** How many other rooms of the riser (of the house, where no riser is known) were hot in the time of these misses. */
function hotNeighbours({ log, rules }: WaterView, miss: OutletDraw, misses: readonly OutletDraw[]): number {
  const since = Math.min(...misses.map(({ startedAt }) => startedAt)) - rules.withinMs;
  const others = log.select(
    since,
    miss.startedAt + rules.withinMs,
    (one) => isJudged(one) && one.space !== miss.space && (miss.riser === undefined || one.riser === miss.riser),
  );
  const slow = slowRooms(others).length;
  const hot = spacesOf(others).size - slow;
  return hot > slow ? hot : 0;
}

function partOfBranch(
  { log }: WaterView,
  misses: readonly OutletDraw[],
  reasons: readonly IncidentReason[],
): Pick<Finding, 'part' | 'reasons'> {
  const neverHot = misses.filter((one) => one.censored && one.endedAt - one.startedAt >= longRunMs);
  if (neverHot.length >= clearShare * misses.length) {
    const reason: IncidentReason = { code: 'never-hot', values: { n: neverHot.length } };
    return { part: 'mixing-cartridge', reasons: [...reasons, reason] };
  }
  const [last] = misses.slice(-1);
  const usual = last && usualsOf(log, last).at(-1);
  const litres = misses.flatMap((one) => (one.censored ? [] : (one.litres ?? [])));
  if (usual !== undefined && litres.length > 0 && median(litres) > moreThanUsual * usual.litres) {
    const values = { litres: rounded(median(litres)), usualLitres: rounded(usual.litres) };
    return { part: 'dead-leg', reasons: [...reasons, { code: 'much-water', values }] };
  }
  return { part: 'outlet', reasons };
}

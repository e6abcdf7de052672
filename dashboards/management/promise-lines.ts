// The promises of the house, one line each, sorted by need; and the twelve of the house. What nobody can judge is grey. Pure.
import type { Burns, StandardBurn } from '../../gateway/api/contract/answer.ts';
import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import type { Misses, MissShare } from '../../gateway/api/contract/misses.ts';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { type TouchpointId, touchpointOrder } from '../shared/touchpoint/touchpoints.ts';
import { type ErrorBudget, errorBudget, leftOf } from './error-budget.ts';
import { houseStandard, type Standing, standingOf } from './view-model.ts';

export interface PromiseLine {
  /** Of the standard; draws under two versions in one period are two lines. */
  readonly id: string;
  readonly version: number;
  readonly of: 'draws' | 'service';
  readonly touchpoint: TouchpointId | null;
  readonly owner: string;
  readonly source: string;
  readonly targetShare: number;
  readonly row: ComplianceRow;
  readonly standing: Standing;
  readonly budget: ErrorBudget;
  /** What most of the misses share, the largest first, each of another kind. */
  readonly eaten: readonly MissShare[];
  /** As it stands now, whatever the period. */
  readonly burn: StandardBurn | undefined;
}

/** The hot water is the engineers'. */
export const ownerOfDraws = 'engineer';

export function promiseLines(
  standards: readonly AnyStandard[],
  rows: readonly ComplianceRow[],
  misses: Misses['items'],
  burns: Burns['items'] = [],
): readonly PromiseLine[] {
  const burnOf = new Map(burns.map((burn) => [burn.standard, burn]));
  const eatenBy = new Map(misses.map(({ standard, shares }) => [standard, largestShares(shares)]));
  const lines = standards.flatMap((standard) => {
    const own = rows.filter((row) => row.of === standard.of && row.key.split('@')[0] === standard.id);
    const shown = own.length === 0 && isInForce(standard) ? [emptyRow(standard)] : own;
    return shown.map((row) => lineOf(standard, row, eatenBy.get(standard.id) ?? [], burnOf.get(standard.id)));
  });
  return lines.sort(byNeed);
}

/** On, and the property has what it needs; of the standards on draws only the house's own is a promise without a draw. */
export function isInForce(standard: AnyStandard): boolean {
  return standard.of === 'service' ? standard.offered : standard.id === houseStandard;
}

function lineOf(
  standard: AnyStandard,
  row: ComplianceRow,
  eaten: readonly MissShare[],
  burn: StandardBurn | undefined,
): PromiseLine {
  const { id, targetShare, source } = standard;
  return {
    id,
    version: Number(row.key.split('@')[1] ?? standard.version),
    of: standard.of,
    touchpoint: standard.of === 'service' ? standard.touchpoint : null,
    owner: standard.of === 'service' ? standard.owner : ownerOfDraws,
    source,
    targetShare,
    row,
    standing: standingOf(row, targetShare),
    budget: errorBudget(row, targetShare),
    eaten,
    burn,
  };
}

function emptyRow(standard: AnyStandard): ComplianceRow {
  return {
    key: standard.id,
    of: standard.of,
    met: 0,
    missed: 0,
    excluded: 0,
    inconclusive: 0,
    noEvidence: 0,
    rate: null,
    low: null,
    high: null,
    guestRate: null,
    guestDraws: 0,
    coverage: null,
    p50: null,
    p95: null,
  };
}

const need: readonly Standing[] = ['not-kept', 'no-evidence', 'unseen', 'below', 'few', 'kept', 'nothing-due'];

function byNeed(one: PromiseLine, other: PromiseLine): number {
  return (
    need.indexOf(one.standing) - need.indexOf(other.standing) ||
    leftOf(one.budget) - leftOf(other.budget) ||
    one.row.key.localeCompare(other.row.key)
  );
}

const largestAtLeast = 0.3;
const tellingKinds = ['cause', 'space', 'riser', 'floor', 'hour'] as const;

/** Where all misses have one riser, floor or hour, that says no more than their place and their cause. */
export function largestShares(shares: readonly MissShare[], most = 2): readonly MissShare[] {
  return tellingKinds
    .flatMap((kind) => {
      const own = shares.filter(({ by }) => by === kind);
      const [largest] = own;
      if (largest === undefined || largest.share < largestAtLeast) return [];
      return own.length === 1 && kind !== 'cause' && kind !== 'space' ? [] : [largest];
    })
    .sort((one, other) => other.share - one.share)
    .slice(0, most);
}

export interface HouseTouchpoint {
  readonly touchpoint: TouchpointId;
  /** Unset: nothing is promised here. */
  readonly standing?: Standing;
  readonly met: number;
  readonly judged: number;
  readonly lines: readonly PromiseLine[];
}

/** The twelve in the order of a stay: each stands as its promise in most need, and counts all of them. */
export function stripOfHouse(lines: readonly PromiseLine[]): readonly HouseTouchpoint[] {
  return touchpointOrder.map((touchpoint) => {
    const own = lines.filter((line) => line.touchpoint === touchpoint).sort(byNeed);
    const met = own.reduce((sum, { row }) => sum + row.met, 0);
    const judged = own.reduce((sum, { row }) => sum + row.met + row.missed, 0);
    const due = own.find(({ standing }) => standing !== 'nothing-due') ?? own[0];
    return { touchpoint, met, judged, lines: own, ...(due !== undefined && { standing: due.standing }) };
  });
}

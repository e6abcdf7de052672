// The error budget of a promise in a period: how many misses its target share allows, and what is left of them. Pure.
import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';

export type BudgetState = 'healthy' | 'observe' | 'attention' | 'unhealthy' | 'exhausted';

export type ErrorBudget =
  /** Too little was judged: nothing can be said of it. */
  | { readonly kind: 'unknown' }
  /** All or nothing: no miss is allowed. */
  | { readonly kind: 'none-allowed'; readonly missed: number; readonly state: BudgetState }
  | {
      readonly kind: 'share';
      /** Misses that the target share allows among so many. */
      readonly allowed: number;
      readonly missed: number;
      /** Of the budget, 1 is all of it; below 0 more was missed than allowed. */
      readonly left: number;
      readonly state: BudgetState;
    };

export function errorBudget(row: Pick<ComplianceRow, 'met' | 'missed'>, targetShare: number): ErrorBudget {
  const judged = row.met + row.missed;
  const { missed } = row;
  if (judged === 0 || (judged < fewJudged && targetShare < 1)) return { kind: 'unknown' };
  if (targetShare >= 1) return { kind: 'none-allowed', missed, state: missed === 0 ? 'healthy' : 'exhausted' };
  const allowed = judged * (1 - targetShare);
  const left = 1 - missed / allowed;
  return { kind: 'share', allowed, missed, left, state: stateOf(left) };
}

/** When a budget is used up at the speed that it burns with; undefined: not within its own period. Unix ms. */
export function emptiesAt(left: number, times: number | null, periodDays: number, now: number): number | undefined {
  if (times === null || times <= 0 || left <= 0) return undefined;
  const days = (left * periodDays) / times;
  return days > periodDays ? undefined : now + days * dayMs;
}

const dayMs = 86_400_000;
/** Fewer say nothing either way: 3 of 3 is 44 to 100 %. */
export const fewJudged = 5;

/** The bands that service-level tools use, so that a manager who knows one reads the other. */
function stateOf(left: number): BudgetState {
  if (left > 0.75) return 'healthy';
  if (left > 0.5) return 'observe';
  if (left > 0.25) return 'attention';
  return left > 0 ? 'unhealthy' : 'exhausted';
}

/** The fullest budget last; what nobody knows between the overdrawn and the rest. */
export function leftOf(budget: ErrorBudget): number {
  switch (budget.kind) {
    case 'unknown':
      return 0;
    case 'none-allowed':
      return budget.missed === 0 ? 1 : -budget.missed;
    case 'share':
      return budget.left;
  }
}

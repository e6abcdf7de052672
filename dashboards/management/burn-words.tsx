// How fast a budget burns now, when it is used up at that speed, and which floors burn: in words.
import type { StandardBurn } from '../../gateway/api/contract/answer.ts';
import { hotelDay } from '../shared/time/hotel-day.ts';
import { usePage } from '../shared/ui/page.ts';
import { type ErrorBudget, emptiesAt } from './error-budget.ts';

interface BurnWordsProps {
  readonly budget: ErrorBudget;
  readonly burn: StandardBurn | undefined;
  /** Of the period whose budget it is. */
  readonly days: number;
}

export function BurnWords({ budget, burn, days }: BurnWordsProps) {
  const { say, clock, property } = usePage();
  if (budget.kind !== 'share' || burn?.times == null || burn.windowSeconds === null) return null;
  const floors = burn.floors.map(({ floor }) => floor).filter(Boolean);
  const empties = emptiesAt(budget.left, burn.times, days, clock.read());
  return (
    <span class={`burn${burn.alarm === null ? '' : ` is-burn-${burn.alarm}`}`}>
      <span>{say('burn.now', { times: burn.times, hours: burn.windowSeconds / 3600 })}</span>
      {empties !== undefined && (
        <span>{say('burn.empties', { at: Date.parse(hotelDay(empties, property.timeZone)) })}</span>
      )}
      {floors.length > 0 && <span>{say('burn.floors', { floors: floors.join(', ') })}</span>}
    </span>
  );
}

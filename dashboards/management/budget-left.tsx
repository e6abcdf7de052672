// What is left of an error budget, in words and as a bar; below zero it says so.
import { usePage } from '../shared/ui/page.ts';
import type { ErrorBudget } from './error-budget.ts';

const width = 88;

export function BudgetLeft({ budget }: { readonly budget: ErrorBudget }) {
  const { say } = usePage();
  switch (budget.kind) {
    case 'unknown':
      return <span class="quiet">{say('budget.unknown')}</span>;
    case 'none-allowed':
      return (
        <span class={`budget is-budget-${budget.state}`}>
          {budget.missed === 0 ? say('budget.noneUsed') : say('budget.noneAllowed', { n: budget.missed })}
        </span>
      );
    case 'share': {
      const left = Math.max(0, Math.min(1, budget.left));
      return (
        <span class={`budget is-budget-${budget.state}`}>
          <span>
            {say(`budget.state.${budget.state}`)}
            {say('text.space')}
            {budget.left > 0
              ? say('budget.left', { left: budget.left })
              : say('budget.overdrawn', { times: budget.missed / budget.allowed })}
          </span>
          <svg class="budget-bar" viewBox={`0 0 ${width} 6`} aria-hidden="true">
            <rect class="budget-all" width={width} height="6" rx="3" />
            <rect class="budget-rest" width={width * left} height="6" rx="3" />
          </svg>
          <span class="quiet">{say('budget.of', { missed: budget.missed, allowed: budget.allowed })}</span>
        </span>
      );
    }
  }
}

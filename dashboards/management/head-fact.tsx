// One fact in the head of a promise, and the one that every promise has: what is left of its error budget.
import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import { Fact } from '../shared/ui/fact.tsx';
import { usePage } from '../shared/ui/page.ts';
import { BudgetLeft } from './budget-left.tsx';
import { errorBudget } from './error-budget.ts';

interface HeadFactProps {
  readonly name: string;
  readonly value: string;
  readonly note?: string | undefined;
}

export function HeadFact({ name, value, note }: HeadFactProps) {
  return (
    <Fact name={name}>
      <strong>{value}</strong>
      {note !== undefined && <span class="quiet">{note}</span>}
    </Fact>
  );
}

export function BudgetFact({ row, targetShare }: { readonly row: ComplianceRow; readonly targetShare: number }) {
  const { say } = usePage();
  return (
    <Fact name={say('promises.budget')}>
      <BudgetLeft budget={errorBudget(row, targetShare)} />
    </Fact>
  );
}

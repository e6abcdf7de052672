// Met, missed or no evidence, by sign, word and colour; nothing where nothing is judged.
import { Badge } from '../ui/badge.tsx';
import { usePage } from '../ui/page.ts';
import { stateOfTouchpoint, type TouchpointOutcome } from './touchpoints.ts';

export function OutcomeBadge({ outcome }: { readonly outcome: TouchpointOutcome | null }) {
  const { say } = usePage();
  if (outcome === null) return <span class="quiet">{say('cell.withdrawn')}</span>;
  return <Badge state={stateOfTouchpoint[outcome]}>{say(`cell.${outcome}`)}</Badge>;
}

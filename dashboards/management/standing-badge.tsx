// How a promise stands, by sign, word and colour; what was not due is neither good, bad nor grey.
import { Badge } from '../shared/ui/badge.tsx';
import { usePage } from '../shared/ui/page.ts';
import { type Standing, stateOfStanding } from './view-model.ts';

export function StandingBadge({ standing }: { readonly standing: Standing }) {
  const { say } = usePage();
  const word = say(`standing.${standing}`);
  if (standing === 'nothing-due') return <span class="quiet">{word}</span>;
  return <Badge state={stateOfStanding[standing]}>{word}</Badge>;
}

// What each part of the dispatch rules allows alone and the whole does not: a shift that nobody declared, a skill that
// nobody has. The same for hub.yaml and for the API.
import type { DispatchRules } from './dispatch-rules.ts';

export interface RuleProblem {
  /** From the rules downwards. */
  readonly path: readonly (string | number)[];
  readonly text: string;
}

export function findRuleProblems(rules: DispatchRules): RuleProblem[] {
  const users = rules.people.map(({ user }) => user);
  const shifts = rules.shifts.map(({ id }) => id);
  const skills = new Set(rules.people.flatMap((person) => person.skills));
  return [
    ...repeated('people', 'user', users),
    ...repeated('shifts', 'id', shifts),
    ...rules.roster.flatMap((entry, index): RuleProblem[] => [
      ...unknown(['roster', index, 'shift'], entry.shift, shifts, 'shifts'),
      ...entry.people.flatMap((user, place) => unknown(['roster', index, 'people', place], user, users, 'people')),
    ]),
    ...Object.entries(rules.skills).flatMap(([kind, skill]): RuleProblem[] =>
      skills.has(skill)
        ? []
        : [{ path: ['skills', kind], text: `expected a skill that somebody has, found "${skill}"` }],
    ),
    ...Object.entries(rules.deadlines).flatMap(([kind, [first, second, third]]): RuleProblem[] =>
      first <= second && second <= third
        ? []
        : [{ path: ['deadlines', kind], text: 'expected no less time for a lower priority' }],
    ),
  ];
}

function repeated(list: string, key: string, ids: readonly string[]): RuleProblem[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ path: [list, index, key], text: `expected one of its own, found "${id}" again` }],
  );
}

function unknown(path: RuleProblem['path'], id: string, known: readonly string[], list: string): RuleProblem[] {
  return known.includes(id)
    ? []
    : [{ path, text: `expected one of the ${list} (${known.join(', ') || 'there are none'}), found "${id}"` }];
}

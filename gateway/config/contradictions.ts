// What each part of hub.yaml allows alone and the whole does not: an id twice, a floor or riser that is not in its list.
import type { DispatchRules } from '../domain/dispatch/dispatch-rules.ts';
import { findRuleProblems } from '../domain/dispatch/rule-problems.ts';
import { shown } from '../domain/shown-value.ts';
import { changeTerms } from '../domain/standards/change-standard.ts';
import { servicePresets } from '../domain/standards/house-presets.ts';
import { sayWrong } from '../domain/wrong-field.ts';
import type { HubFile } from './hub-file.ts';
import type { KeyPath } from './yaml-source.ts';

export interface Problem {
  readonly keys: KeyPath;
  readonly text: string;
}

interface Mention {
  readonly list: 'floors' | 'risers';
  readonly keys: KeyPath;
  readonly id: string | undefined;
}

export function findContradictions(file: HubFile): Problem[] {
  return [
    ...repeated('floors', file.floors ?? []),
    ...repeated('risers', file.risers ?? []),
    ...repeated('spaces', file.spaces),
    ...repeated('teams', file.teams),
    ...(file.dispatch === undefined ? [] : dispatchProblems(file, file.dispatch)),
    ...mentions(file).flatMap((mention) => unlisted(file, mention)),
    ...wrongStandards(file.standards),
  ];
}

function repeated(list: string, entries: readonly { readonly id: string }[]): Problem[] {
  const ids = entries.map(({ id }) => id);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ keys: [list, index, 'id'], text: `expected an id of its own, found ${shown(id)} again` }],
  );
}

/** What a change of a shipped promise, or a new one, says wrong or leaves out. */
export function wrongStandards({ service }: HubFile['standards']): Problem[] {
  return service.flatMap(({ id, ...change }, index) => {
    const changed = changeTerms(
      servicePresets.find((one) => one.id === id),
      change,
    );
    if ('terms' in changed) return [];
    return changed.wrong.map((wrong) => ({
      keys: ['standards', 'service', index, ...wrong.path],
      text: sayWrong(wrong, change),
    }));
  });
}

function mentions({ spaces, teams }: HubFile): Mention[] {
  return [
    ...spaces.flatMap(({ floor, riser }, index): Mention[] => [
      { list: 'floors', keys: ['spaces', index, 'floor'], id: floor },
      { list: 'risers', keys: ['spaces', index, 'riser'], id: riser },
    ]),
    ...teams.flatMap(({ floors }, index) =>
      floors.map((id, place): Mention => ({ list: 'floors', keys: ['teams', index, 'floors', place], id })),
    ),
  ];
}

function dispatchProblems(file: HubFile, dispatch: DispatchRules): Problem[] {
  const teams = file.teams.map(({ id }) => id);
  return [
    ...findRuleProblems(dispatch).map(({ path, text }) => ({ keys: ['dispatch', ...path], text })),
    ...dispatch.people.flatMap(({ team, floors }, index): Problem[] => [
      ...(team === undefined || teams.includes(team)
        ? []
        : [{ keys: ['dispatch', 'people', index, 'team'], text: `expected one of the teams, found ${shown(team)}` }]),
      ...floors.flatMap((id, place) =>
        unlisted(file, { list: 'floors', keys: ['dispatch', 'people', index, 'floors', place], id }),
      ),
    ]),
  ];
}

/** A list that the file does not give is not closed: any floor may then be named. */
function unlisted(file: HubFile, { list, keys, id }: Mention): Problem[] {
  const ids = file[list]?.map((place) => place.id);
  if (id === undefined || ids === undefined || ids.includes(id)) return [];
  return [{ keys, text: `expected one of the ${list} (${ids.join(', ')}), found ${shown(id)}` }];
}

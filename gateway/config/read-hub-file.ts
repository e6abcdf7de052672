// hub.yaml, read and checked as a whole: every mistake with its line, its key, what was expected and what was found.
import type { z } from 'zod';
import { shown } from './config-error.ts';
import { HubFile } from './hub-file.ts';
import { secretSettings } from './settings.ts';
import { type KeyPath, readYaml, type YamlSource } from './yaml-source.ts';

export type HubFileResult =
  | { readonly file: HubFile; readonly problems: readonly [] }
  | { readonly file?: undefined; readonly problems: readonly [string, ...string[]] };

/** @param path as it is named in problems. */
export function readHubFile(path: string, text: string): HubFileResult {
  const source = readYaml(text);
  if (source.errors.length > 0) return failed(source.errors.map(({ line, message }) => `${path}:${line}: ${message}`));

  const say = (keys: KeyPath, problem: string) => `${path}:${source.lineOf(keys)}: ${spelled(keys)}: ${problem}`;
  const parsed = HubFile.safeParse(source.content ?? {});
  if (!parsed.success) {
    return failed(parsed.error.issues.flatMap((issue) => issueProblems(issue, source)).map((p) => say(p.keys, p.text)));
  }
  const contradictions = findContradictions(parsed.data);
  if (contradictions.length > 0) return failed(contradictions.map((p) => say(p.keys, p.text)));
  return { file: parsed.data, problems: [] };
}

interface Problem {
  readonly keys: KeyPath;
  readonly text: string;
}

function failed(problems: readonly string[]): HubFileResult {
  return { problems: problems as unknown as readonly [string, ...string[]] };
}

function issueProblems(issue: z.core.$ZodIssue, source: YamlSource): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ keys: [...issue.path, key], text: `is not known; ${issue.message}` }));
  }
  const value = valueAt(source.content, issue.path);
  if (issue.code === 'invalid_union' && typeof value === 'object' && value !== null) {
    // The alternative that is a section knows which of its keys is wrong.
    const within = issue.errors.find((errors) =>
      errors.some(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
    );
    if (within)
      return within.flatMap((inner) => issueProblems({ ...inner, path: [...issue.path, ...inner.path] }, source));
  }
  const secret = issue.path[0] === 'settings' && (secretSettings as ReadonlySet<PropertyKey>).has(issue.path[1] ?? '');
  return [{ keys: issue.path, text: secret ? issue.message : `${issue.message}, found ${shown(value)}` }];
}

/** What each part allows alone and the whole does not: ids twice, floors and risers that are not in their list. */
function findContradictions(file: HubFile): Problem[] {
  const spaces = file.spaces ?? [];
  const teams = file.teams ?? [];
  const problems = [
    ...repeated('floors', file.floors ?? []),
    ...repeated('risers', file.risers ?? []),
    ...repeated('spaces', spaces),
    ...repeated('teams', teams),
  ];
  const known = (list: 'floors' | 'risers', keys: KeyPath, id: string | undefined) => {
    const places = file[list];
    if (id === undefined || places === undefined || places.some((place) => place.id === id)) return;
    problems.push({
      keys,
      text: `expected one of ${list} (${places.map((place) => place.id).join(', ')}), found ${shown(id)}`,
    });
  };
  for (const [index, space] of spaces.entries()) {
    known('floors', ['spaces', index, 'floor'], space.floor);
    known('risers', ['spaces', index, 'riser'], space.riser);
  }
  for (const [index, team] of teams.entries()) {
    for (const [place, floor] of team.floors.entries()) known('floors', ['teams', index, 'floors', place], floor);
  }
  return problems;
}

function repeated(list: string, entries: readonly { readonly id: string }[]): Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ keys: [list, index, 'id'], text: `expected an id of its own, found ${shown(id)} again` }];
  });
}

function valueAt(content: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    content,
  );
}

/** `spaces[3].floor`; the whole file where there is no key. */
function spelled(keys: KeyPath): string {
  if (keys.length === 0) return 'the file';
  return keys
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
    .join('');
}

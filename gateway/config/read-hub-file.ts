// hub.yaml, read and checked as a whole: every mistake with its line, its key, what was expected and what was found.
import type { z } from 'zod';
import { shown } from '../domain/shown-value.ts';
import { findContradictions, type Problem } from './contradictions.ts';
import { HubFile } from './hub-file.ts';
import { secretSettings } from './settings.ts';
import { type KeyPath, readYaml, type YamlSource } from './yaml-source.ts';

export interface HubFileResult {
  /** Unset where there are problems. */
  readonly file?: HubFile;
  readonly problems: readonly string[];
}

/** @param path as it is named in problems. */
export function readHubFile(path: string, text: string): HubFileResult {
  const source = readYaml(text);
  if (source.errors.length > 0) {
    return { problems: source.errors.map(({ line, message }) => `${path}:${line}: ${message}`) };
  }
  const parsed = HubFile.safeParse(source.content ?? {});
  const found = parsed.success
    ? findContradictions(parsed.data)
    : parsed.error.issues.flatMap((issue) => issueProblems(issue, source));
  if (parsed.success && found.length === 0) return { file: parsed.data, problems: [] };
  return {
    problems: found
      .map(({ keys, text: problem }) => ({ line: source.lineOf(keys), problem: `${spelled(keys)}: ${problem}` }))
      .sort((one, other) => one.line - other.line)
      .map(({ line, problem }) => `${path}:${line}: ${problem}`),
  };
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
    if (within !== undefined) {
      return within.flatMap((inner) => issueProblems({ ...inner, path: [...issue.path, ...inner.path] }, source));
    }
  }
  const [section, key] = issue.path;
  const isSecret = section === 'settings' && (secretSettings as ReadonlySet<PropertyKey | undefined>).has(key);
  return [{ keys: issue.path, text: isSecret ? issue.message : `${issue.message}, found ${shown(value)}` }];
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

// hub.yaml, read and checked as a whole: every mistake with its line, its key, what was expected and what was found.
import { readFields, sayWrong, type WrongField } from '../domain/wrong-field.ts';
import { findContradictions, type Problem, wrongStandards } from './contradictions.ts';
import { HubFile } from './hub-file.ts';
import { secretSettings } from './settings.ts';
import { type KeyPath, readYaml } from './yaml-source.ts';

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
  const content = source.content ?? {};
  const read = readFields(HubFile, content);
  const found =
    'data' in read
      ? findContradictions(read.data)
      : [...read.wrong.map((one) => problemOf(one, content)), ...wrongAmongStandards(content)];
  if ('data' in read && found.length === 0) return { file: read.data, problems: [] };
  return {
    problems: found
      .map(({ keys, text: problem }) => ({ line: source.lineOf(keys), problem: `${spelled(keys)}: ${problem}` }))
      .sort((one, other) => one.line - other.line)
      .map(({ line, problem }) => `${path}:${line}: ${problem}`),
  };
}

/** A promise is read in two steps: what the second finds is told although another section is wrong. */
function wrongAmongStandards(content: unknown): Problem[] {
  const read = readFields(HubFile.shape.standards, (content as { standards?: unknown }).standards);
  return 'data' in read ? wrongStandards(read.data) : [];
}

function problemOf(one: WrongField, content: unknown): Problem {
  const [section, key] = one.path;
  const isSecret = section === 'settings' && (secretSettings as ReadonlySet<PropertyKey | undefined>).has(key);
  return { keys: one.path, text: isSecret ? one.expected : sayWrong(one, content) };
}

/** `spaces[3].floor`; the whole file where there is no key. */
function spelled(keys: KeyPath): string {
  if (keys.length === 0) return 'the file';
  return keys
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
    .join('');
}

// What the caller got wrong, in one line that says where. Ends the command with exit code 2.
import type { Problem } from '../api/contract/problem.ts';
import type { Result } from './result.ts';

interface MistakeParts {
  readonly further?: readonly string[];
  readonly fields?: NonNullable<Problem['errors']>;
  readonly done?: Result;
}

export class Mistake extends Error {
  override readonly name = 'Mistake';
  /** More of the same, one line each. */
  readonly further: readonly string[];
  /** What the API refused, by its own names of the fields. */
  readonly fields: NonNullable<Problem['errors']>;
  /** What was done before it, and has to be told. */
  readonly done: Result | undefined;

  constructor(message: string, { further = [], fields = [], done }: MistakeParts = {}) {
    super(message);
    this.fields = fields;
    this.further = further;
    this.done = done;
  }
}

/** What is wrong with one option or argument: `--tau: expected seconds, found "x"`. */
export function mistakeAt(where: string, expected: string, found: string | undefined): Mistake {
  return new Mistake(
    `${where}: expected ${expected}, found ${found === undefined ? 'nothing' : JSON.stringify(found)}`,
  );
}

/** Several at once, each in its line. */
export function mistakes([first = 'nothing is right', ...further]: readonly string[]): Mistake {
  return new Mistake(first, { further });
}

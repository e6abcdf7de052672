// What the caller got wrong, in one line that says where. Ends the command with exit code 2.

export class Mistake extends Error {
  override readonly name = 'Mistake';
}

/** What is wrong with one option or argument: `--tau: expected seconds, found "x"`. */
export function mistakeAt(where: string, expected: string, found: string | undefined): Mistake {
  return new Mistake(
    `${where}: expected ${expected}, found ${found === undefined ? 'nothing' : JSON.stringify(found)}`,
  );
}

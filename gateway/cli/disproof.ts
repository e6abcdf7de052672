// What was asked to be proven is not so: neither a mistake of the caller nor a failure of the hub. Ends the command with exit code 1.
import type { Result } from './result.ts';

export class Disproof extends Error {
  override readonly name = 'Disproof';
  /** What could be proven before it, and has to be told. */
  readonly done: Result;

  constructor(message: string, done: Result) {
    super(message);
    this.done = done;
  }
}

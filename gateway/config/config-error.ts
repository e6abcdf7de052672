// A configuration that the hub will not start with. Says where, what was expected and what was found, in one line.

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** Every mistake that was found, one line each. The message is the first, and how many follow. */
  readonly problems: readonly string[];

  constructor(problems: readonly [string, ...string[]]) {
    const more = problems.length - 1;
    super(more === 0 ? problems[0] : `${problems[0]} (and ${more} more; npm run hub -- check-config lists them)`);
    this.problems = problems;
  }
}

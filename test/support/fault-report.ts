// The two forms of a fault test: seconds within `npm test`, as long as it takes with `npm run test:faults -- --long`; and what
// it did and counted, in one line for the one who reads the run.

export const isLong = process.env['FAULT_TESTS'] === 'long';

/** So many in the short form, so many in the long one. */
export function byLength(short: number, long: number): number {
  return isLong ? long : short;
}

/** `hostile packets: sent 100000, refused 41223, …` */
export function report(what: string, counted: Readonly<Record<string, number | string>>): void {
  const figures = Object.entries(counted).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`${what}: ${figures.join(', ')}\n`);
}

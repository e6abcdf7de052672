// A suite that needs real services: without them it is a failure in CI, and elsewhere skipped aloud, never quietly.
import { describe, test } from 'vitest';
import { missingAdvice, type ServiceName } from './services.ts';

export function describeWith(needed: readonly ServiceName[], name: string, suite: () => void): void {
  const advice = missingAdvice(needed);
  if (advice === undefined) {
    describe(name, suite);
  } else if (process.env['CI']) {
    test(name, () => {
      throw new Error(advice);
    });
  } else {
    console.warn(`SKIPPED: ${name}. ${advice}`);
    describe.skip(name, suite);
  }
}

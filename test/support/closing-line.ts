// The last line of a run, in plain words that any reader of logs can count: `412 passed, 0 failed, 3 skipped`.
import type { Reporter, TestModule } from 'vitest/node';

export function closingLine(): Reporter {
  return {
    onTestRunEnd(testModules, unhandledErrors) {
      const tests = testModules.flatMap((testModule) => [...testModule.children.allTests()]);
      const count = (state: string) => tests.filter((test) => test.result().state === state).length;
      const failed = count('failed') + brokenModules(testModules) + unhandledErrors.length;
      const skipped = count('skipped') + count('pending');
      process.stdout.write(`\n${count('passed')} passed, ${failed} failed, ${skipped} skipped\n`);
    },
  };
}

/** Modules that failed outside their tests: an import that throws, a hook. */
function brokenModules(testModules: readonly TestModule[]): number {
  return testModules.filter((testModule) => {
    const suites = [testModule, ...testModule.children.allSuites()];
    return suites.some((suite) => suite.errors().length > 0);
  }).length;
}

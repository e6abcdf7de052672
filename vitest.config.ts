// Three kinds of test. The rules read sources. The parts run side by side. The whole hub, its browser and its faults run after
// them, two files at a time: they mostly wait for real services, and two cores are soon full.
import { defineConfig } from 'vitest/config';
import { closingLine } from './test/support/closing-line.ts';

const whole = [
  'test/acceptance/**/*.test.{ts,tsx}',
  'test/browser/**/*.test.{ts,tsx}',
  'test/faults/**/*.test.{ts,tsx}',
];
const rules = ['test/architecture.test.ts'];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    pool: 'forks',
    reporters: ['default', closingLine()],
    projects: [
      { extends: true, test: { name: 'rules', include: rules } },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...whole, ...rules],
          globalSetup: ['test/support/install-services.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: whole,
          globalSetup: ['test/support/install-services.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

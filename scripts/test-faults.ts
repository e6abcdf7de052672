// `npm run test:faults`: the fault tests alone, each saying what it did and counted. With --long in their long form; names of files or
// tests go on to vitest (`npm run test:faults -- --long hostile`).
import { spawnSync } from 'node:child_process';

const given = process.argv.slice(2);
const isLong = given.includes('--long');
const files = given.filter((word) => word !== '--long').map((word) => `test/faults/${word}`);
const vitest = ['vitest', 'run', '--project', 'whole', ...(files.length > 0 ? files : ['test/faults/'])];

const { status } = spawnSync('npx', [...vitest, ...(isLong ? ['--test-timeout', String(4 * 3_600_000)] : [])], {
  stdio: 'inherit',
  env: { ...process.env, FAULT_TESTS: isLong ? 'long' : 'short' },
});
process.exitCode = status ?? 1;

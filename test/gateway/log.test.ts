import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('an error in the log has its reason, its place and its cause, and standard output stays clean', () => {
  const script = `
    import { createLog } from './gateway/log.ts';
    createLog('info').error({ error: new Error('the disk is full', { cause: new Error('ENOSPC') }) }, 'a commit failed');`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const line = JSON.parse(stderr);
  expect(line).toMatchObject({
    msg: 'a commit failed',
    error: { message: 'the disk is full', cause: { message: 'ENOSPC' } },
  });
  expect(line.error.stack).toContain('Error: the disk is full');
  expect(stdout).toBe('');
});

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

it('what a device says of itself is one line of the log, and acts on no terminal that shows it', () => {
  const said = 'x\r\n{"level":60,"msg":"all is well"}\u001b[2J\u009b2J\u2028\u202e';
  const script = `
    import { createLog } from './gateway/log.ts';
    createLog('info').warn({ clientId: process.argv[1], error: new Error(process.argv[1]) }, process.argv[1]);`;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script, said], { encoding: 'utf8' });
  const [line = '', ...rest] = stderr.split('\n');
  expect(rest).toEqual(['']);
  expect(JSON.parse(line)).toMatchObject({ clientId: said, msg: said, error: { message: said } });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
});

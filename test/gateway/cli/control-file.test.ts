import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readControlFile, removeControlFile, writeControlFile } from '../../../gateway/cli/control-file.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-control-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const control = { url: 'http://127.0.0.1:8080', token: 'secret', pid: 42 };

test('what the hub writes, the command line reads, and nobody else', async () => {
  writeControlFile(dataDir, control);
  expect(readControlFile(dataDir)).toEqual(control);
  expect((await stat(join(dataDir, 'control.json'))).mode & 0o777).toBe(0o600);
  expect(await readdir(dataDir)).toEqual(['control.json']);
});

test('a hub that ended in order leaves nothing behind', () => {
  writeControlFile(dataDir, control);
  removeControlFile(dataDir);
  removeControlFile(dataDir);
  expect(readControlFile(dataDir)).toBeUndefined();
});

test('a damaged file is named', async () => {
  await writeFile(join(dataDir, 'control.json'), '{"url":');
  expect(() => readControlFile(dataDir)).toThrow(`${dataDir}/control.json: expected {url, token, pid}`);
});

// Settings that only the machine can refuse: the hub ends at once with exit code 2 and one line that names the setting.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));

let dir: string;
let holder: Server;
let heldPort: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hub-main-'));
  holder = createServer();
  await new Promise<void>((listening) => holder.listen(0, '127.0.0.1', listening));
  heldPort = String((holder.address() as AddressInfo).port);
});
afterAll(async () => {
  holder.close();
  await rm(dir, { recursive: true });
});

async function startAndEnd(settings: Record<string, string>) {
  const env = { PATH: process.env['PATH'], HUB_DATA_DIR: join(dir, 'data'), HUB_HTTP_PORT: '0', HUB_MQTT_PORT: '0' };
  const child = spawn(process.execPath, [main], { cwd: dir, env: { ...env, ...settings } });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err, code };
}

test.each<[string, () => Record<string, string>, () => string]>([
  [
    'a folder where none can be made',
    () => ({ HUB_DATA_DIR: '/proc/x/y' }),
    () => 'HUB_DATA_DIR: expected a folder that can be written, found "/proc/x/y" (ENOENT)',
  ],
  [
    'a file in place of the folder',
    () => ({ HUB_DATA_DIR: join(dir, 'a-file', 'data') }),
    () => `HUB_DATA_DIR: expected a folder that can be written, found "${join(dir, 'a-file', 'data')}" (ENOTDIR)`,
  ],
  [
    'a port of pages that is taken',
    () => ({ HUB_HTTP_PORT: heldPort }),
    () => `HUB_HTTP_PORT: expected a port that is free on 127.0.0.1, found ${heldPort} (EADDRINUSE)`,
  ],
  [
    'a port of devices that is taken',
    () => ({ HUB_MQTT_PORT: heldPort }),
    () => `HUB_MQTT_PORT: expected a port that is free on 127.0.0.1, found ${heldPort} (EADDRINUSE)`,
  ],
  [
    'an address of another machine',
    () => ({ HUB_HTTP_HOST: '192.0.2.1' }),
    () => 'HUB_HTTP_HOST: expected an address of this machine, found "192.0.2.1" (EADDRNOTAVAIL)',
  ],
  [
    'an address of devices on another machine',
    () => ({ HUB_MQTT_HOST: '192.0.2.1' }),
    () => 'HUB_MQTT_HOST: expected an address of this machine, found "192.0.2.1" (EADDRNOTAVAIL)',
  ],
])('%s stops the start', async (_what, settings, line) => {
  await writeFile(join(dir, 'a-file'), '');
  const { out, err, code } = await startAndEnd(settings());
  const [said, ...more] = err.split('\n').filter((one) => one !== '' && !one.startsWith('{'));
  expect({ code, out, said, more }).toEqual({ code: 2, out: '', said: line(), more: [] });
});

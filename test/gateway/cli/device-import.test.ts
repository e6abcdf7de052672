// An import that the hub breaks off: a small hub of the test's own answers on a real port, and fails at the second device.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeControlFile } from '../../../gateway/cli/control-file.ts';
import { hubCommand } from '../../support/hub-command.ts';

let dataDir: string;
let server: Server;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-import-'));
  let made = 0;
  server = createServer((request, response) => {
    const answer = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    if (request.method === 'GET') answer(200, { items: [], next: null });
    else if (request.method === 'PUT') answer(200, {});
    else if (++made === 1) answer(201, { id: 'hw-1', username: 'hw-1', password: 'kept' });
    else answer(503, { detail: 'The store does not answer' });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  writeControlFile(dataDir, { url: `http://127.0.0.1:${port}`, token: 't', pid: process.pid });
});
afterAll(async () => {
  server.close();
  await rm(dataDir, { recursive: true });
});

test('tells the passwords of what was taken, and names what was not', async () => {
  const file = join(dataDir, 'rooms.csv');
  await writeFile(file, 'id,kind,space\nhw-1,hot-water-sensor,1\nhw-2,hot-water-sensor,2\nhw-3,hot-water-sensor,3\n');
  expect(await hubCommand(dataDir, `device import ${file}`)).toEqual({
    code: 2,
    out: 'id,username,password\nhw-1,hw-1,kept\n',
    err: `${file}: The store does not answer; taken: 1 of 3 devices, not taken: hw-2, hw-3\n`,
  });
});

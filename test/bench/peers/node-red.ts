// Node-RED as a process of its own, with its MQTT nodes, a function node that judges, and the InfluxDB nodes of its catalogue. It is
// installed beside the tree when it is first asked for, from a lock file of its own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.ts';
import { type PeerProcess, startPeer } from '../subjects/peer-process.ts';
import { type FlowOptions, nodeRedFlow } from './node-red-flow.ts';

const installed = join(import.meta.dirname, 'install');
const program = join(installed, 'node_modules/node-red/red.js');

export async function startNodeRed(options: FlowOptions): Promise<PeerProcess> {
  install();
  const userDir = await mkdtemp(join(tmpdir(), 'hub-node-red-'));
  const settings = {
    flowFile: 'flows.json',
    uiHost: '127.0.0.1',
    uiPort: await freePort(),
    httpAdminRoot: false,
    telemetry: { enabled: false },
  };
  await writeFile(join(userDir, 'settings.js'), `module.exports = ${JSON.stringify(settings)};\n`);
  await writeFile(join(userDir, 'flows.json'), JSON.stringify(nodeRedFlow(options)));
  const isReady = (line: string) => line.includes('Connected to broker');
  const nodeRed = await startPeer(program, ['--userDir', userDir], isReady);
  return {
    ...nodeRed,
    async stop() {
      await nodeRed.stop();
      await rm(userDir, { recursive: true, force: true });
    },
  };
}

function install(): void {
  if (existsSync(program)) return;
  console.log(`Node-RED: installing it into ${installed}, once`);
  const { status, stderr } = spawnSync('npm', ['ci', '--prefix', installed, '--ignore-scripts', '--no-audit'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm ci --prefix ${installed}: ${stderr.slice(-2_000)}`);
}

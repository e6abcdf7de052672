// Debian's influxd 1.x as a real server for tests: its own directory and free loopback ports, and every way to trouble it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Influxd {
  readonly url: string;
  /** Of the process that runs now. */
  pid(): number;
  /** Frozen: it takes connections and never answers. */
  freeze(): void;
  thaw(): void;
  /** As the machine's power would. */
  kill(): Promise<void>;
  /** On the same data and port, after `kill`. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const readyWithinMs = 30_000;

export async function startInfluxd(options: { readonly authentication?: boolean } = {}): Promise<Influxd> {
  const directory = await mkdtemp(join(tmpdir(), 'influxd-'));
  const [httpPort, rpcPort] = await freePorts(2);
  const url = `http://127.0.0.1:${httpPort}`;
  const configFile = join(directory, 'influxdb.conf');
  await writeFile(configFile, configuration(directory, httpPort!, rpcPort!, options.authentication ?? false));
  let influxd = await launch(configFile, url);

  async function kill(): Promise<void> {
    if (influxd.exitCode !== null || influxd.signalCode !== null) return;
    const exited = once(influxd, 'exit');
    influxd.kill('SIGKILL');
    await exited;
  }

  return {
    url,
    pid: () => influxd.pid as number,
    freeze: () => void influxd.kill('SIGSTOP'),
    thaw: () => void influxd.kill('SIGCONT'),
    kill,
    async restart() {
      influxd = await launch(configFile, url);
    },
    async stop() {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function launch(configFile: string, url: string): Promise<ChildProcess> {
  const influxd = spawn('influxd', ['-config', configFile], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  influxd.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-4_000);
  });
  const deadline = Date.now() + readyWithinMs;
  while (!(await answers(url))) {
    if (influxd.exitCode !== null || Date.now() > deadline) {
      influxd.kill('SIGKILL');
      throw new Error(`influxd is not ready at ${url}: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return influxd;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ping`)).status === 204;
  } catch {
    return false;
  }
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function configuration(directory: string, httpPort: number, rpcPort: number, authentication: boolean): string {
  return `
reporting-disabled = true
reporting-enabled = false
bind-address = "127.0.0.1:${rpcPort}"
[meta]
  dir = "${directory}/meta"
  logging-enabled = false
[data]
  dir = "${directory}/data"
  wal-dir = "${directory}/wal"
  query-log-enabled = false
[monitor]
  store-enabled = false
[subscriber]
  enabled = false
[http]
  bind-address = "127.0.0.1:${httpPort}"
  auth-enabled = ${authentication}
  log-enabled = false
`;
}

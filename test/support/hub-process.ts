// The hub as a process of its own, as a property runs it: killed without a word, and started again on the same data and ports.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type HubClient, signIn } from './hub-client.ts';
import { adminPassword } from './start-hub.ts';

export interface HubProcess {
  readonly http: string;
  readonly mqtt: string;
  readonly dataDir: string;
  /** Of the process that runs now. */
  pid(): number;
  /** Signed in once: a session outlives the process. */
  readonly admin: HubClient;
  /** What this run of it has said on standard error. */
  log(): string;
  /** Resolves with the exit code when the process that runs now ends by itself. */
  ended(): Promise<number | null>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** After `kill` or `stop`; resolves when the hub says that it is ready. */
  start(): Promise<void>;
  /** SIGTERM. @returns the exit code. */
  stop(): Promise<number | null>;
  /** Kills it where it runs, and removes its data. */
  remove(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly http: string;
  readonly mqtt: string;
  log(): string;
}

const main = join(import.meta.dirname, '../../gateway/main.ts');
/** As `npm start` has it. */
const compileCache = join(import.meta.dirname, '../../node_modules/.cache/hub');
/** A machine that does much else beside it is no reason to fail: how soon it is ready is reported, not asserted. */
const readyWithinMs = 60_000;
/** Characters of its log that are kept. */
const mostSaid = 4_000_000;

/** @param settings HUB_ settings beside the data directory and, on the first start, free ports. */
export async function startHubProcess(settings: Readonly<Record<string, string>> = {}): Promise<HubProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'touchpoint-hub-process-'));
  const environment: Record<string, string> = {
    HUB_DATA_DIR: dataDir,
    HUB_ADMIN_PASSWORD: adminPassword,
    HUB_LOG_LEVEL: 'error',
    HUB_HTTP_PORT: '0',
    HUB_MQTT_PORT: '0',
    ...settings,
  };
  let running = await launch(environment, dataDir);
  const { http, mqtt } = running;
  environment['HUB_HTTP_PORT'] = new URL(http).port;
  if (settings['HUB_MQTT_URL'] === undefined) environment['HUB_MQTT_PORT'] = new URL(mqtt).port;

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = await exited;
    return code;
  }

  return {
    http,
    mqtt,
    dataDir,
    pid: () => running.child.pid as number,
    admin: await signIn(http, 'admin', settings['HUB_ADMIN_PASSWORD'] ?? adminPassword),
    log: () => running.log(),
    async ended() {
      const { child } = running;
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      return child.exitCode;
    },
    async kill() {
      await end('SIGKILL');
    },
    async start() {
      running = await launch(environment, dataDir);
    },
    stop: () => end('SIGTERM'),
    async remove() {
      await end('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** @throws with what the hub said where it ends, or is not ready in time. */
async function launch(environment: Readonly<Record<string, string>>, workingDir: string): Promise<Running> {
  const child = spawn(process.execPath, [main], {
    cwd: workingDir,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compileCache, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-mostSaid);
  });
  let isLate = false;
  const tooLate = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, readyWithinMs);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { ready, http, mqtt } = JSON.parse(line) as { ready: boolean; http: string; mqtt: string };
      if (ready) return { child, http, mqtt, log: () => said };
    }
  } finally {
    clearTimeout(tooLate);
  }
  const how = isLate ? `was not ready within ${readyWithinMs} ms` : 'ended before it was ready';
  throw new Error(`the hub ${how}: ${said.slice(-4_000)}`);
}

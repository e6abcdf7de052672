// The process: settings in, one line of JSON out when it is ready to serve, signals, exit code. Logs go to standard error.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './config/config-error.ts';
import { type Config, loadProcessConfig } from './config.ts';
import { type Hub, openHub } from './hub.ts';
import { createLog } from './log.ts';
import { createSystemdLink } from './systemd-link.ts';

/** Docker kills a container 10 s after SIGTERM. */
const longestStopMs = 9_000;

/** Built by `npm run build`; a hub without it serves the API alone. */
const pagesDir = fileURLToPath(new URL('../dist/', import.meta.url));

function readConfig(): Config {
  try {
    return loadProcessConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

const config = readConfig();
const log = createLog(config.logLevel);

const systemd =
  config.systemd &&
  createSystemdLink({ ...config.systemd, failed: (error) => log.error({ error }, 'systemd does not hear the hub') });

function fail(error: unknown): never {
  log.fatal({ error }, 'the hub ends: a supervisor starts it again, and nothing acknowledged is lost');
  process.exit(1);
}
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

let hub: Hub;
try {
  hub = await openHub({ config, log, ...(existsSync(pagesDir) && { pagesDir }) });
  const address = await hub.serve();
  if (address.madeAdminPassword !== undefined) {
    process.stderr.write(`First start: sign in as admin with the password ${address.madeAdminPassword}\n`);
  }
  const { http, https, mqtt } = address;
  process.stdout.write(`${JSON.stringify({ ready: true, http, https, mqtt, property: config.property.id })}\n`);
  await systemd?.start();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}

function stop(): void {
  setTimeout(() => {
    log.error('closing took too long');
    process.exit(1);
  }, longestStopMs).unref();
  void systemd?.stop();
  hub.close().then(() => process.exit(0), fail);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

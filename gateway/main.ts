// The process: settings in, one line of JSON out when it is ready to serve, signals, exit code. Logs go to standard error.
import { pino } from 'pino';
import { ConfigError } from './config/config-error.ts';
import { type Config, loadProcessConfig } from './config.ts';
import { type Hub, openHub } from './hub.ts';

/** CONTRACT.md: SIGTERM drains and ends within 10 s. */
const longestStopMs = 9_000;

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
const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));

function fail(error: unknown): never {
  log.fatal({ error }, 'the hub ends: a supervisor starts it again, and nothing acknowledged is lost');
  process.exit(1);
}
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

let hub: Hub;
try {
  hub = await openHub({ config, log });
  const address = await hub.serve();
  if (address.madeAdminPassword !== undefined) {
    process.stderr.write(`First start: sign in as admin with the password ${address.madeAdminPassword}\n`);
  }
  const { http, mqtt } = address;
  process.stdout.write(`${JSON.stringify({ ready: true, http, mqtt, property: config.property.id })}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}

function stop(): void {
  setTimeout(() => {
    log.error('closing took too long');
    process.exit(1);
  }, longestStopMs).unref();
  hub.close().then(() => process.exit(0), fail);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

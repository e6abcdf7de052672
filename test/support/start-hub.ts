// A whole hub for acceptance tests: real store, real broker, real API, on free ports and a data directory of its own.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig } from '../../gateway/config.ts';
import { type HubAddress, openHub } from '../../gateway/hub.ts';
import { createLog } from '../../gateway/log.ts';
import type { Clock } from '../../gateway/ports.ts';
import { type HubClient, signIn } from './hub-client.ts';

export interface TestHub extends HubAddress {
  readonly dataDir: string;
  readonly admin: HubClient;
  /** Stops the hub; the data directory stays for the next one. */
  stop(): Promise<void>;
  /** Stops the hub and removes its data. */
  remove(): Promise<void>;
}

export interface TestHubOptions {
  readonly dataDir?: string;
  readonly clock?: Clock;
  /** HUB_ settings beside free ports and the data directory. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The text of a hub.yaml. */
  readonly hubYaml?: string;
  readonly pagesDir?: string;
}

export const adminPassword = 'a long password for tests';

export async function startHub(options: TestHubOptions = {}): Promise<TestHub> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'touchpoint-hub-')));
  const hub = await openHub({
    config: testConfig(dataDir, options),
    log: createLog(process.env['HUB_LOG_LEVEL'] ?? 'silent'),
    ...(options.clock !== undefined && { clock: options.clock }),
    ...(options.pagesDir !== undefined && { pagesDir: options.pagesDir }),
  });
  const address = await hub.serve();
  return {
    ...address,
    dataDir,
    admin: await signIn(address.http, 'admin', adminPassword),
    stop: hub.close,
    async remove() {
      await hub.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function testConfig(dataDir: string, { settings, hubYaml }: TestHubOptions): Config {
  const environment = {
    HUB_DATA_DIR: dataDir,
    HUB_HTTP_PORT: '0',
    HUB_MQTT_PORT: '0',
    HUB_ADMIN_PASSWORD: adminPassword,
    ...settings,
  };
  const onDisk = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  const read = (path: string) => (path.endsWith('hub.yaml') ? hubYaml : onDisk(path));
  return loadConfig(environment, { read, workingDir: dataDir });
}

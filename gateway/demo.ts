// The demonstration: a whole hub, and in the same process a simulated hotel whose devices connect to it over real MQTT. For
// the hub they are devices like any other; every setting holds.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { planHouse } from '../devices/simulators/building.ts';
import { createHotel } from '../devices/simulators/create-hotel.ts';
import { doorsNotice, greeting } from '../devices/simulators/demo/demo-greeting.ts';
import { openDemoKeys } from '../devices/simulators/demo/demo-keys.ts';
import { makePassword, registerDevices, registerPeople } from '../devices/simulators/demo/demo-registry.ts';
import { createDemoScript, demoHotelOptions, demoHouse, letRooms } from '../devices/simulators/demo/demo-script.ts';
import { createDemoStays } from '../devices/simulators/demo/demo-stays.ts';
import { signSystemsIn } from '../devices/simulators/demo/demo-systems.ts';
import type { CallHub } from '../devices/simulators/network/hub-calls.ts';
import { createRandom } from '../devices/simulators/random.ts';
import { ConfigError } from './config/config-error.ts';
import { type Config, loadProcessConfig } from './config.ts';
import { type Hub, openHub } from './hub.ts';
import { createLog } from './log.ts';
import { systemClock } from './system-clock.ts';

const pagesDir = fileURLToPath(new URL('../dist/', import.meta.url));
/** Docker kills a container 10 s after SIGTERM. */
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

/** As the command line does, without a socket. */
function callsTo(hub: Hub): CallHub {
  return async <Body>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => {
    const answer = await hub.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${hub.controlToken}` },
      ...(body !== undefined && { payload: body }),
    });
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.body}`);
    return (answer.body === '' ? undefined : answer.json()) as Body;
  };
}

/** The hotel's own first: where hub.yaml names a room of the same id, hub.yaml is right. */
function withSimulatedSpaces(config: Config): Config {
  const named = new Set<string>(config.spaces.map(({ id }) => id));
  const added = planHouse(demoHouse).spaces.filter(({ id }) => !named.has(id)) as unknown as Config['spaces'];
  return { ...config, spaces: [...config.spaces, ...added] };
}

/** Where a client of this machine finds what listens on every address. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}

const config = readConfig();
process.stdout.write(doorsNotice(config.http.host, config.mqtt.host));
const log = createLog(config.logLevel);

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const keys = openDemoKeys(config.dataDir);
// An administrator that is there already keeps the password that it has.
const adminPassword = config.adminPassword ?? keys.people.get('admin') ?? makePassword();
const hub = await openHub({
  config: withSimulatedSpaces(config),
  log,
  firstAdminPassword: adminPassword,
  ...(existsSync(pagesDir) && { pagesDir }),
});
await registerPeople(callsTo(hub), keys, adminPassword);
await registerDevices(callsTo(hub), planHouse(demoHouse).devices, keys);
const { http, mqtt } = await hub.serve();

const hotel = createHotel({
  ...demoHotelOptions(systemClock.now()),
  property: config.property.id,
  clock: systemClock,
  connect: { url: config.mqtt.url ?? reachable(mqtt) },
  credentials: (device) => keys.devices.get(device)!,
});
const script = createDemoScript(hotel, systemClock);
const stays = createDemoStays({
  clock: systemClock,
  random: createRandom(systemClock.now()),
  hotel,
  rooms: letRooms,
  calls: await signSystemsIn(callsTo(hub), reachable(http)),
});
hotel.start();
script.start();
await stays.start();
process.stdout.write(`${JSON.stringify({ ready: true, http, mqtt, property: config.property.id })}\n`);
process.stdout.write(greeting({ http, mqtt }, keys));

async function stop(): Promise<void> {
  setTimeout(() => process.exit(1), longestStopMs).unref();
  script.stop();
  stays.stop();
  await hotel.stop();
  await hub.close();
  process.exit(0);
}
process.once('SIGTERM', () => stop().catch(fail));
process.once('SIGINT', () => stop().catch(fail));

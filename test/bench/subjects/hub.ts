// The hub as a property runs it, on a real InfluxDB. Only the limits of what one device may publish and of what one caller may ask are
// out of the way: two hundred devices stand for a house of many thousands, and one engineer registers them all within a minute.
import { eventually } from '../../support/eventually.ts';
import type { HubClient } from '../../support/hub-client.ts';
import { startHubProcess } from '../../support/hub-process.ts';
import { startInfluxd } from '../../support/influxd.ts';
import { storedPoints } from './stored-points.ts';
import type { Subject } from './subject.ts';

export interface HubSubject extends Subject {
  readonly http: string;
  readonly admin: HubClient;
}

const outOfTheWay = {
  HUB_MQTT_PUBLISHES_PER_SECOND: '100000',
  HUB_MQTT_PUBLISH_BURST: '1000000',
  HUB_HTTP_CALLS_PER_MINUTE: '1000000',
  HUB_HTTP_CALLS_PER_MINUTE_PER_ADDRESS: '1000000',
};
const roomsOfFloor = 20;
const risers = 10;
const addedAtOnce = 32;
const staffName = 'bench';

/** @param settings HUB_ settings beside those. */
export async function startHubSubject(settings: Readonly<Record<string, string>> = {}): Promise<HubSubject> {
  const influxd = await startInfluxd();
  const hub = await startHubProcess({ HUB_INFLUX_URL: influxd.url, ...outOfTheWay, ...settings });
  // Its database is made where it is not there.
  await eventually(
    () => fetch(`${hub.http}/readyz`),
    ({ ok }) => ok,
  );
  const { token } = await hub.admin.post<{ token: string }>('/tokens', { name: staffName, role: 'engineer' });
  const where = { url: influxd.url, database: 'touchpoint_hub', measurement: '"telemetry"."telemetry"' };

  async function add(id: string, index: number) {
    const place = { floor: String(Math.floor(index / roomsOfFloor)), riser: `riser-${index % risers}` };
    const { password } = await hub.admin.addDevice({ id, kind: 'hot-water-sensor', space: `room-${id}`, ...place });
    return { id, password };
  }

  return {
    http: hub.http,
    admin: hub.admin,
    mqtt: hub.mqtt,
    property: 'demo',
    pids: { hub: hub.pid(), influxd: influxd.pid() },
    staff: { username: staffName, password: token },
    async addDevices(ids) {
      const added: { id: string; password: string }[] = [];
      for (let from = 0; from < ids.length; from += addedAtOnce) {
        added.push(...(await Promise.all(ids.slice(from, from + addedAtOnce).map((id, n) => add(id, from + n)))));
      }
      return added;
    },
    stored: (devices) => storedPoints(where, devices),
    async stop() {
      await hub.remove();
      await influxd.stop();
    },
  };
}

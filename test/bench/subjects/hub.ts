// The hub as a property runs it, on a real InfluxDB. Only the limit of what one device may publish is out of the way: two hundred
// devices stand for a house of many thousands.
import { eventually } from '../../support/eventually.ts';
import { startHubProcess } from '../../support/hub-process.ts';
import { startInfluxd } from '../../support/influxd.ts';
import { storedPoints } from './stored-points.ts';
import type { Subject } from './subject.ts';

const settings = { HUB_MQTT_PUBLISHES_PER_SECOND: '100000', HUB_MQTT_PUBLISH_BURST: '1000000' };
const roomsOfFloor = 20;
const risers = 10;
const staffName = 'bench';

export async function startHubSubject(): Promise<Subject> {
  const influxd = await startInfluxd();
  const hub = await startHubProcess({ HUB_INFLUX_URL: influxd.url, ...settings });
  // Its database is made where it is not there.
  await eventually(
    () => fetch(`${hub.http}/readyz`),
    ({ ok }) => ok,
  );
  const { token } = await hub.admin.post<{ token: string }>('/tokens', { name: staffName, role: 'engineer' });
  const where = { url: influxd.url, database: 'touchpoint_hub', measurement: '"telemetry"."telemetry"' };
  return {
    mqtt: hub.mqtt,
    property: 'demo',
    pids: { hub: hub.pid(), influxd: influxd.pid() },
    staff: { username: staffName, password: token },
    async addDevices(ids) {
      const added: { id: string; password: string }[] = [];
      for (const [index, id] of ids.entries()) {
        const place = { floor: String(Math.floor(index / roomsOfFloor)), riser: `riser-${index % risers}` };
        const device = { id, kind: 'hot-water-sensor', space: `room-${id}`, ...place };
        const { password } = await hub.admin.addDevice(device);
        added.push({ id, password });
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

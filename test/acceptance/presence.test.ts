// Who is there: a last will, silence, a floor that goes, a broker that goes. Hub and house are driven by one clock, so that a
// time-out is minutes for them and nothing for us.
import { expect, it, onTestFinished } from 'vitest';
import { createSimulatedClock, type SimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { startMosquitto } from '../gateway/ingestion/start-mosquitto.ts';
import { describeWith } from '../support/describe-with.ts';
import { connectDevice, type DeviceClient } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { metric } from '../support/metrics.ts';
import { startHub, type TestHub, type TestHubOptions } from '../support/start-hub.ts';

interface WireDevice {
  readonly presence: string;
}

interface WireTask {
  readonly kind: string;
  readonly device: string | null;
  readonly role: string;
  readonly state: string;
  readonly incident: string | null;
}

interface WireIncident {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly closedAt: string | null;
}

interface House {
  readonly hub: TestHub;
  readonly clock: SimulatedClock;
  /** By floor. */
  readonly devices: ReadonlyMap<string, readonly DeviceClient[]>;
  on(floor: string): readonly DeviceClient[];
  /** Minute by minute; `speaking` say how warm it is in each. */
  pass(minutes: number, speaking: readonly DeviceClient[]): Promise<void>;
  presence(device: DeviceClient | undefined): Promise<string>;
  tasks(): Promise<WireTask[]>;
  incidents(): Promise<WireIncident[]>;
}

const floors = { '8': 4, '9': 10 };
const minuteMs = 60_000;

async function openHouse(options: TestHubOptions = {}): Promise<House> {
  const clock = createSimulatedClock({ startAt: Date.now() });
  const hub = await startHub({ ...options, clock });
  onTestFinished(() => hub.remove());
  const devices = new Map<string, DeviceClient[]>();
  for (const [floor, rooms] of Object.entries(floors)) {
    const ids = Array.from({ length: rooms }, (_, index) => `panel-${floor}${String(index + 1).padStart(2, '0')}`);
    const onFloor = ids.map(async (id) => {
      const signIn = await hub.admin.addDevice({ id, kind: 'room-controller', space: id.slice(6), floor });
      return connectDevice({ url: hub.mqtt, ...signIn });
    });
    devices.set(floor, await Promise.all(onFloor));
  }
  onTestFinished(async () => {
    for (const client of [...devices.values()].flat()) client.cut();
  });
  const received = () => metric(hub.http, 'hub_mqtt_received_total');
  const house: House = {
    hub,
    clock,
    devices,
    on: (floor) => devices.get(floor) ?? [],
    async pass(minutes, speaking) {
      for (let minute = 0; minute < minutes; minute += 1) {
        await clock.advanceBy(minuteMs);
        const sample = { at: clock.now(), temperature: 22, setpoint: 23 };
        const heard = await received();
        await Promise.all(speaking.map((one) => one.publish('telemetry', sample)));
        // An external broker acknowledges before the hub has heard.
        await eventually(received, (count) => count >= heard + speaking.length);
      }
    },
    presence: async (device) => (await hub.admin.get<WireDevice>(`/devices/${device?.id}`)).presence,
    tasks: () => hub.admin.list<WireTask>('/tasks'),
    incidents: () => hub.admin.list<WireIncident>('/incidents'),
  };
  await Promise.all([...devices.values()].flat().map((one) => one.publish('presence', 'online')));
  return house;
}

const everybody = (house: House) => [...house.devices.values()].flat();
const without = (house: House, gone: readonly DeviceClient[]) => everybody(house).filter((one) => !gone.includes(one));

it('a device that is cut off is offline at once, and work after its own time-out; its word ends it', async () => {
  const house = await openHouse();
  const [gone] = house.on('8') as [DeviceClient];
  gone.cut();
  await eventually(
    () => house.presence(gone),
    (presence) => presence === 'offline',
  );
  await house.pass(4, without(house, [gone]));
  expect(await house.tasks()).toEqual([]);
  await house.pass(1, without(house, [gone]));
  expect(await house.tasks()).toMatchObject([
    { kind: 'device-offline', device: gone.id, role: 'engineer', state: 'open', incident: null },
  ]);
  await house.pass(60, without(house, [gone]));
  expect(await house.tasks()).toHaveLength(1);

  gone.comeBack();
  await gone.publish('presence', 'online');
  expect(await house.presence(gone)).toBe('online');
  expect(await house.tasks()).toMatchObject([{ device: gone.id, state: 'cancelled' }]);
  expect(await house.incidents()).toEqual([]);
});

it('a device that falls silent without a will is offline after its time-out', async () => {
  const house = await openHouse();
  const [silent] = house.on('8') as [DeviceClient];
  await house.pass(4, without(house, [silent]));
  expect(await house.presence(silent)).toBe('online');
  await house.pass(1, without(house, [silent]));
  expect(await house.presence(silent)).toBe('offline');
  expect(await house.tasks()).toMatchObject([{ kind: 'device-offline', device: silent.id }]);
});

it('a floor that goes is one incident and one task, and is closed when it is back', async () => {
  const house = await openHouse();
  const gone = house.on('8');
  for (const one of gone) one.cut();
  for (const one of gone)
    await eventually(
      () => house.presence(one),
      (presence) => presence === 'offline',
    );
  await house.pass(30, without(house, gone));
  const [incident, ...others] = await house.incidents();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({ kind: 'floor-offline', subject: '8', closedAt: null });
  expect(await house.tasks()).toMatchObject([{ kind: 'device-offline', device: null, incident: incident?.id }]);

  for (const one of gone) {
    one.comeBack();
    await one.publish('presence', 'online');
  }
  expect(await house.incidents()).toMatchObject([{ id: incident?.id, closedAt: expect.any(String) }]);
  await house.pass(30, everybody(house));
  expect(await house.tasks()).toMatchObject([{ state: 'cancelled' }]);
});

it('nobody is blamed for the hour in which the hub itself was off', async () => {
  const house = await openHouse();
  await house.hub.stop();
  await house.clock.advanceBy(60 * minuteMs);
  const { dataDir, mqtt, http } = house.hub;
  const settings = { HUB_MQTT_PORT: new URL(mqtt).port, HUB_HTTP_PORT: new URL(http).port };
  const again = await startHub({ dataDir, clock: house.clock, settings });
  onTestFinished(() => again.stop());
  await house.pass(2, everybody(house));
  expect(await house.tasks()).toEqual([]);
  expect(await house.incidents()).toEqual([]);
});

describeWith(['mosquitto'], 'an external broker', () => {
  it('that goes is one incident and not one per device, however long; that comes back closes it', async () => {
    const mosquitto = await startMosquitto();
    const house = await openHouse({ settings: { HUB_MQTT_URL: mosquitto.url } });
    await house.pass(2, everybody(house));
    await mosquitto.kill();
    const [incident] = await eventually(house.incidents, (list) => list.length === 1);
    expect(incident).toMatchObject({ kind: 'broker-offline', closedAt: null });
    await house.pass(120, []);
    expect(await house.incidents()).toMatchObject([{ id: incident?.id, closedAt: null }]);
    expect(await house.tasks()).toMatchObject([{ kind: 'device-offline', device: null, incident: incident?.id }]);

    await mosquitto.start();
    await eventually(house.incidents, ([one]) => one?.closedAt !== null);
    await house.pass(30, everybody(house));
    expect(await house.incidents()).toHaveLength(1);
    expect(await house.tasks()).toMatchObject([{ state: 'cancelled' }]);
  });
});

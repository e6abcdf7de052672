// A small hotel with its people, on a real hub: two hot-water sensors over real MQTT, one person of each role.
import { connectAsync, type MqttClient } from 'mqtt';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, openDevice, type Screen, signInOn } from '../support/browser.ts';
import { type BuiltPages, buildPages } from '../support/built-pages.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';
import { waterFromTapC } from '../support/water-from-tap.ts';

export const staff = { li: 'housekeeping', wang: 'engineer', chen: 'manager', zhao: 'front-desk' } as const;
export type Person = keyof typeof staff;

const password = 'a long password of staff';

export interface StaffedHotel {
  readonly hub: TestHub;
  readonly browser: Browser;
  /** The person's page on a device of its own, signed in. */
  open(person: Person, screen: Screen, path?: string): Promise<{ page: Page; device: BrowserContext }>;
  /** One sample a second, hot from `hotFromS` on, the flow edge `beganAgoS` ago; told as fast as the hub takes it. */
  draw(
    room: Room,
    times: { readonly beganAgoS: number; readonly seconds: number; readonly hotFromS: number },
  ): Promise<void>;
  /** A payload that the hub cannot read. */
  sayNonsense(room: Room): Promise<void>;
  close(): Promise<void>;
}

const rooms = ['1203', '1204'] as const;
export type Room = (typeof rooms)[number];

/** @param hubYaml the text of a hub.yaml; unset: none. */
export async function openStaffedHotel(hubYaml?: string): Promise<StaffedHotel> {
  const pages: BuiltPages = await buildPages();
  const hub = await startHub({ pagesDir: pages.folder, ...(hubYaml !== undefined && { hubYaml }) });
  for (const [name, role] of Object.entries(staff)) await hub.admin.post('/users', { name, role, password });
  const sensors = new Map<Room, MqttClient>();
  for (const room of rooms) {
    const device = { id: `hw-${room}`, kind: 'hot-water-sensor', space: room, floor: '12', riser: 'r1' };
    const credentials = await hub.admin.addDevice(device);
    sensors.set(room, await connectAsync(hub.mqtt, { clientId: device.id, ...credentials }));
  }
  const browser = await launchBrowser();
  const devices: BrowserContext[] = [];

  return {
    hub,
    browser,
    async open(person, screen, path = '/') {
      const device = await openDevice(browser, screen);
      devices.push(device);
      const page = await device.newPage();
      await signInOn(page, hub.http, person, password, path);
      return { page, device };
    },
    async draw(room, { beganAgoS, seconds, hotFromS }) {
      const began = Date.now() - beganAgoS * 1000;
      for (let s = 0; s < seconds + 6; s++) {
        const sample = { at: began + s * 1000, temperature: waterFromTapC(s - hotFromS), flow: s < seconds ? 8 : 0 };
        await sensors.get(room)?.publishAsync(`hub/demo/hw-${room}/telemetry`, JSON.stringify(sample), { qos: 1 });
      }
    },
    async sayNonsense(room) {
      await sensors.get(room)?.publishAsync(`hub/demo/hw-${room}/telemetry`, '{"temperature":', { qos: 1 });
    },
    async close() {
      await Promise.all(devices.map((device) => device.close()));
      await browser.close();
      await Promise.all([...sensors.values()].map((sensor) => sensor.endAsync()));
      await hub.remove();
      await pages.remove();
    },
  };
}

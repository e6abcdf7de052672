// Puts the simulated hotel into the hub's registry through its API, as a person would: every device with a password of its
// own, and somebody to sign in as for each role. What a demonstration before has added stays.
import { randomBytes } from 'node:crypto';
import type { DeviceDescription } from '../building.ts';
import type { CallHub } from '../network/hub-calls.ts';
import type { DemoKeys } from './demo-keys.ts';

interface Page<Item> {
  readonly items: readonly Item[];
}

const roles = ['housekeeping', 'front-desk', 'engineer', 'manager'] as const;

/** @throws where a device of that name is there and is somebody else's. */
export async function registerDevices(
  call: CallHub,
  devices: readonly DeviceDescription[],
  keys: DemoKeys,
): Promise<void> {
  const { items } = await call<Page<{ id: string }>>('GET', '/devices?limit=1000');
  const known = new Set(items.map(({ id }) => id));
  for (const device of devices) {
    if (known.has(device.id)) {
      if (keys.devices.has(device.id)) continue;
      if (!keys.wereThere) throw new Error(`Device ${device.id} is there already and is not of a demonstration.`);
      // A demonstration that was killed while it registered has lost this password.
      await call('DELETE', `/devices/${device.id}`);
    }
    const { password } = await call<{ password: string }>('POST', '/devices', wireDevice(device));
    keys.devices.set(device.id, password);
  }
  keys.save();
}

function wireDevice({ id, kind, space, floor, riser, sensor }: DeviceDescription): object {
  return {
    id,
    kind,
    space,
    floor,
    ...(riser === undefined ? {} : { riser }),
    ...(sensor === undefined ? {} : { point: sensor.point, tau: sensor.tauS, resolution: sensor.resolutionC }),
  };
}

/**
 * One user for each role; the administrator is made by the hub when it first serves, with `adminPassword`. Who was added by
 * somebody else is left alone and has no password here.
 */
export async function registerPeople(call: CallHub, keys: DemoKeys, adminPassword: string): Promise<void> {
  const { items } = await call<Page<{ name: string }>>('GET', '/users?limit=1000');
  const known = new Set(items.map(({ name }) => name));
  if (!known.has('admin')) keys.people.set('admin', adminPassword);
  for (const role of roles) {
    if (known.has(role)) continue;
    const password = makePassword();
    await call('POST', '/users', { name: role, role, password });
    keys.people.set(role, password);
  }
  keys.save();
}

/** For a person to type: 72 random bits. */
export function makePassword(): string {
  return randomBytes(9).toString('base64url');
}

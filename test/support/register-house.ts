// The devices of a simulated house in the hub's registry, by the API, as an installer adds them.
import type { HousePlan } from '../../devices/simulators/building.ts';
import type { HubClient } from './hub-client.ts';

/** @returns the password of each device, by its id, as the simulated hotel asks for it. */
export async function registerHouse(
  admin: HubClient,
  { devices }: Pick<HousePlan, 'devices'>,
): Promise<(device: string) => string> {
  const passwords = new Map<string, string>();
  for (const { id, kind, space, floor, riser, sensor } of devices) {
    const { password } = await admin.addDevice({
      id,
      kind,
      space,
      floor,
      ...(riser !== undefined && { riser }),
      ...(sensor !== undefined && { point: sensor.point, tau: sensor.tauS }),
    });
    passwords.set(id, password);
  }
  return (device) => {
    const password = passwords.get(device);
    if (password === undefined) throw new Error(`${device}: expected a device of the registered house`);
    return password;
  };
}

// Who may sign in to a test's broker. Everybody's password is `secret`.
import type { Identity } from '../../broker/identity.ts';

export const devices = ['shower-0305', 'shower-0306', 'tea-l1'];

const staff: Record<string, { readonly role: string; readonly seesAllRoles: boolean }> = {
  li: { role: 'engineer', seesAllRoles: false },
  wang: { role: 'housekeeping', seesAllRoles: false },
  chen: { role: 'manager', seesAllRoles: true },
};

export async function identify(
  _clientId: string,
  username: string | undefined,
  password: Uint8Array | undefined,
): Promise<Identity | undefined> {
  if (username === undefined || Buffer.from(password ?? []).toString() !== 'secret') return undefined;
  if (devices.includes(username)) return { kind: 'device', id: username, property: 'demo' };
  if (!Object.hasOwn(staff, username)) return undefined;
  return { kind: 'staff', name: username, property: 'demo', ...(staff[username] as (typeof staff)[string]) };
}

// Who may connect to the embedded broker: a device with its own secret, or a person or token for the staff topics.
// Secrets of devices are checked from memory with SHA-256, so that a whole house may come back in seconds after a power cut.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { PropertyId } from '../devices/identifiers.ts';
import type { Role } from './domain/property.ts';
import type { Credentials } from './ports.ts';

export type ClientIdentity =
  | { readonly kind: 'device'; readonly id: string; readonly property: string }
  | {
      readonly kind: 'staff';
      readonly name: string;
      readonly role: Role;
      readonly property: string;
      readonly seesAllRoles: boolean;
    };

export interface ClientCheckOptions {
  readonly property: PropertyId;
  readonly credentials: Credentials;
  /** A person's name and password, throttled together with the pages' sign-in. */
  readonly checkPerson: (
    name: string,
    password: string,
    address: string,
  ) => Promise<{ name: string; role: Role } | undefined>;
}

export function createClientCheck({ property, credentials, checkPerson }: ClientCheckOptions) {
  function staff(name: string, role: Role): ClientIdentity {
    return { kind: 'staff', name, role, property, seesAllRoles: role === 'manager' || role === 'admin' };
  }

  return async (
    username: string | undefined,
    password: Uint8Array | undefined,
    address: string,
  ): Promise<ClientIdentity | undefined> => {
    if (username === undefined || password === undefined) return undefined;
    const deviceHash = credentials.deviceSecretHash(username);
    if (deviceHash !== undefined) {
      return isSecret(password, deviceHash) ? { kind: 'device', id: username, property } : undefined;
    }
    const token = credentials.tokens().find((one) => one.name === username);
    if (token !== undefined) return isSecret(password, token.hash) ? staff(token.name, token.role) : undefined;
    const user = await checkPerson(username, new TextDecoder().decode(password), address);
    return user === undefined ? undefined : staff(user.name, user.role);
  };
}

function isSecret(given: Uint8Array, expectedHash: string): boolean {
  const hash = createHash('sha256').update(given).digest();
  const expected = Buffer.from(expectedHash, 'hex');
  return hash.length === expected.length && timingSafeEqual(hash, expected);
}

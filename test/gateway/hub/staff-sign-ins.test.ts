// A sign-in over MQTT is on record before it counts, and a right that was taken in between does not slip through.
import { expect, test } from 'vitest';
import { createStaffSignIns } from '../../../gateway/hub/staff-sign-ins.ts';
import type { ClientIdentity } from '../../../gateway/identify-client.ts';
import type { Token, User } from '../../../gateway/ports.ts';

const li: User = { name: 'li', role: 'engineer', passwordHash: 'scrypt$1', disabled: false };
const dect: Token = { name: 'dect', role: 'engineer', hash: 'ab' };

/** `meanwhile` happens while the line is on its way to the disk. */
function open(meanwhile: (users: Map<string, User>, tokens: Map<string, Token>) => void) {
  const users = new Map([['li', li]]);
  const tokens = new Map([['dect', dect]]);
  return createStaffSignIns({
    credentials: { user: (name) => users.get(name), tokens: () => [...tokens.values()] },
    ledger: {
      async submit() {
        meanwhile(users, tokens);
        return { accepted: true, facts: [], repeat: false };
      },
    },
    clock: { now: () => 0 },
  });
}
const identityOf = (name: string): ClientIdentity => ({
  kind: 'staff',
  name,
  role: 'engineer',
  property: 'demo',
  seesAllRoles: false,
});

test.each<[string, string, Parameters<typeof open>[0]]>([
  ['a person gets another password', 'li', (users) => users.set('li', { ...li, passwordHash: 'scrypt$2' })],
  ['a person is disabled', 'li', (users) => users.set('li', { ...li, disabled: true })],
  ['a token is revoked', 'dect', (_users, tokens) => tokens.delete('dect')],
])('%s while signing in: asked to come again', async (_what, name, meanwhile) => {
  const { note } = open(meanwhile);
  await expect(note(name, identityOf(name), '192.0.2.7')).rejects.toThrow(/:(li|dect) was changed meanwhile/);
});

test.each(['li', 'dect'])('what is done to others meanwhile keeps %s out of nothing', async (name) => {
  const { note } = open((users, tokens) => {
    users.set('mei', { ...li, name: 'mei' });
    tokens.set('pms', { ...dect, name: 'pms' });
  });
  await expect(note(name, identityOf(name), '192.0.2.7')).resolves.toBeUndefined();
});

test('a wrong password is refused as one, whatever happens meanwhile', async () => {
  const { note } = open((users) => users.delete('li'));
  await expect(note('li', undefined, '192.0.2.7')).resolves.toBeUndefined();
});

// The first start: somebody must be able to sign in.
import type { Credentials, Ledger } from '../../ports.ts';
import { hashPassword } from './passwords.ts';
import { makeSecret } from './secrets.ts';

/**
 * Makes the user `admin` where nobody is an administrator yet, with `password` or with one it makes.
 * @returns the password that it made, to be printed once; undefined where nothing was made or the password was given.
 */
export async function ensureAdmin(
  credentials: Pick<Credentials, 'users'>,
  ledger: Ledger,
  password?: string,
): Promise<string | undefined> {
  if (credentials.users().some(({ role }) => role === 'admin')) return undefined;
  const chosen = password ?? makeSecret().slice(0, 20);
  const user = { name: 'admin', role: 'admin', passwordHash: await hashPassword(chosen), disabled: false } as const;
  const noted = { action: 'user-added', by: 'hub', subject: user.name, data: { role: user.role } } as const;
  await ledger.submit({ type: 'note-action', noted }, { credentials: [{ type: 'put-user', user }] });
  return password === undefined ? chosen : undefined;
}

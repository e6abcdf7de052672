// People and integrations that may sign in; the administrator's calls.
import { z } from 'zod';
import { Role } from './session.ts';

const AccountName = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,62}$/u, 'expected 1 to 63 letters, digits, dots, dashes or underscores');

/** Short ones are found out by trying; NIST SP 800-63B asks for at least 8. */
const NewPassword = z.string().min(8, 'expected at least 8 characters').max(1024);

/** One's own. */
export const PasswordChange = z.strictObject({ current: z.string().min(1).max(1024), next: NewPassword });
export type PasswordChange = z.infer<typeof PasswordChange>;

export const Account = z.object({ name: z.string(), role: Role, disabled: z.boolean() }).meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

export const AccountNameParams = z.object({ name: AccountName });

export const NewAccount = z.strictObject({ name: AccountName, role: Role, password: NewPassword });
export type NewAccount = z.infer<typeof NewAccount>;

export const AccountChange = z.strictObject({
  role: Role.optional(),
  password: NewPassword.optional(),
  disabled: z.boolean().optional(),
});
export type AccountChange = z.infer<typeof AccountChange>;

export const TokenInfo = z.object({ name: z.string(), role: Role }).meta({ id: 'TokenInfo' });
export type TokenInfo = z.infer<typeof TokenInfo>;

export const NewToken = z.strictObject({ name: AccountName, role: Role });
export type NewToken = z.infer<typeof NewToken>;

/** The secret is told this once; the hub keeps its hash. */
export const MadeToken = z.object({ name: z.string(), role: Role, token: z.string() }).meta({ id: 'MadeToken' });
export type MadeToken = z.infer<typeof MadeToken>;

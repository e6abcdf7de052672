// A browser that has signed in as somebody before keeps a cookie that proves it: its next tries wait neither behind a guesser
// at the same address nor for one (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). It signs nobody in. It is
// made from the password's own hash, so that nothing is kept for it and a new password ends it.
import { createHmac } from 'node:crypto';
import type { User } from '../../ports.ts';
import { makeSecret, sameSecret } from './secrets.ts';

export const browserCookie = 'hub_browser';
export const browserCookieSeconds = 180 * 86_400;

export function makeBrowserCookie(user: User): string {
  const browser = makeSecret();
  return `${browser}.${proof(browser, user)}`;
}

/** Which browser it is, where the hub made the cookie for this user and this password. */
export function browserOf(cookie: string | undefined, user: User | undefined): string | undefined {
  const [browser, given] = cookie?.split('.') ?? [];
  if (browser === undefined || given === undefined) return undefined;
  const isProven = sameSecret(given, proof(browser, user ?? nobody));
  return isProven && user !== undefined ? browser : undefined;
}

const nobody = { name: '', passwordHash: 'nobody' };

function proof(browser: string, { name, passwordHash }: Pick<User, 'name' | 'passwordHash'>): string {
  return createHmac('sha256', passwordHash)
    .update(JSON.stringify([browser, name]))
    .digest('base64url');
}

// A name and a password become a session, or a refusal that does not say which of the two was wrong.
import type { Clock, Credentials, Session, User } from '../../ports.ts';
import { verifyPassword } from './passwords.ts';
import { hashSecret, makeSecret } from './secrets.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';

/** A shift with its handover. */
export const sessionMs = 12 * 3_600_000;
/** They are judged one after the other, each some 200 ms of a core: more at once would starve intake. */
const mostWaiting = 64;

export type SignInResult =
  | { readonly signedIn: true; readonly user: User; readonly cookie: string; readonly session: Session }
  | { readonly signedIn: false; readonly retryAfterMs?: number };

export interface SignIn {
  signIn(username: string, password: string, address: string): Promise<SignInResult>;
  /** For other doors than the cookie's (MQTT): the user, where name and password are right. Throttled alike. */
  check(username: string, password: string, address: string): Promise<User | undefined>;
}

export function createSignIn(credentials: Credentials, clock: Clock): SignIn {
  const throttle = createSignInThrottle();
  let line: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function inLine<T>(work: () => Promise<T>): Promise<T> {
    waiting += 1;
    const result = line.then(work);
    line = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      waiting -= 1;
    }
  }

  async function judge(username: string, password: string, address: string) {
    if (waiting >= mostWaiting) return { retryAfterMs: 1000 };
    const retryAfterMs = throttle.admit(username, address, clock.now());
    if (retryAfterMs !== undefined) return { retryAfterMs };
    const user = credentials.user(username);
    const right = await inLine(() => verifyPassword(password, user?.passwordHash));
    if (!right || user === undefined || user.disabled) return {};
    throttle.succeeded(username, address);
    return { user };
  }

  return {
    async signIn(username, password, address) {
      const { user, retryAfterMs } = await judge(username, password, address);
      if (user === undefined) return { signedIn: false, ...(retryAfterMs !== undefined && { retryAfterMs }) };
      const cookie = makeSecret();
      const session: Session = {
        hash: hashSecret(cookie),
        user: user.name,
        csrfToken: makeSecret(),
        expiresAt: clock.now() + sessionMs,
      };
      await credentials.putSession(session);
      return { signedIn: true, user, cookie, session };
    },
    async check(username, password, address) {
      return (await judge(username, password, address)).user;
    },
  };
}

// A name and a password are checked, for every door alike: one throttle, and one line in which passwords are judged. A refusal
// does not say which of the two was wrong, and takes as long for a name that nobody has.
import type { Clock, Credentials, MetricFamily, User } from '../../ports.ts';
import { addressKey } from '../listener/caller-address.ts';
import { countByName } from '../listener/http-counters.ts';
import { createFairLine } from './fair-line.ts';
import { browserOf } from './known-browser.ts';
import { verifyPassword } from './passwords.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';

/** Of all addresses: some 13 s of work. */
const mostWaiting = 64;
/** Of one address or browser. */
const mostInLane = 16;
const busyMs = 2_000;

export interface SignInTry {
  readonly username: string;
  readonly password: string;
  /** The caller's network address. */
  readonly address: string;
  /** What `makeBrowserCookie` once gave this browser. */
  readonly browserCookie?: string | undefined;
}

export type SignInResult =
  | { readonly outcome: 'signed-in'; readonly user: User }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'throttled' | 'busy'; readonly retryAfterMs: number };

export interface SignIn {
  check(attempt: SignInTry): Promise<SignInResult>;
  families(): readonly MetricFamily[];
}

export function createSignIn(credentials: Pick<Credentials, 'user'>, clock: Pick<Clock, 'now'>): SignIn {
  const outcomes = countByName(['signed-in', 'wrong', 'throttled', 'busy'], {
    name: 'hub_sign_ins_total',
    help: 'Tries to sign in with a password, by outcome',
    label: 'outcome',
  });
  const throttle = createSignInThrottle();
  const line = createFairLine({ mostWaiting, mostInLane });

  async function check({ username, password, address, browserCookie }: SignInTry): Promise<SignInResult> {
    const browser = browserOf(browserCookie, credentials.user(username));
    const origin = { address: addressKey(address), browser };
    const lane = { name: browser ?? origin.address, goesFirst: browser !== undefined };
    if (!line.hasRoom(lane)) return { outcome: 'busy', retryAfterMs: busyMs };
    const retryAfterMs = throttle.admit(username, origin, clock.now());
    if (retryAfterMs !== undefined) return { outcome: 'throttled', retryAfterMs };
    const hash = credentials.user(username)?.passwordHash;
    const right = await line.enter(lane, () => verifyPassword(password, hash));
    // As it is now: the account may have been disabled or its password changed while the try waited.
    const user = credentials.user(username);
    if (!right || user === undefined || user.disabled || user.passwordHash !== hash) return { outcome: 'wrong' };
    throttle.succeeded(username, origin);
    return { outcome: 'signed-in', user };
  }

  return {
    async check(attempt) {
      const result = await check(attempt);
      outcomes.add(result.outcome);
      return result;
    },
    families: () => [outcomes.family()],
  };
}

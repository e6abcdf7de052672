// Guessing is slowed down per account and origin, so that one guesser can lock out neither a colleague at another address nor
// a whole hotel behind one; and per address over all accounts, so that one password is not tried on everybody. Attempts are
// counted before they are judged: a burst gains nothing. Names that nobody has are counted like all others.

export interface Origin {
  /** The address, as limits count it. */
  readonly address: string;
  /** Proven to be a browser that has signed in as this account before: it shares nothing with its address. */
  readonly browser?: string | undefined;
}

export interface SignInThrottle {
  /** Undefined: go on, the attempt is counted. Else the milliseconds to wait before the next one is looked at. */
  admit(account: string, origin: Origin, now: number): number | undefined;
  /** A right password: the pair starts anew, and its address is not charged for it. */
  succeeded(account: string, origin: Origin): void;
}

const freeAttempts = 5;
const firstWaitMs = 5_000;
const longestWaitMs = 15 * 60_000;
/** Wrong passwords of one address over all accounts: a shift that signs in with cold fingers is far below. */
const freeOfAddress = 60;
/** Then one in so many milliseconds. */
const refillMs = 5_000;
/** More than these are forgotten, the oldest first: memory stays bounded under a flood of made-up names. */
const mostKept = 10_000;

export function createSignInThrottle(): SignInThrottle {
  const pairs = new Map<string, { attempts: number; waitUntil: number }>();
  /** When the address would have all its free attempts again. */
  const fullAgainAt = new Map<string, number>();

  return {
    admit(account, origin, now) {
      const key = pairKey(account, origin);
      const pair = pairs.get(key) ?? { attempts: 0, waitUntil: 0 };
      if (now < pair.waitUntil) return pair.waitUntil - now;
      if (origin.browser === undefined) {
        const fullAt = Math.max(fullAgainAt.get(origin.address) ?? 0, now) + refillMs;
        const waitMs = fullAt - now - freeOfAddress * refillMs;
        if (waitMs > 0) return waitMs;
        keep(fullAgainAt, origin.address, fullAt);
      }
      const forgotten = now - pair.waitUntil > longestWaitMs;
      const attempts = (forgotten ? 0 : pair.attempts) + 1;
      const waitMs =
        attempts < freeAttempts ? 0 : Math.min(firstWaitMs * 2 ** (attempts - freeAttempts), longestWaitMs);
      keep(pairs, key, { attempts, waitUntil: now + waitMs });
      return undefined;
    },
    succeeded(account, origin) {
      pairs.delete(pairKey(account, origin));
      const fullAt = fullAgainAt.get(origin.address);
      if (origin.browser === undefined && fullAt !== undefined) fullAgainAt.set(origin.address, fullAt - refillMs);
    },
  };
}

function pairKey(account: string, { address, browser }: Origin): string {
  return JSON.stringify(browser === undefined ? [address, account] : [address, account, browser]);
}

function keep<Value>(values: Map<string, Value>, key: string, value: Value): void {
  values.delete(key);
  values.set(key, value);
  if (values.size <= mostKept) return;
  const [oldest] = values.keys();
  if (oldest !== undefined) values.delete(oldest);
}

// Guessing is slowed down per account and address, so that one guesser can lock out neither a colleague at another address
// nor a whole hotel behind one. Attempts are counted before they are judged: a burst gains nothing.

export interface SignInThrottle {
  /** Undefined: go on, the attempt is counted. Else the milliseconds to wait before the next one is looked at. */
  admit(account: string, address: string, now: number): number | undefined;
  /** A right password: the pair starts anew. */
  succeeded(account: string, address: string): void;
}

const freeAttempts = 5;
const firstWaitMs = 5_000;
const longestWaitMs = 15 * 60_000;
/** Pairs beyond this are forgotten, the oldest first: memory stays bounded under a flood of made-up names. */
const mostPairs = 10_000;

export function createSignInThrottle(): SignInThrottle {
  const pairs = new Map<string, { attempts: number; waitUntil: number }>();
  const keyOf = (account: string, address: string) => `${address} ${account}`;

  return {
    admit(account, address, now) {
      const key = keyOf(account, address);
      const pair = pairs.get(key) ?? { attempts: 0, waitUntil: 0 };
      if (now < pair.waitUntil) return pair.waitUntil - now;
      const forgotten = now - pair.waitUntil > longestWaitMs;
      const attempts = (forgotten ? 0 : pair.attempts) + 1;
      const waitMs =
        attempts < freeAttempts ? 0 : Math.min(firstWaitMs * 2 ** (attempts - freeAttempts), longestWaitMs);
      pairs.delete(key);
      pairs.set(key, { attempts, waitUntil: now + waitMs });
      if (pairs.size > mostPairs) {
        const [oldest] = pairs.keys();
        if (oldest !== undefined) pairs.delete(oldest);
      }
      return undefined;
    },
    succeeded(account, address) {
      pairs.delete(keyOf(account, address));
    },
  };
}

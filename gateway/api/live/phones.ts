// Whose phones listen. A page that is open and seen has a stream, and says every few seconds that it still hears it: a phone
// that left the Wi-Fi closes no connection. A hidden page closes its stream. What is known is told to the ledger, at each
// change and again every few seconds, so that a hotel that was read back hears it too.
import type { Phone } from '../../domain/dispatch/phones.ts';
import type { Clock, Credentials, Ledger } from '../../ports.ts';
import type { Caller } from '../authentication/caller.ts';

export interface Phones {
  /** A stream of somebody was opened; returns what its end is to be told to. `listener`: how its page will say that it hears. */
  opened(caller: Caller, listener: string | undefined): () => void;
  /** The page of that name still hears its stream. */
  heard(caller: Caller, listener: string): void;
  /** Those of people who are signed in. */
  all(): readonly HeardPhone[];
  /** Not before phones have had the time to come back after a start. */
  isKnown(): boolean;
  start(): void;
  stop(): void;
}

export interface HeardPhone extends Phone {
  /** When a page of theirs was last heard of, Unix ms; unset: not since the start. */
  readonly heardAt?: number;
}

interface Listener {
  readonly caller: Caller;
  /** Unset: it never says that it hears, and is believed while the connection stands. */
  readonly name: string | undefined;
  open: boolean;
  heardMs: number;
}

export interface PhonesParts {
  readonly credentials: Pick<Credentials, 'users' | 'sessionsOf'>;
  readonly ledger: Ledger;
  readonly clock: Pick<Clock, 'now'>;
  /** False as soon as somebody has signed out. */
  readonly isCurrent: (caller: Caller) => boolean;
  /** Who was not heard for longer does not listen. Unset: 15 s. */
  readonly silentAfterMs?: number | undefined;
}

/** Three beats of a stream. */
const usualSilentAfterMs = 15_000;
const lookEveryMs = 1_000;
const looksPerTelling = 5;

export function createPhones(parts: PhonesParts): Phones {
  const { credentials, ledger, clock, isCurrent, silentAfterMs = usualSilentAfterMs } = parts;
  const listeners = new Set<Listener>();
  const heardAt = new Map<string, number>();
  let startedMs = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let looks = 0;
  let toldNames: string | undefined;

  // Wall time, not the hub's clock: it is about connections, which are real where the hotel is simulated.
  const wallMs = () => performance.now();
  const haveHadTime = () => wallMs() - startedMs >= silentAfterMs;

  function listens({ caller, name, open, heardMs }: Listener): boolean {
    if (!isCurrent(caller)) return false;
    return (open && name === undefined) || wallMs() - heardMs < silentAfterMs;
  }

  function hear(listener: Listener): void {
    listener.heardMs = wallMs();
    heardAt.set(listener.caller.name, clock.now());
  }

  function namesListening(): ReadonlySet<string> {
    for (const one of listeners) if (!one.open && !listens(one)) listeners.delete(one);
    return new Set([...listeners].filter(listens).map(({ caller }) => caller.name));
  }

  function all(): readonly HeardPhone[] {
    const listening = namesListening();
    const now = clock.now();
    return credentials
      .users()
      .filter(
        ({ name, disabled }) => !disabled && credentials.sessionsOf(name).some(({ expiresAt }) => expiresAt > now),
      )
      .map(({ name, role }) => {
        const at = heardAt.get(name);
        return { user: name, role, listening: listening.has(name), ...(at !== undefined && { heardAt: at }) };
      });
  }

  function tellIfChanged(): void {
    if (!haveHadTime()) return;
    const names = [...namesListening()].toSorted().join(' ');
    looks += 1;
    if (names === toldNames && looks < looksPerTelling) return;
    toldNames = names;
    looks = 0;
    const phones = all().map(({ user, role, listening }): Phone => ({ user, role, listening }));
    // A hub that takes nothing in is told again in a moment.
    ledger.submit({ type: 'phones-listening', phones }).catch(() => {});
  }

  return {
    all,
    isKnown: () => toldNames !== undefined,
    opened(caller, name) {
      if (caller.session === undefined) return () => {};
      const listener: Listener = { caller, name, open: true, heardMs: 0 };
      listeners.add(listener);
      hear(listener);
      tellIfChanged();
      return () => {
        if (name === undefined) hear(listener);
        listener.open = false;
        tellIfChanged();
      };
    },
    heard(caller, name) {
      const found = [...listeners].find((one) => one.open && one.name === name && one.caller.name === caller.name);
      if (found !== undefined) hear(found);
    },
    start() {
      startedMs = wallMs();
      timer = setInterval(tellIfChanged, lookEveryMs);
    },
    stop: () => clearInterval(timer),
  };
}

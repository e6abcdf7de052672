// A push that is due rings the locked phones of whom it is for. A service that fails is asked again while the ring is worth something,
// beside all the others: it holds up nobody else's phone. What is still to ring when the hub stops rings when it is back, so a phone may
// ring twice, and not never.
import type { RecordedFact } from '../../domain/facts.ts';
import type { Clock, Credentials, Feed, PhoneCalls, PushSender, PushSubscription, Rung, Session } from '../../ports.ts';
import { ringForMs } from './push-sender.ts';

export const phoneRingsProjection = 'phone-rings';

export type RingOutcome = Exclude<Rung['outcome'], 'later'> | 'too-late';

export interface PhoneRings {
  /** Resolves at once: each phone rings by itself. */
  deliver(facts: readonly RecordedFact[]): Promise<void>;
  /** For its projection: the cursor stands before the first push that is still to ring. */
  readonly feed: Pick<Feed, 'cursor' | 'moveCursor'>;
  /** Rings that ended, by how. */
  counts(): Readonly<Record<RingOutcome, number>>;
  /** Rings nobody any more. */
  stop(): void;
}

interface PhoneRingsParts {
  readonly sender: Pick<PushSender, 'ring'>;
  readonly forget: PhoneCalls['forget'];
  readonly credentials: Pick<Credentials, 'user' | 'session' | 'sessions'>;
  readonly feed: Pick<Feed, 'cursor' | 'moveCursor'>;
  /** That decided the pushes. */
  readonly clock: Clock;
  readonly log: { warn(context: object, message: string): void; info(context: object, message: string): void };
}

const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

/** One ring of a phone at a time, for all of them say the same. */
interface Ringing {
  /** Of the first push that it is for. */
  readonly seq: number;
  /** Until then it is worth something, Unix ms. */
  until: number;
}

export function createPhoneRings(parts: PhoneRingsParts): PhoneRings {
  const { sender, credentials, forget, feed, clock, log } = parts;
  const counts: Record<RingOutcome, number> = { taken: 0, gone: 0, refused: 0, 'too-late': 0 };
  /** By session. */
  const ringing = new Map<string, Ringing>();
  let readUpTo = 0;
  /** Services that are away, and sessions whose phone a service refuses. */
  const failing = new Set<string>();
  const refused = new Set<string>();
  /** Ends each of the waits that are under way. */
  const resting = new Set<() => void>();
  let hasStopped = false;

  /** Where it can be rung; undefined where its person is not signed in, or did not ask for it. */
  function phoneOf({ push, user: name, expiresAt }: Session): PushSubscription | undefined {
    const user = credentials.user(name);
    return expiresAt > clock.now() && user !== undefined && !user.disabled ? push : undefined;
  }

  function phonesFor({ person, role }: { readonly person?: string; readonly role: string }): readonly Session[] {
    return credentials
      .sessions()
      .filter((one) => (person === undefined ? credentials.user(one.user)?.role === role : one.user === person))
      .filter((one) => phoneOf(one) !== undefined);
  }

  /** Undefined where there is nobody to ring any more, or the hub stops. */
  async function ring(hash: string, worth: Ringing): Promise<RingOutcome | undefined> {
    for (let waitMs = firstRetryMs; ; waitMs = Math.min(waitMs * 2, longestRetryMs)) {
      const session = credentials.session(hash);
      const push = session && phoneOf(session);
      if (session === undefined || push === undefined || hasStopped) return undefined;
      const rung = await sender.ring(push);
      tell(hash, hostOf(push), rung);
      if (rung.outcome === 'gone') {
        await forget(session, push).catch((error) => log.warn({ error }, 'a phone that is gone was not forgotten'));
        // Its browser was quicker, and has said where it is now.
        if ((credentials.session(hash)?.push ?? push).endpoint !== push.endpoint) continue;
      }
      if (rung.outcome !== 'later') return rung.outcome;
      const restMs = Math.max(waitMs, rung.retryAfterMs ?? 0);
      if (clock.now() + restMs >= worth.until) return 'too-late';
      await rest(restMs);
    }
  }

  /** Each service that is away once, until it is well again, and each phone that it refuses. */
  function tell(hash: string, host: string, rung: Rung): void {
    if (rung.outcome === 'taken' || rung.outcome === 'gone') {
      refused.delete(hash);
      if (failing.delete(host)) log.info({ service: host }, 'phones are woken again');
      return;
    }
    const [known, one] = rung.outcome === 'later' ? [failing, host] : [refused, hash];
    if (!known.has(one)) log.warn({ service: host, reason: rung.why }, 'a phone was not woken');
    known.add(one);
  }

  /** Resolves early where the hub stops. */
  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        resting.delete(end);
        resolve();
      };
      const cancel = clock.schedule(clock.now() + ms, end);
      resting.add(end);
    });
  }

  async function ringOnce(hash: string, worth: Ringing): Promise<void> {
    const outcome = await ring(hash, worth);
    // What is still to ring rings when the hub is back.
    if (hasStopped && outcome === undefined) return;
    if (outcome !== undefined) counts[outcome] += 1;
    ringing.delete(hash);
    await feed.moveCursor(phoneRingsProjection, doneUpTo());
  }

  function doneUpTo(): number {
    return Math.min(readUpTo, ...[...ringing.values()].map(({ seq }) => seq - 1));
  }

  return {
    async deliver(facts) {
      for (const { seq, fact } of facts) {
        if (fact.type !== 'push-decided' || fact.push.decision !== 'now') continue;
        const until = fact.push.at + ringForMs;
        if (until <= clock.now()) continue;
        for (const { hash } of phonesFor(fact.push)) {
          const under = ringing.get(hash);
          if (under !== undefined) under.until = until;
          else {
            const worth = { seq, until };
            ringing.set(hash, worth);
            ringOnce(hash, worth).catch((error) => log.warn({ error }, 'a phone was not woken'));
          }
        }
      }
    },
    feed: {
      cursor: feed.cursor,
      moveCursor(name, seq) {
        readUpTo = seq;
        return feed.moveCursor(name, doneUpTo());
      },
    },
    counts: () => counts,
    stop() {
      hasStopped = true;
      for (const end of [...resting]) end();
    },
  };
}

const hostOf = ({ endpoint }: PushSubscription): string => new URL(endpoint).host;

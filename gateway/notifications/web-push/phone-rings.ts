// A push that is due rings the locked phones of whom it is for. A service that fails is asked again while the ring is worth something,
// beside all the others: it holds up nobody else's phone.
import type { RecordedFact } from '../../domain/facts.ts';
import type { Clock, Credentials, PushSender, PushSubscription, Rung, Session } from '../../ports.ts';
import { ringForMs } from './push-sender.ts';

export type RingOutcome = Exclude<Rung['outcome'], 'later'> | 'too-late';

export interface PhoneRings {
  /** Resolves when each phone was rung whose service is well, or after 5 s. */
  deliver(facts: readonly RecordedFact[]): Promise<void>;
  /** Rings that ended, by how. */
  counts(): Readonly<Record<RingOutcome, number>>;
  /** Rings nobody any more. */
  stop(): void;
}

interface PhoneRingsParts {
  readonly sender: Pick<PushSender, 'ring'>;
  readonly credentials: Pick<Credentials, 'user' | 'session' | 'sessions'>;
  /** The phone of a session is not there any more. */
  readonly forget: (session: Session) => Promise<void>;
  /** That decided the pushes. */
  readonly clock: Clock;
  readonly log: { warn(context: object, message: string): void; info(context: object, message: string): void };
}

const firstRetryMs = 1_000;
const longestRetryMs = 30_000;
/** A service that stops answering holds up the next ring at a live one once, for so long. */
const batchWithinMs = 5_000;

export function createPhoneRings({ sender, credentials, forget, clock, log }: PhoneRingsParts): PhoneRings {
  const counts: Record<RingOutcome, number> = { taken: 0, gone: 0, refused: 0, 'too-late': 0 };
  /** By session: until when its ring is worth something. One ring at a time, for all of them say the same. */
  const worthUntil = new Map<string, number>();
  /** Services that are away, and sessions whose phone a service refuses. */
  const failing = new Set<string>();
  const refused = new Set<string>();
  /** Ends each of the waits that are under way. */
  const resting = new Set<() => void>();
  let hasStopped = false;

  /** Of people who are signed in still. */
  function phonesFor({ person, role }: { readonly person?: string; readonly role: string }): readonly Session[] {
    return credentials.sessions().filter(({ push, user: name, expiresAt }) => {
      const user = credentials.user(name);
      if (push === undefined || expiresAt <= clock.now() || user === undefined || user.disabled) return false;
      return person === undefined ? user.role === role : name === person;
    });
  }

  async function ring(hash: string): Promise<RingOutcome | undefined> {
    for (let waitMs = firstRetryMs; ; waitMs = Math.min(waitMs * 2, longestRetryMs)) {
      const session = credentials.session(hash);
      // Signed out, or taken back, meanwhile.
      if (session?.push === undefined) return undefined;
      const rung = await sender.ring(session.push);
      tell(hash, hostOf(session.push), rung);
      if (rung.outcome === 'gone')
        await forget(session).catch((error) => log.warn({ error }, 'a phone that is gone was not forgotten'));
      if (rung.outcome !== 'later') return rung.outcome;
      const restMs = Math.max(waitMs, rung.retryAfterMs ?? 0);
      if (clock.now() + restMs >= (worthUntil.get(hash) ?? 0)) return 'too-late';
      if (!(await rest(restMs))) return undefined;
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

  /** Resolves with false where the hub stops. */
  function rest(ms: number): Promise<boolean> {
    if (hasStopped) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        resting.delete(end);
        resolve(!hasStopped);
      };
      const cancel = clock.schedule(clock.now() + ms, end);
      resting.add(end);
    });
  }

  async function ringOnce(hash: string): Promise<void> {
    try {
      const outcome = await ring(hash);
      if (outcome !== undefined) counts[outcome] += 1;
    } finally {
      worthUntil.delete(hash);
    }
  }

  return {
    async deliver(facts) {
      const rings: Promise<void>[] = [];
      for (const { fact } of facts) {
        if (fact.type !== 'push-decided' || fact.push.decision !== 'now') continue;
        const until = fact.push.at + ringForMs;
        if (until <= clock.now()) continue;
        for (const { hash, push } of phonesFor(fact.push)) {
          const isRinging = worthUntil.has(hash);
          worthUntil.set(hash, until);
          if (isRinging) continue;
          const ringing = ringOnce(hash);
          if (push !== undefined && !failing.has(hostOf(push))) rings.push(ringing);
        }
      }
      await Promise.race([Promise.all(rings), rest(batchWithinMs)]);
    },
    counts: () => counts,
    stop() {
      hasStopped = true;
      for (const end of [...resting]) end();
    },
  };
}

const hostOf = ({ endpoint }: PushSubscription): string => new URL(endpoint).host;

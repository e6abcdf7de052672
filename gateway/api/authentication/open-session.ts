// A session begins with each sign-in, and only there: its cookie is new, known to the browser alone, and ends what the browser
// had before.
import type { Clock, Credentials, Session, User } from '../../ports.ts';
import type { HttpCounters } from '../listener/http-counters.ts';
import { hashSecret, makeSecret } from './secrets.ts';

/** A shift with its handover. */
export const sessionMs = 12 * 3_600_000;

export interface SessionStart {
  readonly user: User;
  readonly address: string;
  /** As the browser calls itself. */
  readonly agent: string | undefined;
  /** What the browser was signed in by until now. */
  readonly cookieBefore: string | undefined;
}

export interface OpenedSession {
  readonly cookie: string;
  readonly session: Session;
}

export type OpenSession = (start: SessionStart) => Promise<OpenedSession>;

const longestAgent = 200;

/** @param mostOfUser beyond them the user's oldest session ends, and is counted. */
export function createSessionOpener(
  credentials: Pick<Credentials, 'sessionsOf' | 'putSession' | 'deleteSession'>,
  clock: Pick<Clock, 'now'>,
  mostOfUser: number,
  counters: Pick<HttpCounters, 'refuse'>,
): OpenSession {
  return async ({ user, address, agent, cookieBefore }) => {
    if (cookieBefore !== undefined) await credentials.deleteSession(hashSecret(cookieBefore));
    const now = clock.now();
    const running = credentials.sessionsOf(user.name).toSorted((a, b) => a.expiresAt - b.expiresAt);
    for (const { hash } of running.slice(0, Math.max(0, running.length - mostOfUser + 1))) {
      counters.refuse('sessions-per-user');
      await credentials.deleteSession(hash);
    }
    const cookie = makeSecret();
    const session: Session = {
      hash: hashSecret(cookie),
      user: user.name,
      csrfToken: makeSecret(),
      expiresAt: now + sessionMs,
      address,
      ...(agent !== undefined && { agent: agent.slice(0, longestAgent) }),
    };
    await credentials.putSession(session);
    return { cookie, session };
  };
}

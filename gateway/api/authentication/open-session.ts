// A session begins with each sign-in, and only there: its cookie is new, known to the browser alone, and ends what the browser
// had before.
import type { Clock, CredentialChange, Credentials, Session, User } from '../../ports.ts';
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
  /** By which it begins. */
  readonly credentials: readonly CredentialChange[];
}

export type OpenSession = (start: SessionStart) => OpenedSession;

const longestAgent = 200;

/** @param mostOfUser beyond them the user's oldest session ends, and is counted. */
export function createSessionOpener(
  credentials: Pick<Credentials, 'sessionsOf'>,
  clock: Pick<Clock, 'now'>,
  mostOfUser: number,
  counters: Pick<HttpCounters, 'refuse'>,
): OpenSession {
  return ({ user, address, agent, cookieBefore }) => {
    const before = cookieBefore === undefined ? undefined : hashSecret(cookieBefore);
    const others = credentials.sessionsOf(user.name).filter(({ hash }) => hash !== before);
    const running = others.toSorted((a, b) => a.expiresAt - b.expiresAt).map(({ hash }) => hash);
    const tooMany = running.slice(0, Math.max(0, running.length - mostOfUser + 1));
    for (const _ of tooMany) counters.refuse('sessions-per-user');
    const cookie = makeSecret();
    const session: Session = {
      hash: hashSecret(cookie),
      user: user.name,
      csrfToken: makeSecret(),
      expiresAt: clock.now() + sessionMs,
      address,
      ...(agent !== undefined && { agent: agent.slice(0, longestAgent) }),
    };
    const ended = before === undefined ? tooMany : [before, ...tooMany];
    return { cookie, session, credentials: [...ended.map(endSession), { type: 'put-session', session }] };
  };
}

/** @param hash the session's */
export function endSession(hash: string): CredentialChange {
  return { type: 'delete-session', hash };
}

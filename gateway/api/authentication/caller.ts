// Who is calling: a person by cookie, an integration or the command line by bearer token.
import type { Role } from '../../domain/property.ts';
import type { Credentials, Session } from '../../ports.ts';
import { hashSecret, sameSecret } from './secrets.ts';

export interface Caller {
  readonly name: string;
  readonly role: Role;
  /** Set where a cookie signed the call: such writes need the session's CSRF token. */
  readonly session?: Session;
  /** `user:li`, `token:pms`: how records name the source. */
  readonly source: string;
}

export const sessionCookie = 'hub_session';
/** No secret: tells a page that asking who is signed in is worth a call. The session's own cookie no script can read. */
export const signedInHint = 'hub_signed_in';

export interface Callers {
  fromCookie(cookie: string): Caller | undefined;
  fromToken(token: string): Caller | undefined;
  /** False once the caller has signed out, was disabled, or has another role now. */
  isCurrent(caller: Caller): boolean;
}

const commandLine: Caller = { name: 'command-line', role: 'admin', source: 'user:command-line' };

export function createCallers(credentials: Credentials, now: () => number, controlToken: string | undefined): Callers {
  function fromSession(hash: string): Caller | undefined {
    const session = credentials.session(hash);
    if (session === undefined || session.expiresAt <= now()) return undefined;
    const user = credentials.user(session.user);
    if (user === undefined || user.disabled) return undefined;
    return { name: user.name, role: user.role, session, source: `user:${user.name}` };
  }

  return {
    fromCookie: (cookie) => fromSession(hashSecret(cookie)),
    isCurrent(caller) {
      if (caller === commandLine) return true;
      const current =
        caller.session === undefined
          ? credentials.tokens().find(({ name }) => name === caller.name)
          : fromSession(caller.session.hash);
      return current?.role === caller.role;
    },
    fromToken(token) {
      if (controlToken !== undefined && sameSecret(token, controlToken)) return commandLine;
      const hash = hashSecret(token);
      const known = credentials.tokens().find((candidate) => candidate.hash === hash);
      return known && { name: known.name, role: known.role, source: `token:${known.name}` };
    },
  };
}

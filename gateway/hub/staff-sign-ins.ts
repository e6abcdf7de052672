// Sign-ins of people and tokens over MQTT, in the audit log beside those of the pages. A pager on bad Wi-Fi comes back all day: of one
// name, success and failure are noted once an hour each, with how often it was meanwhile.
import type { ClientIdentity } from '../identify-client.ts';
import type { Clock, Credentials, Ledger } from '../ports.ts';

const notedEveryMs = 3_600_000;

interface SignInParts {
  readonly ledger: Ledger;
  readonly credentials: Pick<Credentials, 'user' | 'tokens'>;
  readonly clock: Pick<Clock, 'now'>;
}

export interface StaffSignIns {
  /**
   * Resolves when it is on record, where it has to be; rejects where the right was taken or changed meanwhile. Devices, and names that
   * nobody has, are only counted elsewhere.
   */
  note(username: string | undefined, identity: ClientIdentity | undefined, address: string): Promise<void>;
}

export function createStaffSignIns({ ledger, credentials, clock }: SignInParts): StaffSignIns {
  /** By name and outcome; there are no more than people and tokens. */
  const noted = new Map<string, { at: number; unnoted: number }>();

  function holderOf(name: string) {
    const token = credentials.tokens().find((one) => one.name === name);
    const holder = token ?? credentials.user(name);
    return holder && { holder, by: `${token === undefined ? 'user' : 'token'}:${name}` };
  }

  return {
    async note(username, identity, address) {
      if (username === undefined || identity?.kind === 'device') return;
      const known = holderOf(username);
      if (known === undefined) return;
      const { holder, by } = known;
      const action = identity === undefined ? 'sign-in-failed' : 'signed-in';
      const last = noted.get(`${action} ${by}`);
      const now = clock.now();
      if (last !== undefined && now >= last.at && now - last.at < notedEveryMs) {
        last.unnoted += 1;
        return;
      }
      const before = last === undefined || last.unnoted === 0 ? {} : { unnotedBefore: last.unnoted };
      const data = { over: 'mqtt', ...before };
      await ledger.submit({ type: 'note-action', noted: { action, by, from: address, data } });
      noted.set(`${action} ${by}`, { at: now, unnoted: 0 });
      // Whoever took it has ended the connections that were there: this one would come after.
      if (identity !== undefined && holderOf(username)?.holder !== holder)
        throw new Error(`${by} was changed meanwhile`);
    },
  };
}

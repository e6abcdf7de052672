// Who may sign in is changed by one call after another: what a change rests on (a name that is free, the password as it was, an
// administrator who is left) is on disk by then, and the change goes there in one commit with its line of the audit log.
import type { CredentialChange, Ledger } from '../../ports.ts';
import { type AuditedRequest, submit } from '../answer.ts';

/** What a call decides on; it may tell its route more. */
interface Decided {
  readonly credentials: readonly CredentialChange[];
}

/**
 * Resolves after the commit, with what was decided.
 * @param decide asked when it is the call's turn; nothing is changed where it throws
 * @throws ProblemError, 503, where the store cannot write
 */
export type ChangeCredentials = <Deed extends Decided>(call: AuditedRequest, decide: () => Deed) => Promise<Deed>;

export function createCredentialChanges(ledger: Ledger): ChangeCredentials {
  let turnBefore: Promise<unknown> = Promise.resolve();

  async function change<Deed extends Decided>(call: AuditedRequest, decide: () => Deed): Promise<Deed> {
    const { noted } = call;
    if (noted === undefined) throw new Error('a change of credentials: expected its call in audited-calls.ts');
    const decided = decide();
    await submit(ledger, { type: 'note-action', noted }, undefined, decided.credentials);
    call.noted = undefined;
    return decided;
  }

  return (call, decide) => {
    const turn = turnBefore.then(() => change(call, decide));
    turnBefore = turn.catch(() => {});
    return turn;
  };
}

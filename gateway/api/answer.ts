// From the ledger's and the store's words to HTTP's.
import type { Actor, Input } from '../domain/inputs.ts';
import type { NotedAction } from '../domain/noted-action.ts';
import type { Alongside, Answer, CredentialChange, Ledger, Page } from '../ports.ts';
import type { Caller } from './authentication/caller.ts';
import { given } from './given.ts';
import { refusalProblem, refuse, refuseField } from './problem.ts';

export function actorOf({ name, role }: Caller): Actor {
  return { name, role };
}

/** What an audited call is: noted with what it does, in one commit. */
export interface AuditedRequest {
  /** Set before the call's route runs; undefined where nobody audits it, or what it did is noted. */
  noted: NotedAction | undefined;
}

/**
 * @param call the call that does it, where it is audited
 * @param credentials what changes with it of who may sign in
 * @throws ProblemError: what the domain refuses, and 503 where the store cannot write
 */
export async function submit(
  ledger: Ledger,
  input: Input,
  call?: AuditedRequest,
  credentials?: readonly CredentialChange[],
): Promise<Extract<Answer, { accepted: true }>> {
  const answer = await ask(ledger, input, given({ noted: call?.noted, credentials }));
  if (!answer.accepted) throw refusalProblem(answer.refusal);
  if (call !== undefined) call.noted = undefined;
  return answer;
}

/** The domain's answer, refusal or not. @throws ProblemError, 503, where the store cannot write. */
export async function ask(ledger: Ledger, input: Input, alongside?: Alongside): Promise<Answer> {
  try {
    return await ledger.submit(input, alongside);
  } catch (error) {
    throw unreachable('store', error);
  }
}

/** A page on its way out. @throws ProblemError where the cursor was not made by this list. */
export async function wirePage<From, To>(
  asked: Promise<Page<From>>,
  wire: (item: From) => To,
): Promise<{ items: To[]; next: string | null }> {
  try {
    const { items, next } = await asked;
    return { items: items.map(wire), next: next ?? null };
  } catch (error) {
    if ((error as { code?: unknown }).code === 'invalid-cursor') {
      throw refuseField('cursor', 'expected `next` of the page before');
    }
    throw error;
  }
}

/** 503 where the history cannot answer: it may be down while all else goes on. */
export async function fromHistory<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw unreachable('history', error);
  }
}

/** 503: a part of the hub is away, and the call may be made again. */
export function unreachable(part: 'store' | 'history', error: unknown) {
  return refuse(503, `The ${part} does not answer: ${(error as Error).message}`, { type: `${part}-unreachable` });
}

// What the sign-in form says when it did not work. Pure.
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';

/** Status of the answer, 0 where there was none. */
export function signInProblem(status: number): Phrase {
  if (status === 401 || status === 400) return phrase('signIn.wrong');
  if (status === 429) return phrase('signIn.tooMany');
  if (status === 0) return phrase('signIn.unreachable');
  return phrase('signIn.failed', { status });
}

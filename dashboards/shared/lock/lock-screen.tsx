// Before a screen that locked itself: who it belongs to, their password, and the way out for somebody else.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Phrase, phrase, sayPhrase } from '../i18n/phrase.ts';
import { useEndShift } from '../shift/end-shift.tsx';
import { usePage } from '../ui/page.ts';
import { Mark } from '../ui/sign.tsx';

export function LockScreen() {
  const { say, session, lock, signInAgain } = usePage();
  const shift = useEndShift();
  const problem = useSignal<Phrase | undefined>(undefined);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);

  async function unlock(form: HTMLFormElement): Promise<void> {
    const answer = await signInAgain(String(new FormData(form).get('password')));
    if (answer.ok) lock.unlock();
    else problem.value = lockProblem(answer.status);
  }
  return (
    <dialog
      ref={dialog}
      class="lock-screen"
      aria-label={say('lock.title')}
      onCancel={(event) => event.preventDefault()}
      // A browser closes a dialog on the second Escape whatever the page says.
      onClose={() => dialog.current?.showModal()}
    >
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void unlock(event.currentTarget);
        }}
      >
        <Mark />
        <h2>{say('lock.title')}</h2>
        <p>{say('lock.why', { name: session.user })}</p>
        <input
          type="text"
          class="hidden"
          autocomplete="username"
          value={session.user}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <label>
          <span>{say('lock.password')}</span>
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <p class="form-problem" role="alert">
          {problem.value && sayPhrase(say, problem.value)}
        </p>
        <button type="submit" class="button primary wide">
          {say('lock.open')}
        </button>
      </form>
      <button type="button" class="button wide" onClick={shift.end}>
        {shift.words}
      </button>
      {shift.sheet}
    </dialog>
  );
}

/** Status of the answer, 0 where there was none. */
function lockProblem(status: number): Phrase {
  if (status === 401 || status === 400) return phrase('lock.wrong');
  return phrase(status === 429 ? 'lock.tooMany' : 'lock.unreachable');
}

// A person's own password, changed by the one who knows it. Every other phone of theirs is signed out.
import { useSignal } from '@preact/signals';
import type { PasswordChange } from '../../../gateway/api/contract/account.ts';
import { type Phrase, phrase, sayPhrase } from '../i18n/phrase.ts';
import { usePage } from '../ui/page.ts';

const leastLength = 8;

export function PasswordForm() {
  const { say, session, api } = usePage();
  const said = useSignal<Phrase | undefined>(undefined);
  async function change(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form);
    const [current, next] = [String(given.get('current')), String(given.get('next'))];
    const answer = await api.send('PUT', '/session/password', { current, next } satisfies PasswordChange);
    if (answer.ok) form.reset();
    said.value = answer.ok ? phrase('phone.password.changed') : passwordProblem(answer.status);
  }
  return (
    <details class="sheet-part fold">
      <summary>{say('phone.password')}</summary>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void change(event.currentTarget);
        }}
      >
        <input
          class="hidden"
          name="username"
          autocomplete="username"
          value={session.user}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <label>
          <span>{say('phone.password.current')}</span>
          <input name="current" type="password" autocomplete="current-password" required />
        </label>
        <label>
          <span>{say('phone.password.next')}</span>
          <input name="next" type="password" autocomplete="new-password" minLength={leastLength} required />
        </label>
        <p role="status">{said.value && sayPhrase(say, said.value)}</p>
        <button type="submit" class="button wide">
          {say('phone.password.change')}
        </button>
      </form>
    </details>
  );
}

/** Status of the answer, 0 where there was none. */
function passwordProblem(status: number): Phrase {
  if (status === 403) return phrase('phone.password.wrong');
  if (status === 429) return phrase('phone.password.tooMany');
  return phrase(status === 0 ? 'shift.unreachable' : 'phone.password.refused');
}

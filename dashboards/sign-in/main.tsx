// Sign-in: who you are, in your language, then the page of your role.
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { SignedIn } from '../../gateway/api/contract/session.ts';
import { createApi } from '../shared/api/api.ts';
import { chosenLanguage } from '../shared/i18n/languages.ts';
import { areasAt } from '../shared/i18n/page-areas.ts';
import { type Phrase, phrase, sayPhrase } from '../shared/i18n/phrase.ts';
import { createTranslator, type Translator } from '../shared/i18n/translator.ts';
import { forgetLock } from '../shared/lock/idle-lock.ts';
import { createOpening } from '../shared/opening/opening.ts';
import { pagesOf, pathAfterSignIn } from '../shared/state/home.ts';
import { mayBeSignedIn } from '../shared/state/signed-in-hint.ts';
import { LanguageChoice } from '../shared/ui/language-switch.tsx';
import { Mark } from '../shared/ui/sign.tsx';
import { signInProblem } from './view-model.ts';

const formAfterMs = 800;
const api = createApi({ csrfToken: () => '', onSignedOut: () => {} });
const problem = signal<Phrase | undefined>(undefined);
const busy = signal(false);

function goOn({ role }: SignedIn): void {
  if (pagesOf(role).length === 0) problem.value = phrase('signIn.noPage');
  else location.replace(pathAfterSignIn(role, new URLSearchParams(location.search).get('next')));
}

async function signIn(form: HTMLFormElement): Promise<void> {
  const given = new FormData(form);
  busy.value = true;
  problem.value = undefined;
  const answer = await api.send<SignedIn>('POST', '/session', {
    username: String(given.get('username')).trim(),
    password: String(given.get('password')),
  });
  busy.value = false;
  if (answer.ok) {
    forgetLock();
    goOn(answer.body);
  } else problem.value = signInProblem(answer.status);
}

function SignIn({ words }: { readonly words: Translator }) {
  const { say } = words;
  return (
    <main class="sign-in">
      <form
        class="sign-in-card"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn(event.currentTarget);
        }}
      >
        <div class="sign-in-brand">
          <Mark />
          <h1>Touchpoint Hub</h1>
          <p class="quiet">{say('signIn.promise')}</p>
        </div>
        <label>
          <span>{say('signIn.name')}</span>
          <input name="username" autocomplete="username" autocapitalize="none" spellcheck={false} required />
        </label>
        <label>
          <span>{say('signIn.password')}</span>
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <p class="sign-in-problem" role="alert">
          {problem.value && sayPhrase(say, problem.value)}
        </p>
        <button type="submit" class="button primary wide" disabled={busy.value}>
          {say(busy.value ? 'signIn.busy' : 'signIn.go')}
        </button>
        <LanguageChoice language={words.language} label={say('frame.language')} use={words.use} />
      </form>
    </main>
  );
}

const session = mayBeSignedIn(document.cookie) ? api.get<SignedIn>('/session') : undefined;
const words = await createOpening().untilThere(() => createTranslator(chosenLanguage(), areasAt['/']));
// Whoever is signed in goes on without a look at the form; a hub that is slow to say who it is does not keep it back.
await Promise.race([session, new Promise((resume) => setTimeout(resume, formAfterMs))]);
const root = document.getElementById('page');
if (root === null) throw new Error('index.html has no element with id "page"');
document.title = `${words.say('signIn.go')} · Touchpoint Hub`;
root.replaceChildren();
render(<SignIn words={words} />, root);
void session?.then((current) => current.ok && goOn(current.body));

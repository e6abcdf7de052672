// The page on which a phone comes to trust the hub. It comes over plain HTTP, to somebody who has not signed in.
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { InstallableAuthority } from '../../gateway/api/contract/authority.ts';
import { chosenLanguage } from '../shared/i18n/languages.ts';
import { areasAt } from '../shared/i18n/page-areas.ts';
import { createTranslator, type PhraseKey, type Translator } from '../shared/i18n/translator.ts';
import { LanguageChoice } from '../shared/ui/language-switch.tsx';
import { Mark } from '../shared/ui/sign.tsx';
import { type PhoneKind, phoneKindOf, stepsOf } from './steps.ts';

/** What became of asking for the authority: it, or what to say instead. */
type Found = InstallableAuthority | Extract<PhraseKey, 'install.none' | 'install.unreachable'>;

const kind = signal<PhoneKind>(phoneKindOf(navigator.userAgent));

async function findAuthority(): Promise<Found> {
  const answer = await fetch('/ca/authority.json').catch(() => undefined);
  if (answer === undefined) return 'install.unreachable';
  return answer.ok ? ((await answer.json()) as InstallableAuthority) : 'install.none';
}

interface Shown {
  readonly words: Translator;
  readonly authority: InstallableAuthority;
}

function PhoneChoice({ words: { say } }: Pick<Shown, 'words'>) {
  return (
    <fieldset class="choice" aria-label={say('install.phone')}>
      {(['iphone', 'android'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={one === kind.value} onClick={() => (kind.value = one)}>
          {say(`install.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}

/** A word joiner: the hyphen of a file's name is no place to break it. */
const certificateFile = 'hub-\u2060ca.crt';

const commandOfAuthority = 'npm run hub -- ca';

function Steps({ words, authority: { name, hubUrl } }: Shown) {
  const { say } = words;
  return (
    <section class="install-card">
      <PhoneChoice words={words} />
      <a class="button primary wide" href="/ca/hub-ca.crt">
        {say('install.download')}
      </a>
      <ol class="install-steps">
        {stepsOf(kind.value).map((step) => (
          <li key={step}>{say(step, { name, file: certificateFile })}</li>
        ))}
      </ol>
      {hubUrl === null ? (
        <p role="status">{say('install.notYet')}</p>
      ) : (
        <>
          <a class="button wide" href={hubUrl}>
            {say('install.open')}
          </a>
          <p class="quiet">{say('install.stillWarns')}</p>
        </>
      )}
    </section>
  );
}

function NextPhone({ words: { say }, authority: { installUrl } }: Shown) {
  const told = say('install.scan', { url: installUrl });
  return (
    <section class="install-card">
      <h2>{say('install.next')}</h2>
      <img class="install-code" src="/ca/code.svg" alt={installUrl} />
      <p class="quiet install-url">{told}</p>
    </section>
  );
}

function IsItOurs({ words: { say, language }, authority: { name, fingerprint, expiresAt } }: Shown) {
  const until = new Intl.DateTimeFormat(language.value, { dateStyle: 'long' }).format(new Date(expiresAt));
  return (
    <section class="install-card">
      <h2>{say('install.check')}</h2>
      <p>{say('install.compare')}</p>
      <p>
        <span class="strong block">{name}</span>
        {say('install.until')} {until}
      </p>
      <p class="install-fingerprint">SHA-256 {fingerprint.replaceAll(':', ':\u200b')}</p>
      <p class="quiet">{say('install.limits')}</p>
    </section>
  );
}

function Install({ words, found }: { readonly words: Translator; readonly found: Found }) {
  const { say } = words;
  return (
    <main class="install">
      <div class="install-head">
        <Mark />
        <h1>{say('install.title')}</h1>
        <p class="quiet">{say('install.why')}</p>
      </div>
      <LanguageChoice language={words.language} label={say('frame.language')} use={words.use} />
      {typeof found === 'string' ? (
        <p class="install-card" role="status">
          <span>
            {say(found)}
            {say('text.space')}
            {found === 'install.none' && <code>{commandOfAuthority}</code>}
          </span>
        </p>
      ) : (
        <>
          <Steps words={words} authority={found} />
          <NextPhone words={words} authority={found} />
          <IsItOurs words={words} authority={found} />
        </>
      )}
    </main>
  );
}

const [words, found] = await Promise.all([createTranslator(chosenLanguage(), areasAt['/ca']), findAuthority()]);
const root = document.getElementById('page');
if (root === null) throw new Error('index.html has no element with id "page"');
document.title = `${words.say('install.title')} · Touchpoint Hub`;
root.replaceChildren();
render(<Install words={words} found={found} />, root);

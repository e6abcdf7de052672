// Each language under its own name, no flags.
import type { ReadonlySignal } from '@preact/signals';
import { languages, nameOfLanguage } from '../i18n/languages.ts';
import { usePage } from './page.ts';

export function LanguageSwitch() {
  const page = usePage();
  return <LanguageChoice language={page.language} label={page.say('frame.language')} use={page.use} />;
}

interface LanguageChoiceProps {
  readonly language: ReadonlySignal<string>;
  readonly label: string;
  use(language: string): Promise<void>;
}

export function LanguageChoice({ language, label, use }: LanguageChoiceProps) {
  return (
    <fieldset class="choice" aria-label={label}>
      {languages.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === language.value}
          onClick={() => use(code).catch(() => undefined)}
        >
          {nameOfLanguage(code)}
        </button>
      ))}
    </fieldset>
  );
}

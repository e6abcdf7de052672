// `say(key, values)`: the one way by which a page gets words. Its keys are those of strings/en.json, checked by the
// compiler; switching the language re-renders what was said.
import { type ReadonlySignal, signal } from '@preact/signals';
import type draw from '../../strings/draw/en.json';
import type edit from '../../strings/edit/en.json';
import type english from '../../strings/en.json';
import type engineering from '../../strings/engineering/en.json';
import type housekeeping from '../../strings/housekeeping/en.json';
import type install from '../../strings/install/en.json';
import type leader from '../../strings/leader/en.json';
import type phone from '../../strings/phone/en.json';
import type plant from '../../strings/plant/en.json';
import type promises from '../../strings/promises/en.json';
import type reports from '../../strings/reports/en.json';
import type signIn from '../../strings/sign-in/en.json';
import type taskSheet from '../../strings/task-sheet/en.json';
import type wall from '../../strings/wall/en.json';
import type work from '../../strings/work/en.json';
import { loadPhrases, type PhraseArea, type Phrases, rememberLanguage } from './languages.ts';
import { type Values, writeMessage } from './message.ts';

/** Those of an area are there on pages that load it: a test sees to it. */
export type PhraseKey =
  | keyof typeof english
  | keyof typeof signIn
  | keyof typeof wall
  | keyof typeof work
  | keyof typeof taskSheet
  | keyof typeof housekeeping
  | keyof typeof draw
  | keyof typeof engineering
  | keyof typeof install
  | keyof typeof plant
  | keyof typeof leader
  | keyof typeof phone
  | keyof typeof promises
  | keyof typeof edit
  | keyof typeof reports;

export type Say = (key: PhraseKey, values?: Values) => string;

export interface Translator {
  readonly language: ReadonlySignal<string>;
  readonly say: Say;
  /** For codes that come from outside and that a later hub may know more of: the code itself where no phrase exists. */
  sayCode(family: string, code: string, values?: Values): string;
  use(language: string): Promise<void>;
  /** The words of a part that is opened later. */
  learn(area: PhraseArea): Promise<void>;
  useTimeZone(timeZone: string | undefined): void;
}

export async function createTranslator(language: string, first: readonly PhraseArea[] = []): Promise<Translator> {
  let areas = first;
  const active = signal<{ language: string; phrases: Phrases; timeZone?: string | undefined }>({
    language,
    phrases: await loadPhrases(language, areas),
  });
  const languageInUse = signal(language);
  document.documentElement.lang = language;

  const write = (key: string, values: Values): string | undefined => {
    const { phrases, ...formats } = active.value;
    const phrase = phrases[key];
    return phrase === undefined ? undefined : writeMessage(phrase, values, formats);
  };

  return {
    language: languageInUse,
    say: (key, values = {}) => write(key, values) ?? key,
    sayCode: (family, code, values = {}) => write(`${family}.${code}`, values) ?? code,
    async use(next) {
      active.value = { ...active.value, language: next, phrases: await loadPhrases(next, areas) };
      languageInUse.value = next;
      document.documentElement.lang = next;
      rememberLanguage(next);
    },
    async learn(area) {
      if (areas.includes(area)) return;
      const phrases = await loadPhrases(active.peek().language, [area]);
      areas = [...areas, area];
      // Laid over what another part may have learnt meanwhile.
      active.value = { ...active.value, phrases: { ...active.value.phrases, ...phrases } };
    },
    useTimeZone(timeZone) {
      active.value = { ...active.value, timeZone };
    },
  };
}

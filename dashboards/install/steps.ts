// What is to be done on which phone, in the words of its own settings.
import type { PhraseKey } from '../shared/i18n/translator.ts';

export type PhoneKind = 'iphone' | 'android';

const steps: Readonly<Record<PhoneKind, readonly PhraseKey[]>> = {
  iphone: ['install.iphone.allow', 'install.iphone.profile', 'install.iphone.trust'],
  android: ['install.android.download', 'install.android.settings', 'install.android.anyway'],
};

export function stepsOf(kind: PhoneKind): readonly PhraseKey[] {
  return steps[kind];
}

/** An iPad says that it is a Mac; no desk has a reason to be here but to show the code. */
export function phoneKindOf(userAgent: string): PhoneKind {
  return /iPhone|iPad|iPod|Macintosh/.test(userAgent) ? 'iphone' : 'android';
}

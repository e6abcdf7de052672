// What a locked phone shows when it is woken. Here, not among the words of pages: a worker is one file, and fetches nothing to say this.

interface WakeWords {
  readonly title: string;
  readonly body: string;
}

const words = {
  'zh-Hans': { title: '您有任务', body: '点按查看' },
  en: { title: 'A task for you', body: 'Tap to see it' },
  es: { title: 'Hay una tarea para usted', body: 'Toque para verla' },
} as const satisfies Readonly<Record<string, WakeWords>>;

/** @param language as the hub says it; one that this worker does not know is told in English. */
export function wakeWords(language: unknown): WakeWords & { readonly language: keyof typeof words } {
  const known =
    typeof language === 'string' && Object.hasOwn(words, language) ? (language as keyof typeof words) : 'en';
  return { ...words[known], language: known };
}

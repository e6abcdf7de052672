// Which of the languages that are there serves a browser that wants others.

/** The first wanted language that is there, by its base (`zh-CN` finds `zh-Hans`); English where none is. */
export function closestLanguage(wanted: readonly string[], there: readonly string[]): string {
  const base = (code: string) => code.split('-')[0];
  for (const want of wanted) {
    const found = there.find((code) => code === want) ?? there.find((code) => base(code) === base(want));
    if (found !== undefined) return found;
  }
  return 'en';
}

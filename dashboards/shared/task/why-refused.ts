// Why the hub did not take something, in the reader's language by the code of its problem; in its own English where that code is
// newer than this page.
import type { Translator } from '../i18n/translator.ts';
import type { RefusedAction } from '../outbox/outbox.ts';

/** @returns what stands behind a colon. */
export function whyRefused(
  sayCode: Translator['sayCode'],
  { status, problem }: Pick<RefusedAction, 'status' | 'problem'>,
): string {
  const { type = 'about:blank', detail, errors = [] } = problem;
  const code = type === 'about:blank' ? String(status) : type;
  const known = [...errors.map(({ field }) => `${code}.${field}`), code]
    .map((one) => ({ one, said: sayCode('refusal', one) }))
    .find(({ one, said }) => said !== one);
  return known?.said ?? detail ?? code;
}

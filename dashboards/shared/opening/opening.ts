// A page that opens while the hub is away: it waits as long as it takes, says so after a moment, and goes on by itself.
import type { Say } from '../i18n/translator.ts';
import { rememberedHeard, saidOf } from './heard-until.ts';

/** A hub that answers has done so by then, on a slow network too; one that is gone refuses at once. */
const graceMs = { unanswered: 2_000, refused: 800 };
const retryMs = 1_000;
/** A network that swallows a call is asked again. */
const patienceMs = 6_000;

export interface Opening {
  /**
   * The first answer that there is.
   * @param ask undefined or a rejection: not yet.
   */
  untilThere<Found>(ask: (signal: AbortSignal) => Promise<Found | undefined>): Promise<Found>;
  /** The words are there. */
  speak(say: Say): void;
}

export function createOpening(): Opening {
  const beganAt = Date.now();
  let waiting = 0;
  let words: Say | undefined;

  function say(): void {
    const lines = rememberedHeard() ?? (words && saidOf(beganAt, words));
    if (waiting > 0 && lines !== undefined) showInPlaceOfPage(lines);
  }

  return {
    speak(say) {
      words = say;
    },
    async untilThere(ask) {
      waiting += 1;
      const sayLater = setTimeout(say, graceMs.unanswered);
      for (;;) {
        const found = await ask(AbortSignal.timeout(patienceMs)).catch(() => undefined);
        if (found !== undefined) {
          clearTimeout(sayLater);
          waiting -= 1;
          return found;
        }
        setTimeout(say, graceMs.refused);
        await new Promise((resume) => setTimeout(resume, retryMs));
      }
    },
  };
}

function showInPlaceOfPage(lines: readonly string[]): void {
  const place = document.querySelector('.opening');
  if (place === null) return;
  place.classList.add('is-told');
  place.replaceChildren(...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })));
}

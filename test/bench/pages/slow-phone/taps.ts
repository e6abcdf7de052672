// What a tap waits for on a cheap phone.
import type { Page } from 'playwright-core';

/** As the browser itself times an answer to a person, in steps of 8 ms. */
interface EventTiming extends PerformanceEntry {
  readonly interactionId: number;
}

/** From the finger to the frame in which its card has changed, ms. */
export async function tapAll(page: Page, taps: number): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; n < taps; n += 1) {
    const button = page
      .getByRole('button', { name: 'I’ll take it' })
      .or(page.getByRole('button', { name: "I'll take it" }));
    const waiting = page.evaluate(
      () =>
        new Promise<number>((done, fail) => {
          let changedAt = Number.POSITIVE_INFINITY;
          const looks = new MutationObserver(() => {
            changedAt = Math.min(changedAt, performance.now());
          });
          addEventListener(
            'click',
            () => looks.observe(document.querySelector('main') as Element, { subtree: true, childList: true }),
            { capture: true, once: true },
          );
          new PerformanceObserver((list, observer) => {
            const click = list.getEntries().find(({ name }) => name === 'click') as EventTiming | undefined;
            if (click === undefined) return;
            observer.disconnect();
            looks.disconnect();
            if (changedAt <= click.startTime + click.duration) done(click.duration);
            else fail(new Error('expected the card to change in the first frame after the tap'));
          }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
        }),
    );
    await button.first().tap();
    waits.push(await waiting);
  }
  return waits;
}

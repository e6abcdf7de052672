// What a tap waits for on a cheap phone.
import type { Page } from 'playwright-core';

/** From the finger to the frame in which its card has changed, ms. */
export async function tapAll(page: Page, taps: number): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; n < taps; n += 1) {
    const button = page
      .getByRole('button', { name: 'I’ll take it' })
      .or(page.getByRole('button', { name: "I'll take it" }));
    const waiting = page.evaluate(
      () =>
        new Promise<number>((done) => {
          let tappedMs = 0;
          const looks = new MutationObserver(() => {
            if (tappedMs === 0) return;
            looks.disconnect();
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - tappedMs)));
          });
          looks.observe(document.querySelector('main') as Element, { subtree: true, childList: true });
          addEventListener('click', ({ timeStamp }) => (tappedMs = timeStamp), { capture: true, once: true });
        }),
    );
    await button.first().tap();
    waits.push(await waiting);
  }
  return waits;
}

// What is wrong with a page as it stands in the browser: what axe finds, what scrolls sideways, what is too small for a thumb, what
// text cannot be read.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { textFaults } from './text-faults.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function faultsOf(page: Page, isPhone: boolean): Promise<readonly string[]> {
  // A phone that lays out wider than its screen says that its window is so wide: what counts is the screen.
  const widthPx = page.viewportSize()?.width ?? 0;
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    async ({ isPhone, widthPx }) => {
      // What is measured on resize is drawn in the next frame but one.
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe;
      const { violations } = await axe.run();
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      if (document.documentElement.scrollWidth > widthPx)
        found.push(`scrolls sideways: ${document.documentElement.scrollWidth}`);
      for (const sheet of document.querySelectorAll('dialog[open]'))
        if (sheet.scrollWidth > sheet.clientWidth) found.push(`a sheet scrolls sideways: ${sheet.scrollWidth}`);
      const least = isPhone ? 44 : 24;
      /** A link in the middle of a sentence is as high as its line. */
      const isInSentence = (target: Element) =>
        target.matches('a') &&
        getComputedStyle(target).display === 'inline' &&
        [...(target.parentElement?.childNodes ?? [])].some(
          (node) => node.nodeType === 3 && node.textContent?.trim() !== '',
        );
      const targets = `${isPhone ? 'a, summary, textarea, [type=radio], ' : ''}button, select, input:not([type=radio]), .cell, .tabs > *`;
      for (const target of document.querySelectorAll<HTMLElement>(targets)) {
        if (target.closest('svg, [aria-hidden=true]') !== null || target.matches('.skip') || isInSentence(target))
          continue;
        // A box to tick, one of several to choose, or a picture to take is hit by its label.
        const hit = target.matches('[type=checkbox], [type=radio], [type=file]')
          ? (target.closest('label') ?? target)
          : target;
        const { width: w, height: h } = hit.getBoundingClientRect();
        if (w > 0 && (h < least - 0.5 || w < least - 0.5))
          found.push(`too small for a thumb, ${w} × ${h}: ${target.outerHTML.slice(0, 200)}`);
      }
      return found;
    },
    { isPhone, widthPx },
  );
  return [...found, ...(await textFaults(page))];
}

// What is wrong with a page as it stands in the browser: what axe finds, what scrolls sideways, what is too small for a thumb, what
// text cannot be read.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { textFaults } from './text-faults.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function faultsOf(page: Page, isPhone: boolean): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (isPhone) => {
    // What is measured on resize is drawn in the next frame but one.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe;
    const { violations } = await axe.run();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    if (document.documentElement.scrollWidth > innerWidth)
      found.push(`scrolls sideways: ${document.documentElement.scrollWidth}`);
    const least = isPhone ? 44 : 24;
    for (const target of document.querySelectorAll<HTMLElement>(
      'button, select, input:not([type=radio]), .cell, .tabs > *',
    )) {
      // A box to tick is hit by its label.
      const hit = target.matches('[type=checkbox]') ? (target.closest('label') ?? target) : target;
      const { width: w, height: h } = hit.getBoundingClientRect();
      if (w > 0 && (h < least || w < least)) found.push(`too small for a thumb, ${w} × ${h}: ${target.outerHTML}`);
    }
    return found;
  }, isPhone);
  return [...found, ...(await textFaults(page))];
}

// Going through a page by keys alone, as goal 4.10 asks: on the way each thing that has the focus is seen, and nothing lies on it.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const mostTabs = 80;

/** Presses Tab until `wanted` has the focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let tabs = 0; tabs <= mostTabs; tabs += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      expect(await focusIsSeen(page)).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`${mostTabs} tabs do not lead to ${wanted}`);
}

/** What has the focus is in the window, and what is painted at its middle is itself, its label, or a part of it. */
function focusIsSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return false;
    const box = (focused.closest('label') ?? focused).getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return (
      top !== null &&
      (focused.contains(top) || top.contains(focused) || focused.closest('label')?.contains(top) === true)
    );
  });
}

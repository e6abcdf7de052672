// Text that cannot be read as it stands: cut off by what it lies in, or broken in the middle of a word; and a blank where Chinese
// writes none. Measured on what the browser has laid out, word by word; what may be scrolled to is not cut off.
import type { Page } from 'playwright-core';

export function textFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    /** What the browser rounds, px; above and below, the part of a line that has no ink. */
    const slack = 1.5;
    const inkless = 0.2;
    const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    function isForEars(element: Element | null): boolean {
      if (element === null) return false;
      const { clipPath, position } = getComputedStyle(element);
      return (clipPath !== 'none' && position === 'absolute') || isForEars(element.parentElement);
    }

    function cutBy(word: DOMRect, from: Element): Element | undefined {
      for (
        let around: Element | null = from;
        around !== null && around !== document.body;
        around = around.parentElement
      ) {
        const { overflowX, overflowY, position } = getComputedStyle(around);
        const box = around.getBoundingClientRect();
        if (clips(overflowX) && (word.left < box.left - slack || word.right > box.right + slack)) return around;
        const above = word.height * inkless;
        if (clips(overflowY) && (word.top < box.top - above || word.bottom > box.bottom + above)) return around;
        // What is scrolled inside is found by scrolling; what is fixed lies in nothing.
        if (overflowX === 'auto' || overflowX === 'scroll' || overflowY === 'auto' || position === 'fixed')
          return undefined;
      }
      return undefined;
    }

    const found = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const parent = node.parentElement;
      const text = node.nodeValue ?? '';
      if (parent === null || text.trim() === '' || !parent.checkVisibility({ visibilityProperty: true })) continue;
      // The hotel's own name may be of any length: it is whole in the page's title.
      if (parent.closest('svg, script, style, option, .frame-property') !== null) continue;
      if (isForEars(parent)) continue;
      for (const { index, 0: word } of text.matchAll(/[\p{Script=Latin}\p{N}]{2,}|\p{Script=Han}/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
        const lines = new Set(rects.map(({ top }) => Math.round(top)));
        const where = `${parent.tagName.toLowerCase()}.${parent.className}`;
        if (lines.size > 1) found.add(`broken in the middle, “${word}” of “${text.trim()}” in ${where}`);
        const cut = rects.map((rect) => cutBy(rect, parent)).find((by) => by !== undefined);
        if (cut !== undefined)
          found.add(`cut off, “${text.trim()}” in ${where} by ${cut.tagName.toLowerCase()}.${cut.className}`);
      }
    }
    for (const field of document.querySelectorAll('input')) {
      if (field.value !== '' && !isForEars(field) && field.scrollWidth > field.clientWidth + slack)
        found.add(`cut off, “${field.value}” in the field ${field.name}`);
    }
    for (const whole of document.querySelectorAll('p, li, dd, td, span')) {
      const joint = /\p{Script=Han}[。！？]\s+(?=\p{Script=Han})/u.exec(whole.textContent ?? '');
      if (joint !== null) found.add(`a blank between two sentences, “${whole.textContent}”`);
    }
    return [...found];
  });
}

// A grid is one stop of the Tab key; arrow keys move inside, and Tab comes back to where one was.

/** Left and right along the cells, up and down by the eye: the nearest cell of the next row. */
export function moveFocus(grid: Element | null, selector: string, event: KeyboardEvent): void {
  const cells = [...(grid?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const at = cells.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const target = nextCell(cells, at, event.key);
  if (target === undefined) return;
  event.preventDefault();
  for (const cell of cells) cell.tabIndex = cell === target ? 0 : -1;
  target.focus();
}

function nextCell(cells: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  if (key === 'ArrowRight') return cells[at + 1];
  if (key === 'ArrowLeft') return cells[at - 1];
  if (key === 'Home') return cells[0];
  if (key === 'End') return cells.at(-1);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const here = cells[at]?.getBoundingClientRect();
  if (here === undefined) return undefined;
  const down = key === 'ArrowDown';
  const beyond = cells
    .map((cell) => ({ cell, box: cell.getBoundingClientRect() }))
    .filter(({ box }) => (down ? box.top >= here.bottom : box.bottom <= here.top));
  const distance = (box: DOMRect) => Math.abs(box.top - here.top) * 1000 + Math.abs(box.left - here.left);
  return beyond.sort((one, other) => distance(one.box) - distance(other.box))[0]?.cell;
}

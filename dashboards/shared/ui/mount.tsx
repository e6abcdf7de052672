// Puts a page into the document.
import { type ComponentChildren, render } from 'preact';
import { type Page, PageProvider } from './page.ts';

export function mount(page: Page, view: ComponentChildren): void {
  const root = document.getElementById('page');
  if (root === null) throw new Error('index.html has no element with id "page"');
  root.replaceChildren();
  render(<PageProvider value={page}>{view}</PageProvider>, root);
}

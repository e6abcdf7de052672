// Puts a page into the document.
import type { ReadonlySignal } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import type { LinkFacts } from '../stream/link-state.ts';
import { Frame } from './frame.tsx';
import { type Page, PageProvider } from './page.ts';

/**
 * @param Screen what the page shows inside of its frame. A component and not an element: who is given an element keeps what was first
 * painted of it, for as long as the page is open.
 */
export function mount(page: Page, link: ReadonlySignal<LinkFacts>, Screen: ComponentType): void {
  const root = document.getElementById('page');
  if (root === null) throw new Error('index.html has no element with id "page"');
  root.replaceChildren();
  const Framed = () => <Frame link={link} Screen={Screen} />;
  render(
    <PageProvider value={page}>
      <Framed />
    </PageProvider>,
    root,
  );
}

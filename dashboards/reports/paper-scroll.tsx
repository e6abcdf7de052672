// A wide table on a narrow screen: it scrolls sideways by touch and by keys; on paper it stands whole.
import type { ComponentChildren } from 'preact';

export function PaperScroll({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keys too.
    <section class="sideways paper-scroll" tabIndex={0} aria-label={name}>
      {children}
    </section>
  );
}

// What a row is made of: comes into view and takes the focus when the row is opened, and closes again.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePage } from '../shared/ui/page.ts';
import { Sign } from '../shared/ui/sign.tsx';
import { nothingBehind, type Question } from './view-model.ts';

interface BehindRowProps {
  readonly question: Question;
  readonly title: string;
  readonly children: ComponentChildren;
}

export function BehindRow({ question: { by, key, hour, floor }, title, children }: BehindRowProps) {
  const { say, place } = usePage();
  const top = useRef<HTMLElement>(null);
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'nearest' });
    top.current?.focus({ preventScroll: true });
  }, [by, key, hour, floor]);
  return (
    <section ref={top} class="panel" tabIndex={-1} aria-label={title}>
      <header class="panel-head">
        <h2>{title}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={say('frame.close')}
          onClick={() => place.go(nothingBehind)}
        >
          <Sign of="close" />
        </button>
      </header>
      {children}
    </section>
  );
}

// A link to another place of the same page: the page goes there without a load, and its address is a link like any other.
import type { ComponentChildren } from 'preact';
import type { PlaceValues } from '../state/place.ts';
import { usePage } from './page.ts';

interface PlaceLinkProps {
  readonly to: PlaceValues;
  /** Where a click goes, if elsewhere: a second click that closes again. */
  readonly go?: PlaceValues;
  readonly class?: string;
  readonly title?: string;
  readonly tabIndex?: number;
  readonly 'aria-label'?: string;
  readonly 'aria-current'?: 'page' | undefined;
  readonly children?: ComponentChildren;
}

export function PlaceLink({ to, go = to, children, ...looks }: PlaceLinkProps) {
  const { place } = usePage();
  return (
    <a
      {...looks}
      href={place.href(to)}
      onClick={(event) => {
        event.preventDefault();
        place.go(go);
      }}
    >
      {children}
    </a>
  );
}

// Where a person is on a page lives in the address, so that a link, a reload and the back button lead to the same view.
import { type ReadonlySignal, signal } from '@preact/signals';

/** Parts of an address by name; undefined takes one away. */
export type PlaceValues = Readonly<Record<string, string | undefined>>;

export interface Place {
  readonly at: ReadonlySignal<URLSearchParams>;
  /** The address of the place with these values, all others as they are. */
  href(values: PlaceValues): string;
  go(values: PlaceValues): void;
}

export function createPlace(): Place {
  const at = signal(new URLSearchParams(location.search));
  addEventListener('popstate', () => {
    at.value = new URLSearchParams(location.search);
  });

  function href(values: PlaceValues): string {
    const next = new URLSearchParams(at.value);
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    const text = next.toString();
    return text === '' ? location.pathname : `?${text}`;
  }

  return {
    at,
    href,
    go(values) {
      history.pushState(null, '', href(values));
      at.value = new URLSearchParams(location.search);
    },
  };
}

// Drawn signs, so that they look the same on every phone. They are decoration to a screen reader: a word stands beside.
import type { ThingState } from './thing-state.ts';

const paths = {
  ok: 'M3 8.5l3.2 3.2L13 4.8',
  watch: 'M8 3v6M8 12.2v.6',
  fault: 'M4 4l8 8M12 4l-8 8',
  work: 'M5 3.5v9l7-4.5z',
  silent: 'M3.2 8h.1M8 8h.1M12.8 8h.1',
  offline: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M4.2 11.8l7.6-7.6',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  close: 'M4 4l8 8M12 4l-8 8',
  back: 'M10 3L5 8l5 5',
  next: 'M6 3l5 5-5 5',
  more: 'M3.2 8h.1M8 8h.1M12.8 8h.1',
  add: 'M8 3v10M3 8h10',
  wrench:
    'M13.4 4.2a3.6 3.6 0 0 1-4.9 4.5L4.4 13a1.6 1.6 0 0 1-2.3-2.3l4.2-4.2a3.6 3.6 0 0 1 4.5-4.9L8.6 3.9l.4 3.1 3.1.4z',
} as const satisfies Readonly<Record<ThingState, string>> & Readonly<Record<string, string>>;

export function Sign({ of }: { readonly of: keyof typeof paths }) {
  return (
    <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[of]} />
    </svg>
  );
}

/** The house's mark: a drop inside the ring of ten seconds. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path class="mark-ring" d="M16 2.5a13.5 13.5 0 1 1-9.5 3.9" />
      <path class="mark-drop" d="M16 8.5c3.6 4.3 5.4 7.2 5.4 9.7a5.4 5.4 0 0 1-10.8 0c0-2.5 1.8-5.4 5.4-9.7z" />
    </svg>
  );
}

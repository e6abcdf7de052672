// A card that goes to another place takes the keyboard's focus with it: whoever works by keys alone presses Enter again for the
// next step.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

interface Focused {
  readonly task: string;
  readonly isPrimary: boolean;
}

export function useKeptFocus(): void {
  const focused = useRef<Focused | undefined>(undefined);
  useEffect(() => {
    const note = (event: FocusEvent) => {
      const button = event.target instanceof HTMLElement ? event.target.closest('button') : null;
      const task = button?.closest<HTMLElement>('[data-task]')?.dataset['task'];
      focused.current =
        task === undefined ? undefined : { task, isPrimary: button?.classList.contains('primary') === true };
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useLayoutEffect(() => {
    if (focused.current === undefined || document.activeElement !== document.body) return;
    const { task, isPrimary } = focused.current;
    const card = document.querySelector(`[data-task="${CSS.escape(task)}"]`);
    const primary = isPrimary ? card?.querySelector<HTMLElement>('.primary') : null;
    (primary ?? card?.querySelector<HTMLElement>('.card-foot button'))?.focus({ preventScroll: true });
  });
}

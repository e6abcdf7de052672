// Whether the screen is a phone's: there the grid opens floor by floor.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const phone = '(max-width: 759px)';

export function useNarrow(): ReadonlySignal<boolean> {
  const isNarrow = useSignal(matchMedia(phone).matches);
  useEffect(() => {
    const screen = matchMedia(phone);
    const look = () => {
      isNarrow.value = screen.matches;
    };
    screen.addEventListener('change', look);
    return () => screen.removeEventListener('change', look);
  }, [isNarrow]);
  return isNarrow;
}

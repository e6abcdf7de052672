// Whether the screen is as a media query says, also when it is turned or resized.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export function useMedia(query: string): ReadonlySignal<boolean> {
  const isSo = useSignal(matchMedia(query).matches);
  useEffect(() => {
    const screen = matchMedia(query);
    const look = () => {
      isSo.value = screen.matches;
    };
    screen.addEventListener('change', look);
    return () => screen.removeEventListener('change', look);
  }, []);
  return isSo;
}

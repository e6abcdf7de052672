// The width that a chart has, so that it is drawn in true pixels and its words stay readable on a phone.
import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export function useWidth<Box extends Element>(atFirst: number): { box: RefObject<Box | null>; width: Signal<number> } {
  const box = useRef<Box>(null);
  const width = useSignal(atFirst);
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) width.value = Math.max(240, Math.floor(entry.contentRect.width));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [width]);
  return { box, width };
}

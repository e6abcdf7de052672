// New work, said: to a screen reader, and in the title of the page.
import { useEffect } from 'preact/hooks';
import { usePage } from '../ui/page.ts';

/**
 * To open the sound keeps a slow phone longer than the answer to the tap itself, so it comes after that; and within the second in which
 * browsers still take it for what the touch asked for.
 */
const soundAfterTouchMs = 300;

export function NewWork() {
  const { say, alerts } = usePage();
  const fresh = alerts.fresh.value;
  useEffect(() => {
    const title = document.title.replace(/^\(\d+\) /, '');
    document.title = fresh > 0 ? `(${fresh}) ${title}` : title;
  }, [fresh]);
  useEffect(() => {
    // Sound that a tap allowed once is asked for again at the first touch of each page.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const touched = () => {
      alerts.see();
      clearTimeout(timer);
      if (!alerts.bell.isReady.value) timer = setTimeout(alerts.bell.prepare, soundAfterTouchMs);
    };
    for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, touched);
    return () => {
      clearTimeout(timer);
      for (const touch of ['pointerdown', 'keydown']) removeEventListener(touch, touched);
    };
  }, []);
  return (
    <p class="hidden" role="status">
      {fresh > 0 && say('alert.new', { n: fresh })}
    </p>
  );
}

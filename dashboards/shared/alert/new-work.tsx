// New work, said: to a screen reader, and in the title of the page.
import { useEffect } from 'preact/hooks';
import { usePage } from '../ui/page.ts';

export function NewWork() {
  const { say, alerts } = usePage();
  const fresh = alerts.fresh.value;
  useEffect(() => {
    const title = document.title.replace(/^\(\d+\) /, '');
    document.title = fresh > 0 ? `(${fresh}) ${title}` : title;
  }, [fresh]);
  useEffect(() => {
    // Sound that a tap allowed once is asked for again at the first touch of each page.
    const touched = () => {
      alerts.see();
      if (!alerts.bell.isReady.value) void alerts.bell.prepare();
    };
    for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, touched);
    return () => {
      for (const touch of ['pointerdown', 'keydown']) removeEventListener(touch, touched);
    };
  }, []);
  return (
    <p class="hidden" role="status">
      {fresh > 0 && say('alert.new', { n: fresh })}
    </p>
  );
}

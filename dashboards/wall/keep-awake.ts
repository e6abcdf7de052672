// Keeps the screen from going dark. Browsers give the means over TLS alone, and take it back whenever the page is hidden.
import { type ReadonlySignal, signal } from '@preact/signals';

/** @returns whether this browser can be kept awake from here; where it cannot, somebody has to switch its sleep off. */
export function keepAwake(): ReadonlySignal<boolean> {
  const isAwake = signal('wakeLock' in navigator);
  const hold = async () => {
    if (document.hidden || !('wakeLock' in navigator)) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      isAwake.value = true;
      lock.addEventListener('release', hold, { once: true });
    } catch {
      // A battery that runs low refuses it: asked for again when the page is next seen.
      isAwake.value = false;
    }
  };
  document.addEventListener('visibilitychange', hold);
  void hold();
  return isAwake;
}

// What this phone can do for the hub, as its browser says it.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type ReachLevel, reachLevel } from './level.ts';
import { keepOfflineCopy } from './offline-copy.ts';

export interface Reaching {
  readonly level: ReadonlySignal<ReachLevel>;
}

export function createReaching(): Reaching {
  const opensOffline = signal(navigator.serviceWorker?.controller != null);
  navigator.serviceWorker?.addEventListener('controllerchange', () => {
    opensOffline.value = navigator.serviceWorker.controller !== null;
  });
  void keepOfflineCopy();
  return {
    level: computed(() =>
      reachLevel({ isSecure: isSecureContext, opensOffline: opensOffline.value, isSubscribed: false }),
    ),
  };
}

// What this phone can do for the hub, as its browser says it.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type ReachLevel, reachLevel } from './level.ts';
import { keepOfflineCopy } from './offline-copy.ts';
import type { WakingHub } from './wake-up.ts';

export interface Reaching {
  readonly level: ReadonlySignal<ReachLevel>;
  /** The hub wakes this phone while its screen is locked. */
  readonly isWoken: Signal<boolean>;
}

export function createReaching(hub: WakingHub): Reaching {
  const opensOffline = signal(navigator.serviceWorker?.controller != null);
  navigator.serviceWorker?.addEventListener('controllerchange', () => {
    opensOffline.value = navigator.serviceWorker.controller !== null;
  });
  void keepOfflineCopy();
  const isWoken = signal(false);
  // Nobody has agreed to it where that was not asked.
  if (globalThis.Notification?.permission === 'granted') {
    void import('./wake-up.ts').then(async ({ stayWoken, clearRings }) => {
      const clear = () => void (document.visibilityState === 'visible' && clearRings());
      document.addEventListener('visibilitychange', clear);
      clear();
      isWoken.value = await stayWoken(hub);
    });
  }
  return {
    isWoken,
    level: computed(() =>
      reachLevel({ isSecure: isSecureContext, opensOffline: opensOffline.value, isSubscribed: isWoken.value }),
    ),
  };
}

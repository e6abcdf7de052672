// A shift on this phone: begun with one tap, which lets the page sound and keeps the screen on; ended with one, which leaves
// nothing of the person behind but what has not reached the hub yet.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Api } from '../api/api.ts';
import type { ActionStore } from '../outbox/action-store.ts';

/** Of this window, until it is closed or somebody else signs in. */
const begunKey = 'shift';

export interface Shift {
  readonly begun: ReadonlySignal<boolean>;
  /** Undefined: this connection does not let a page ask for it. */
  readonly isAwake: ReadonlySignal<boolean | undefined>;
  begin(): void;
}

export function createShift(user: string): Shift {
  const begun = signal(sessionStorage.getItem(begunKey) === user);
  const isAwake = signal<boolean | undefined>('wakeLock' in navigator ? false : undefined);

  async function stayAwake(): Promise<void> {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      isAwake.value = true;
      lock.addEventListener('release', () => {
        isAwake.value = false;
      });
    } catch {
      // A battery that is nearly empty refuses it: the phone goes dark as it always does.
      isAwake.value = false;
    }
  }
  function keepAwake(): void {
    void stayAwake();
    // The browser lets go of it whenever the page is put away.
    document.addEventListener('visibilitychange', () => void stayAwake());
  }
  if (begun.value) keepAwake();

  return {
    begun,
    isAwake,
    begin() {
      sessionStorage.setItem(begunKey, user);
      begun.value = true;
      keepAwake();
    },
  };
}

export type ShiftEnd =
  | { readonly state: 'ended' }
  /** The session runs on: the hub could not be told. */
  | { readonly state: 'unreachable' }
  /** Nothing was ended: so many taps would stay on the phone, unsent. */
  | { readonly state: 'unsent'; readonly taps: number };

export interface EndingShift {
  readonly api: Pick<Api, 'send'>;
  readonly unsent: Pick<ActionStore, 'all'>;
  /** What the phone keeps besides; called when the session is over. */
  clear(): Promise<void>;
}

/** @param leaveUnsent the person knows of the taps that stay, and ends the shift all the same. */
export async function endShift({ api, unsent, clear }: EndingShift, leaveUnsent: boolean): Promise<ShiftEnd> {
  const taps = (await unsent.all()).length;
  if (taps > 0 && !leaveUnsent) return { state: 'unsent', taps };
  const answer = await api.send('DELETE', '/session');
  if (!answer.ok && answer.status !== 401) return { state: 'unreachable' };
  await clear();
  return { state: 'ended' };
}

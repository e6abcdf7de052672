// Being woken while the screen is locked: what stands between this phone and that, and how its person asks for it. The browser keeps the
// agreement, so whoever signs in on this phone next is woken too, until somebody takes it back.
import type { PushOffer, PushTried } from '../../../gateway/api/contract/session.ts';
import type { Api } from '../api/api.ts';

/**
 * `woken`, or why not: `unknown`, the hub did not say; `impossible` in this browser, or over this connection; `not-offered` by this hub;
 * `forbidden` in the settings of the phone; `unreachable`, the browser's push service; `asleep`, nobody has asked for it.
 */
export type WakeUp = 'unknown' | 'impossible' | 'not-offered' | 'forbidden' | 'unreachable' | 'asleep' | 'woken';

export interface WakingHub {
  readonly api: Pick<Api, 'get' | 'send'>;
  /** What the phone is to speak. */
  readonly language: string;
}

const path = '/session/push';

export async function askWakeUp({ api }: WakingHub): Promise<WakeUp> {
  if (!canBeWoken()) return 'impossible';
  const offer = await api.get<PushOffer>(path);
  if (!offer.ok) return 'unknown';
  if (offer.body.publicKey === null) return 'not-offered';
  if (Notification.permission === 'denied') return 'forbidden';
  return offer.body.wakes && (await subscribed()) !== null ? 'woken' : 'asleep';
}

/** Called by a tap: a browser asks its person at no other time. */
export async function wakeFromNow(hub: WakingHub): Promise<WakeUp> {
  if (!canBeWoken()) return 'impossible';
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return permission === 'denied' ? 'forbidden' : 'asleep';
  const offer = await hub.api.get<PushOffer>(path);
  if (!offer.ok) return 'unknown';
  if (offer.body.publicKey === null) return 'not-offered';
  return agree(hub, offer.body.publicKey);
}

export async function wakeNoMore({ api }: WakingHub): Promise<WakeUp> {
  await (await subscribed())?.unsubscribe();
  const answer = await api.send<void>('DELETE', path);
  return answer.ok ? 'asleep' : 'unknown';
}

/** `sent`, `failed`, or why not: `gone`, the browser has another place by now; `wait`, it was tried a moment ago. */
export type WakeUpTried = 'sent' | 'failed' | 'gone' | 'wait';

export async function tryWakeUp({ api }: WakingHub): Promise<WakeUpTried> {
  const answer = await api.send<PushTried>('POST', `${path}/ring`);
  if (!answer.ok) return answer.status === 429 ? 'wait' : 'failed';
  const { outcome } = answer.body;
  return outcome === 'taken' ? 'sent' : outcome === 'gone' ? 'gone' : 'failed';
}

/** What this phone has agreed to goes on in the session that is here now. @returns whether it is woken. */
export async function stayWoken(hub: WakingHub): Promise<boolean> {
  if (!canBeWoken() || Notification.permission !== 'granted' || (await subscribed()) === null) return false;
  const offer = await hub.api.get<PushOffer>(path);
  if (!offer.ok || offer.body.publicKey === null) return false;
  return (await agree(hub, offer.body.publicKey)) === 'woken';
}

/** Whoever looks at the page needs no more telling that there is something on it. */
export async function clearRings(): Promise<void> {
  const seenAt = Date.now();
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ seenAt });
}

function canBeWoken(): boolean {
  return isSecureContext && navigator.serviceWorker?.controller != null && 'PushManager' in globalThis;
}

async function subscribed(): Promise<PushSubscription | null> {
  return (await navigator.serviceWorker.ready).pushManager.getSubscription();
}

async function agree({ api, language }: WakingHub, publicKey: string): Promise<WakeUp> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  const isOfThisHub = known !== null && keyOf(known) === publicKey;
  // A hub that lost its key, or another one at the same address.
  if (!isOfThisHub) await known?.unsubscribe();
  const asked = { userVisibleOnly: true, applicationServerKey: publicKey };
  const subscription = isOfThisHub ? known : await pushManager.subscribe(asked).catch(() => undefined);
  if (subscription === undefined) return 'unreachable';
  const { endpoint, keys } = subscription.toJSON();
  const answer = await api.send<void>('PUT', path, { endpoint, keys, language });
  return answer.ok ? 'woken' : 'unknown';
}

/** As the hub writes it. */
function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer());
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

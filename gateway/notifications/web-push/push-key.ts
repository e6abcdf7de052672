// The hub's key for push services (VAPID, RFC 8292).
import type { PushKey } from '../../ports.ts';

interface KeyStore {
  pushKey(): Promise<PushKey | undefined>;
  keepPushKey(key: PushKey): Promise<void>;
}

/** The one that the store keeps, made where it has none yet. */
export async function ownPushKey(store: KeyStore): Promise<PushKey> {
  const kept = await store.pushKey();
  if (kept !== undefined) return kept;
  const made = await makePushKey();
  await store.keepPushKey(made);
  return made;
}

async function makePushKey(): Promise<PushKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const [point, { d: privateKey }] = await Promise.all([
    crypto.subtle.exportKey('raw', pair.publicKey),
    crypto.subtle.exportKey('jwk', pair.privateKey),
  ]);
  if (privateKey === undefined) throw new Error('a key for push services: expected a private part');
  return { publicKey: Buffer.from(point).toString('base64url'), privateKey };
}

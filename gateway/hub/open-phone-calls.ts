// Waking locked phones, where the settings turn it on: the hub's key, and who is forgotten when a phone has given itself up.
import { createPhoneRings, type PhoneRings, phoneRingsProjection } from '../notifications/web-push/phone-rings.ts';
import { ownPushKey } from '../notifications/web-push/push-key.ts';
import { createPushSender } from '../notifications/web-push/push-sender.ts';
import type { PhoneCalls } from '../ports.ts';
import type { HubParts } from './hub-parts.ts';

export interface OpenPhoneCalls {
  readonly calls: PhoneCalls;
  readonly rings: PhoneRings;
}

export async function openPhoneCalls(parts: HubParts): Promise<OpenPhoneCalls | undefined> {
  const { config, log, clock, store, ledger } = parts;
  if (config.webPush === undefined) return undefined;
  // What was decided before phones were woken at all is over.
  if ((await store.cursor(phoneRingsProjection)) === 0) await store.moveCursor(phoneRingsProjection, ledger.lastSeq());
  const calls: PhoneCalls = {
    sender: createPushSender({ ...config.webPush, key: await ownPushKey(store) }),
    async forget({ hash, user }, push) {
      await ledger.submit(
        { type: 'note-action', noted: { action: 'phone-removed', by: 'hub', subject: user } },
        { credentials: [{ type: 'drop-push', session: hash, push }] },
      );
    },
  };
  return { calls, rings: createPhoneRings({ ...calls, credentials: store, feed: store, clock, log }) };
}
